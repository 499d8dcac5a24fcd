import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLines } from '../../../src/cli/batch/read-lines.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-lines-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function linesOf(content: string | Buffer) {
  const file = join(folder, 'lines')
  await writeFile(file, content)
  return await Array.fromAsync(readLines(file))
}

test('only line feeds end a line, and each knows its place in bytes', async () => {
  const lines = await linesOf('é\u2028x\r\n\nlast')
  expect(lines.map(({ number, text, start, bytes, ended }) => ({ number, text, start, bytes, ended }))).toEqual([
    { number: 1, text: 'é\u2028x', start: 0, bytes: 8, ended: true },
    { number: 2, text: '', start: 8, bytes: 1, ended: true },
    { number: 3, text: 'last', start: 9, bytes: 4, ended: false },
  ])
})

test('a line over many chunks is one line', async () => {
  const long = 'ä'.repeat(300_000)
  const lines = await linesOf(`${long}\nshort\n`)
  expect(lines.map(({ text }) => text)).toEqual([long, 'short'])
})

test('what is not UTF-8, or too long, has no text and does not stop the next', async () => {
  const lines = await linesOf(
    Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.alloc(17 * 1024 * 1024, 'x'), Buffer.from('\nfine\n')]),
  )
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [1, null],
    [2, null],
    [3, 'fine'],
  ])
})
