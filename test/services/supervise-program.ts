// A supervisor in a process of its own, for tests that kill it: `HOME [milvus]`. Says `ready` when its children are.
import { join } from 'node:path'
import { freePort } from '../../src/services/free-port.ts'
import { milvusChild } from '../../src/services/milvus-child.ts'
import { milvusLiteProgram } from '../../src/services/milvus-lite-program.ts'
import { redisChild } from '../../src/services/redis-child.ts'
import { redisProgram } from '../../src/services/redis-program.ts'
import { createSupervisor } from '../../src/services/supervisor.ts'

const [home = '', pythonFolder] = process.argv.slice(2)
const report = (text: string) => console.error(text)
const supervisor = await createSupervisor(home, report)
const program = await redisProgram(report)
await supervisor.start(await redisChild({ program, folder: join(home, 'redis'), port: await freePort() }), {
  readyMs: 30_000,
})
if (pythonFolder !== undefined) {
  const lite = await milvusLiteProgram(pythonFolder, report)
  const child = await milvusChild({ program: lite, folder: join(home, 'milvus'), port: await freePort() })
  await supervisor.start(child, { readyMs: 60_000 })
}
process.stdout.write('ready\n')
process.once('SIGTERM', () => void supervisor.stop())
