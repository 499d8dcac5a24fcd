import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readInputLines } from '../../../src/cli/batch/read-input-lines.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-input-'))
  await writeFile(join(folder, 'a.jpg'), 'photo')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function read(...lines: string[]) {
  const file = join(folder, 'in.jsonl')
  await writeFile(file, lines.join('\n'))
  return await Array.fromAsync(readInputLines(file, folder))
}

test('a listing has its three keys and no other, and its photos start at the root', async () => {
  expect(await read('{"id":"1","photos":["a.jpg"],"text":"Blue","price":9}')).toMatchObject([
    { number: 1, listing: { id: '1', photos: [join(folder, 'a.jpg')], text: 'Blue' } },
  ])
  const [line] = await read('{"id":"1","photos":[],"text":"Blue","price":9}')
  expect(line).toHaveProperty('listing', { id: '1', photos: [], text: 'Blue' })
})

test('each bad line says its number and what is wrong, once where photos are looked for, and the good ones go on', async () => {
  const seventeen = JSON.stringify({ id: '17', photos: Array(17).fill('a.jpg') })
  const lines = await read(
    'nope',
    '',
    '{"id":7,"text":"x"}',
    '{"id":"2","text":" "}',
    '{"id":"3","photos":["none.jpg"]}',
    '{"id":"5","photos":["nor.jpg"]}',
    seventeen,
    '{"id":"4","text":"fine"}',
    '{"id":"4","text":"again"}',
  )
  expect(lines.map((line) => [line.number, 'problem' in line ? line.problem : line.listing.id])).toEqual([
    [1, 'not JSON'],
    [3, expect.stringMatching(/^id: /)],
    [4, 'no photos and no text'],
    [5, `${join(folder, 'none.jpg')}: no such file; --photos-root names the folder that photo paths start from`],
    [6, `${join(folder, 'nor.jpg')}: no such file`],
    [7, 'photos: at most 16 photos'],
    [8, '4'],
    [9, 'the id 4 is that of line 8'],
  ])
})
