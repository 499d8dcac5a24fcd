import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { freePort } from '../../src/services/free-port.ts'
import { until } from '../stubs/until.ts'
import { type RunningCommand, startCommand } from './start-command.ts'

// One platform for all; each test has a tenant of its own.

const settings = { EMBEDDINGS: 'ngram' }
let home: string
let up: RunningCommand

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-catalog-'))
  up = startCommand(home, ['up', '--port', String(await freePort())], settings)
  await up.says('Ready: ')
}, 120_000)
afterAll(async () => {
  up.process.kill('SIGTERM')
  await up.ended
  await rm(home, { recursive: true, force: true })
})

async function catalog(...args: string[]) {
  const command = startCommand(home, ['catalog', ...args], settings)
  const status = await command.ended
  return { status, output: command.output(), stdout: command.stdout() }
}

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const file = join(home, name)
  await writeFile(file, content)
  return file
}

function sorted(lines: string): CatalogItem[] {
  const items: CatalogItem[] = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return items.sort((one, other) => (one.id < other.id ? -1 : 1))
}

test('every form of file is imported, what was rejected is kept with its reason, and an export is taken back as it is', async () => {
  const shopify = 'Handle,Title,Body (HTML),Vendor,Type\ntee,Tee,<p>Soft</p>,NIKE,T-Shirts\ntee,,,,\n'
  const google = 'id\ttitle\timage_link\tavailability\tproduct_type\n1\tRed dress\t\tin stock\tWomen > Dresses\n'
  const files: [string, string | Buffer, number][] = [
    ['items.jsonl.gz', gzipSync('{"id":"json","title":"Coat","trusted":false,"attributes":{"odd":{"deep":[1]}}}\n'), 1],
    ['items.csv', 'id,title,color\ncsv,Jeans,Blue\n"csv 2",Jeans,\ncsv-3,,\n', 3],
    ['shopify.csv', shopify, 1],
    ['google.txt', google, 1],
    [
      'items.parquet',
      Buffer.from(
        parquetWriteBuffer({
          columnData: [
            { name: 'id', data: ['parquet'] },
            { name: 'title', data: ['Boots'] },
          ],
        }),
      ),
      1,
    ],
  ]
  for (const [name, content, read] of files) {
    const { status, stdout } = await catalog('import', await fileOf(name, content), '--tenant', 'forms', '--json')
    const rejected = read - 1
    expect([name, status]).toEqual([name, 0])
    expect(JSON.parse(stdout)).toMatchObject({ read, written: 1, unchanged: 0, rejected })
  }
  const rejects = (await readFile(join(home, 'items.csv.rejected.jsonl'), 'utf8')).trim().split('\n')
  expect(rejects.map((line) => JSON.parse(line))).toEqual([
    { row: 3, column: 'id', problem: expect.any(String), input: { id: 'csv 2', title: 'Jeans', color: '' } },
    { row: 4, column: 'title', problem: expect.any(String), input: { id: 'csv-3', title: '', color: '' } },
  ])
  const file = join(home, 'export.jsonl')
  expect((await catalog('export', file, '--tenant', 'forms')).output).toContain('5 items in ')
  const items = sorted(await readFile(file, 'utf8'))
  expect(items.map(({ id, category }) => [id, category])).toEqual([
    ['1', 'dresses'],
    ['csv', undefined],
    ['json', undefined],
    ['parquet', undefined],
    ['tee', 't-shirts'],
  ])
  const back = await catalog('import', file, '--tenant', 'forms', '--json')
  expect(JSON.parse(back.stdout)).toMatchObject({ read: 5, written: 0, unchanged: 5, rejected: 0, rejects: null })
  expect((await catalog('import', file, '--tenant', 'copy')).output).toContain('5 read, 5 written')
  expect(sorted((await catalog('export', '--tenant', 'copy')).stdout)).toEqual(items)
})

test('an import that is killed goes on after what was taken, and takes no row twice', async () => {
  const count = 4_000
  const lines = Array.from(
    { length: count },
    (_, at) => `{"id":"sku-${at}","title":"Item number ${at}","category":"Dresses"}\n`,
  )
  const file = await fileOf('large.jsonl', lines.join(''))
  const first = startCommand(home, ['catalog', 'import', file, '--tenant', 'killed'], settings)
  const takenRow = async () => {
    const [name] = await readdir(join(home, 'imports')).catch(() => [])
    if (name === undefined || !name.endsWith('.json')) return 0
    return JSON.parse(await readFile(join(home, 'imports', name), 'utf8')).takenRow as number
  }
  await until('batches that are taken', async () => (await takenRow()) >= 1_000, 60_000)
  first.process.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  const second = await catalog('import', file, '--tenant', 'killed', '--json')
  expect(second.output).toMatch(/An earlier run took the rows up to \d000; going on after them/)
  expect(JSON.parse(second.stdout)).toMatchObject({ read: count, written: count, unchanged: 0, failed: 0 })
  expect(await readdir(join(home, 'imports'))).toEqual([])
  const stats = await catalog('stats', '--tenant', 'killed', '--top', '1', '--json')
  expect(JSON.parse(stats.stdout)).toMatchObject({
    items: count,
    trusted: count,
    waiting: { batches: 0 },
    categories: [{ value: 'dresses', items: count }],
    brands: [{ value: null, items: count }],
  })
})

test('a search finds in the tenant named alone, one item a line for programs; an empty catalog and an empty text are told', async () => {
  const rows = ['1,Red wool coat,coats', '2,Red cotton dress,dresses', '3,Blue jeans,jeans']
  const file = await fileOf('shop.csv', ['id,title,category', ...rows, ''].join('\n'))
  await catalog('import', file, '--tenant', 'searched')
  for (const mode of ['hybrid', 'bm25']) {
    const { status, stdout } = await catalog(
      'search',
      'manteau rouge',
      '--tenant',
      'searched',
      '--json',
      '--mode',
      mode,
    )
    const hits = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(status).toBe(0)
    expect(hits[0]).toEqual({
      id: '1',
      score: expect.any(Number),
      title: 'Red wool coat',
      category: 'coats',
      brand: null,
    })
    const scores = hits.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((left, right) => right - left))
  }
  const table = await catalog('search', 'jeans', '--tenant', 'searched', '--limit', '1')
  expect(table.stdout).toMatch(/^id +score +title +category +brand\n3 +0\.\d+ +Blue jeans +jeans\n$/)
  const elsewhere = await catalog('search', 'jeans', '--tenant', 'elsewhere', '--json')
  expect(elsewhere).toMatchObject({ status: 0, stdout: '', output: expect.stringContaining('The catalog is empty') })
  expect(await catalog('search', ' ')).toMatchObject({
    status: 1,
    output: expect.stringContaining('the text is empty'),
  })
})

test('ids are deleted, and everything only where it is meant', async () => {
  const file = await fileOf('few.csv', 'id,title\na,A\nb,B\nc,C\nd,D\n')
  await catalog('import', file, '--tenant', 'deleted')
  expect((await catalog('delete', 'a', 'none', '--tenant', 'deleted')).stdout).toContain(
    '2 ids are in the catalog no more',
  )
  const ids = await fileOf('ids.txt', 'b\n\n{"id":"c"}\n')
  await catalog('delete', '--file', ids, '--tenant', 'deleted')
  expect(await catalog('delete', '--all', '--tenant', 'deleted')).toMatchObject({
    status: 1,
    output: expect.stringContaining('say --yes too'),
  })
  const all = await catalog('delete', '--all', '--yes', '--tenant', 'deleted', '--json')
  // Of four, one was left.
  expect(JSON.parse(all.stdout)).toEqual({ tenant: 'deleted', removed: 1 })
  // The same file again is a new import, not one that was done.
  expect((await catalog('import', file, '--tenant', 'deleted')).stdout).toContain('4 read, 4 written')
})

test('a file that cannot be used is told before anything is started; rejected rows fail where that is asked for, or where nothing is left', async () => {
  const missing = await catalog('import', join(home, 'none.csv'))
  expect(missing).toMatchObject({ status: 1, stdout: '', output: expect.stringContaining('there is no such file') })
  const file = await fileOf('bad.csv', 'id,title\na b,A\nb,B\n')
  const strict = await catalog('import', file, '--tenant', 'strict', '--strict')
  expect([strict.status, strict.output]).toEqual([1, expect.stringContaining('row 2: id: no spaces')])
  const none = await catalog('import', await fileOf('none.csv', 'id,title\na b,A\n'), '--tenant', 'strict')
  expect(none.status).toBe(1)
})

test('a search by photo where photos are not indexed says what to set', async () => {
  const photo = await fileOf('photo.jpg', 'not looked at')
  const asked = await catalog('search', 'coat', '--photo', photo)
  expect(asked.status).not.toBe(0)
  expect(asked.output).toContain('IMAGE_EMBEDDINGS_BASE_URL and IMAGE_EMBEDDINGS_MODEL')
  const missing = await catalog('search', 'coat', '--photo', join(home, 'none.jpg'))
  expect([missing.status, missing.output]).toEqual([expect.any(Number), expect.stringContaining('cannot be read')])
})
