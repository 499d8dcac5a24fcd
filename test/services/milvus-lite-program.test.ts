import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isInstalled, milvusLiteProgram } from '../../src/services/milvus-lite-program.ts'
import { fakePrograms } from './fake-programs.ts'

let folder: string
beforeEach(async () => {
  vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(1_000)
  folder = join(await mkdtemp(join(tmpdir(), 'hangtag-python-')), 'python')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(join(folder, '..'), { recursive: true, force: true })
})

/** A python3 that makes an environment whose pip does `pip`, and writes down each install. */
const python = (pip: string) => ({
  python3: `
    for folder; do :; done
    /bin/mkdir -p "$folder/bin"
    printf '#!/bin/sh\\necho "$@" >> ${'%s'}/installs\\n${pip}\\n' "$PLACE" > "$folder/bin/python"
    /bin/chmod +x "$folder/bin/python"`,
})
const installs = async (place: string) => (await readFile(join(place, 'installs'), 'utf8')).trim().split('\n')

test('it is installed once, and found from then on', async () => {
  const place = await fakePrograms(python('exit 0'))
  const program = await milvusLiteProgram(folder, vi.fn())
  expect(program).toBe(join(folder, 'bin', 'milvus-lite'))
  expect(await milvusLiteProgram(folder, vi.fn())).toBe(program)
  expect(await installs(place)).toEqual([expect.stringMatching(/^-m pip install .*requirements\.txt$/)])
})

test('two who need it at once install it once', async () => {
  const place = await fakePrograms(python('/bin/sleep 0.2'))
  await Promise.all([milvusLiteProgram(folder, vi.fn()), milvusLiteProgram(folder, vi.fn())])
  expect(await installs(place)).toHaveLength(1)
})

test('an install that was cut off is done again', async () => {
  await fakePrograms(python('kill -9 $$'))
  await expect(milvusLiteProgram(folder, vi.fn())).rejects.toMatchObject({
    code: 'milvus-lite-missing',
    message: expect.stringContaining('ended by SIGKILL'),
  })
  expect(await isInstalled(folder)).toBe(false)
  vi.unstubAllEnvs()

  const place = await fakePrograms(python('exit 0'))
  await milvusLiteProgram(folder, vi.fn())
  expect(await installs(place)).toHaveLength(1)
  expect(await isInstalled(folder)).toBe(true)
})

test('what pip has against it is said, with what to do', async () => {
  await fakePrograms(python('echo no index can be reached; exit 1'))
  await expect(milvusLiteProgram(folder, vi.fn())).rejects.toMatchObject({
    code: 'milvus-lite-missing',
    message: expect.stringMatching(/no index can be reached.*MILVUS_ADDRESS/),
  })
  expect(await isInstalled(folder)).toBe(false)
})

test('a machine without Python is told to get it', async () => {
  await fakePrograms({})
  await expect(milvusLiteProgram(folder, vi.fn())).rejects.toMatchObject({
    code: 'milvus-lite-missing',
    message: expect.stringContaining('install Python 3.10 or newer'),
  })
})
