import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepNewestLines } from '../../../src/cli/batch/keep-newest-lines.ts'
import { openOutput } from '../../../src/cli/batch/open-output.ts'
import { readOutput } from '../../../src/cli/batch/read-output.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-output-'))
  file = join(folder, 'out.jsonl')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const line = (id: string, inputHash: string, state = 'draft') =>
  JSON.stringify({ id, listingId: `lst_${id}`, state, text: 'größe', inputHash })

test('drafts are known by their input; failed ones are tried again; the newest line counts', async () => {
  await writeFile(file, `${line('a', 'h1')}\n${line('b', 'h2', 'failed')}\n${line('a', 'h3')}\n`)
  const { hashes, superseded } = await readOutput(file)
  expect([...hashes]).toEqual([
    ['a', 'h3'],
    ['b', null],
  ])
  expect(superseded).toBe(true)
})

test('wherever a killed run tore its last line, it is cut off before the next is appended', async () => {
  const whole = `${line('a', 'h1')}\n`
  const torn = Buffer.from(line('b', 'h2'))
  for (let bytes = 1; bytes < torn.length; bytes += 1) {
    await writeFile(file, Buffer.concat([Buffer.from(whole), torn.subarray(0, bytes)]))
    const output = await openOutput(file, await readOutput(file))
    await output.append('next\n')
    await output.close()
    expect(await readFile(file, 'utf8')).toBe(`${whole}next\n`)
  }
})

test('a whole last line that lacks its line feed is kept', async () => {
  await writeFile(file, line('a', 'h1'))
  const output = await openOutput(file, await readOutput(file))
  await Promise.all([output.append('b\n'), output.append('c\n')])
  await output.close()
  expect(await readFile(file, 'utf8')).toBe(`${line('a', 'h1')}\nb\nc\n`)
})

test('a file that is no output of a batch is refused, and stays as it is', async () => {
  for (const content of ['my notes', '{"id":"a","photos":[],"text":"x"}', '{"id":"a","text":"x"}\n', '\xff\xfe']) {
    await writeFile(file, content, 'latin1')
    await expect(readOutput(file)).rejects.toMatchObject({ code: 'input-unusable' })
    expect(await readFile(file, 'latin1')).toBe(content)
  }
})

test('the rewritten output has one line an id, the newest, and leaves no other file', async () => {
  await writeFile(file, `${line('a', 'h1')}\n${line('b', 'h2')}\n${line('a', 'h3')}\n`)
  await keepNewestLines(file)
  expect(await readFile(file, 'utf8')).toBe(`${line('b', 'h2')}\n${line('a', 'h3')}\n`)
  expect(await readdir(folder)).toEqual(['out.jsonl'])
})
