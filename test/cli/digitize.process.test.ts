import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { recordSchema } from '../../src/domain/record.ts'
import { freePort } from '../../src/services/free-port.ts'
import type { RunFile } from '../../src/services/run-file.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { type RunningCommand, startCommand } from './start-command.ts'

let home: string
let up: RunningCommand
let folder: string
let input: string
let output: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-digitize-'))
  await copyDatabase(join(home, 'database'))
  up = startCommand(home, ['up', '--port', String(await freePort())])
  await up.says('Ready: ')
}, 60_000)
afterAll(async () => {
  up.process.kill('SIGTERM')
  await up.ended
  await rm(home, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(home, 'batch-'))
  input = join(folder, 'in.jsonl')
  output = join(folder, 'out.jsonl')
  for (const [name, background] of Object.entries({ blue: '#1030c0', red: '#c01020' })) {
    await sharp({ create: { width: 320, height: 320, channels: 3, background } })
      .jpeg()
      .toFile(join(folder, `${name}.jpg`))
  }
})

async function digitize(...args: string[]) {
  const command = startCommand(home, ['digitize', ...args])
  const status = await command.ended
  return { status, output: command.output(), stdout: command.stdout() }
}

const batch = (...args: string[]) => digitize('--input', input, '--output', output, ...args)

async function drafts() {
  const lines = (await readFile(output, 'utf8')).trimEnd().split('\n')
  const records = lines.map((line) => recordSchema.parse(JSON.parse(line)))
  return records.sort((one, other) => String(one.id).localeCompare(String(other.id)))
}

test('one listing is printed as its record', async () => {
  const { status, stdout } = await digitize('--photo', join(folder, 'blue.jpg'), '--text', 'Cotton t-shirt', '--json')
  expect(status).toBe(0)
  expect(recordSchema.parse(JSON.parse(stdout))).toMatchObject({
    text: 'Cotton t-shirt',
    photos: [{ index: 0, state: 'normalized' }],
  })
})

test('a file of listings is digitized, and a re-run does only what is new, changed or torn', async () => {
  const a = { id: 'a', photos: ['blue.jpg'], text: 'Cotton t-shirt, size M', price: 'kept from the API' }
  const rest = [
    JSON.stringify({ id: 'b', photos: ['red.jpg', 'blue.jpg'], text: '' }),
    'not a listing',
    JSON.stringify({ id: 'c', photos: ['none.jpg'], text: 'Its photo is missing' }),
    JSON.stringify({ id: 'd', photos: [], text: 'Größe\u2028Red wool sweater' }),
    JSON.stringify({ id: 'e', photos: ['red.jpg'], text: 'Red dress' }),
  ]
  await writeFile(input, [JSON.stringify(a), ...rest].join('\n'))
  const first = await batch()
  expect(first.output).toContain('line 3: not JSON')
  expect(first.output).toMatch(/line 4: .*none\.jpg: no such file/)
  expect(first.output).toContain('4 done, 0 skipped, 0 failed, 2 bad lines')
  expect(first).toMatchObject({ status: 1, stdout: '' })
  const before = await drafts()
  expect(before.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e'])
  expect(before.map(({ photos }) => photos.length)).toEqual([1, 2, 0, 1])
  expect(before[2]?.text).toBe('Größe\u2028Red wool sweater')
  expect(await readFile(output, 'utf8')).not.toContain('kept from the API')

  // A killed run: the last line is torn, its listing is there. One input has changed, one has only another key.
  const written = await readFile(output, 'utf8')
  const torn = recordSchema.parse(JSON.parse(written.trimEnd().split('\n').at(-1) ?? ''))
  await writeFile(output, written.slice(0, -40))
  const changed = torn.id === 'a' ? 'e' : 'a'
  const lines = [a, { id: 'e', photos: ['red.jpg'], text: 'Red dress', note: 'no change' }].map((line) =>
    line.id === changed ? { ...line, text: `${line.text}, as good as new` } : line,
  )
  await writeFile(input, [...lines.map((line) => JSON.stringify(line)), rest[0], rest[3], ''].join('\n'))
  const second = await batch('--concurrency', '2')
  expect(second.output).toContain('2 done, 2 skipped, 0 failed, 0 bad lines')
  expect(second.status).toBe(0)
  const after = await drafts()
  expect(after.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e'])
  for (const [index, { id, listingId }] of before.entries()) {
    // The torn one is found again; only the changed one is another listing.
    if (id === changed) expect(after[index]?.listingId).not.toBe(listingId)
    else expect(after[index]?.listingId).toBe(listingId)
  }
  expect(after.find(({ id }) => id === changed)?.text).toMatch(/as good as new$/)

  const third = await batch()
  expect(third).toMatchObject({ status: 0, output: '0 done, 4 skipped, 0 failed, 0 bad lines\n' })
})

test('a refused line does not stop the others, and the tenant is the one that was asked for', async () => {
  await writeFile(join(folder, 'broken.jpg'), 'words, not a photo')
  await writeFile(
    input,
    [
      { id: 'refused', photos: ['broken.jpg'], text: '' },
      { id: 'fine', text: 'Blue jeans' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  )
  const { status, output: said } = await batch('--tenant', 'other')
  expect(said).toMatch(/^line 1: /m)
  expect(said).toContain('1 done, 0 skipped, 1 failed, 0 bad lines')
  expect(status).toBe(1)
  expect(await drafts()).toMatchObject([{ id: 'fine', tenant: 'other' }])
})

test('Ctrl-C stops it, and the next run makes no listing of one line twice', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `id-${index}`)
  await writeFile(input, ids.map((id) => JSON.stringify({ id, text: `Blue jeans ${id}` })).join('\n'))
  const command = startCommand(home, ['digitize', '--input', input, '--output', output, '--tenant', 'stopped'])
  await vi.waitFor(async () => expect(await readFile(output, 'utf8')).not.toBe(''), { timeout: 20_000, interval: 10 })
  command.process.kill('SIGINT')
  expect(await command.ended).toBe(130)
  const kept = await drafts()
  expect(kept.length).toBeLessThan(ids.length)

  const next = await batch('--tenant', 'stopped')
  expect(next.output).toBe(`${ids.length - kept.length} done, ${kept.length} skipped, 0 failed, 0 bad lines\n`)
  expect((await drafts()).map(({ id }) => id)).toEqual([...ids].sort((one, other) => one.localeCompare(other)))
  const { url, opsKey } = JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) as RunFile
  const headers = { authorization: `Bearer ${opsKey}`, 'hangtag-tenant': 'stopped' }
  const listed = await fetch(new URL('/v1/listings?limit=100', url), { headers })
  expect(((await listed.json()) as { listings: unknown[] }).listings).toHaveLength(ids.length)
})

test('files that cannot be used are told, and stay as they are', async () => {
  await writeFile(input, '{"id":"a","text":"x"}\n')
  const none = await digitize('--input', join(folder, 'none.jsonl'), '--output', output)
  expect(none).toMatchObject({ status: 1, output: expect.stringContaining('there is no such file') })
  const same = await digitize('--input', input, '--output', input)
  expect(same).toMatchObject({ status: 1, output: expect.stringContaining('it is the input') })
  const away = await digitize('--input', input, '--output', join(folder, 'none', 'out.jsonl'))
  expect(away).toMatchObject({ status: 1, output: expect.stringContaining('--output') })
  await appendFile(output, 'my notes\n')
  const other = await batch()
  expect(other).toMatchObject({ status: 1, output: expect.stringContaining('give another --output') })
  expect(await readFile(output, 'utf8')).toBe('my notes\n')
})
