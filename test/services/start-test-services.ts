import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from '../../src/services/free-port.ts'
import { milvusChild } from '../../src/services/milvus-child.ts'
import { milvusLiteProgram } from '../../src/services/milvus-lite-program.ts'
import { redisChild } from '../../src/services/redis-child.ts'
import { redisProgram } from '../../src/services/redis-program.ts'
import { createSupervisor } from '../../src/services/supervisor.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A real Redis for this run of the tests: use a prefix of your own. */
    redisUrl: string
    /** A real Milvus Lite, likewise: use a tenant or a collection of your own. */
    milvusAddress: string
  }
}

/** All tests share one Python environment: each would otherwise install 450 MB. */
export const testPythonFolder = resolve(import.meta.dirname, '../../.hangtag/python')

/** The global setup of the projects that need services: the product's own start, in a temporary folder, on free ports. */
export default async function startTestServices(project: TestProject): Promise<() => Promise<void>> {
  const report = (text: string) => project.vitest.logger.log(text)
  const home = await mkdtemp(join(tmpdir(), 'hangtag-services-'))
  const supervisor = await createSupervisor(home, report)
  const stop = async () => {
    await supervisor.stop()
    await rm(home, { recursive: true, force: true })
  }
  const startRedis = async () => {
    const port = await freePort()
    const program = await redisProgram(report)
    await supervisor.start(await redisChild({ program, folder: join(home, 'redis'), port }), { readyMs: 30_000 })
    project.provide('redisUrl', `redis://127.0.0.1:${port}`)
  }
  const startMilvus = async () => {
    const port = await freePort()
    const program = await milvusLiteProgram(testPythonFolder, report)
    await supervisor.start(await milvusChild({ program, folder: join(home, 'milvus'), port }), { readyMs: 60_000 })
    project.provide('milvusAddress', `127.0.0.1:${port}`)
  }
  try {
    await Promise.all([startRedis(), startMilvus()])
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
