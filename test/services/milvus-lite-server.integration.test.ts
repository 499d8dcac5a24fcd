import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { milvusLiteProgram } from '../../src/services/milvus-lite-program.ts'
import { testPythonFolder } from './start-test-services.ts'

const server = fileURLToPath(new URL('../../src/services/milvus-lite-server.py', import.meta.url))
const program = fileURLToPath(new URL('open-one-copy.py', import.meta.url))

it('requests that come at once after a start of Milvus Lite open its collection once, and not a copy each that loses the rows of the others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-milvus-'))
  try {
    const python = join(dirname(await milvusLiteProgram(testPythonFolder, () => undefined)), 'python')
    const { stdout } = await promisify(execFile)(python, [program, server, join(folder, 'data')])
    expect(stdout.trim()).toBe('1')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
