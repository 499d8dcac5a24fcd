import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ItemReader, readItems } from '../../../../src/catalog/import/read-items.ts'
import { type ImportState, openImportState } from '../../../../src/cli/catalog/import/import-state.ts'
import { openRejectedRows } from '../../../../src/cli/catalog/import/rejected-rows.ts'
import { runImport } from '../../../../src/cli/catalog/import/run-import.ts'
import type { CatalogBatch } from '../../../../src/cli/catalog-client.ts'
import type { CatalogItem } from '../../../../src/domain/catalog-item.ts'
import { HangtagError } from '../../../../src/domain/hangtag-error.ts'
import { loadTaxonomy } from '../../../../src/taxonomy/load-taxonomy.ts'

const signal = new AbortController().signal
const taxonomy = await loadTaxonomy()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-run-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The API: takes each key once, and indexes what waits only when it is looked at. */
function fakeApi() {
  const taken = new Map<string, readonly CatalogItem[]>()
  const index = new Map<string, CatalogItem>()
  const done = new Map<string, CatalogBatch>()
  let waiting = 0
  let waitingMost = 0
  return {
    taken,
    index,
    waitingMost: () => waitingMost,
    put: async (items: readonly CatalogItem[], key: string) => {
      if (!taken.has(key)) {
        taken.set(key, items)
        waiting += 1
        waitingMost = Math.max(waitingMost, waiting)
      }
      return key
    },
    batch: async (id: string): Promise<CatalogBatch | null> => {
      const items = taken.get(id)
      if (items === undefined) return null
      const known = done.get(id)
      if (known !== undefined) return known
      const written = items.filter((item) => JSON.stringify(index.get(item.id)) !== JSON.stringify(item))
      for (const item of items) index.set(item.id, item)
      waiting -= 1
      const counts = { written: written.length, unchanged: items.length - written.length, removed: 0 }
      const batch: CatalogBatch = { state: 'done', count: items.length, ...counts, problem: null }
      done.set(id, batch)
      return batch
    },
  }
}

type Api = Pick<ReturnType<typeof fakeApi>, 'put' | 'batch'>

async function run(
  source: string | ItemReader,
  api: Api,
  state: ImportState,
  note: (state: ImportState) => void = () => {},
) {
  const told: string[] = []
  const file = typeof source === 'string' ? source : null
  const reader = typeof source === 'string' ? await readItems(source, { taxonomy, input: streamOf([]) }) : source
  const progress = { advance: () => {}, report: (text: string) => void told.push(text), stop: () => {} }
  const rejected = await openRejectedRows(file === null ? null : `${file}.rejected.jsonl`, progress.report)
  try {
    const deps = { api, reader, rejected, progress, state, note: async (next: ImportState) => note(next) }
    return { counts: await runImport(deps, signal), told }
  } finally {
    await rejected.close()
  }
}

async function* streamOf<T>(parts: readonly T[]): AsyncGenerator<T> {
  yield* parts
}

function beginning(): ImportState {
  return {
    size: 0,
    changedMs: 0,
    run: 'run-1',
    takenRow: 0,
    last: null,
    waiting: [],
    written: 0,
    unchanged: 0,
    failed: 0,
  }
}

async function fileOf(name: string, lines: readonly unknown[]): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return file
}

const items = (count: number, title = 'Item') =>
  Array.from({ length: count }, (_, at) => ({ id: `sku-${at}`, title: `${title} ${at}` }))

test('every item arrives once, rejected rows are told with their numbers, and the last of a repeated id stands', async () => {
  const lines = [
    ...items(2_500),
    '{bad',
    { id: 'a b', title: 't' },
    { id: 'sku-7', title: 'again' },
    { id: 'deep', title: 't', attributes: { x: 'y'.repeat(30_000) } },
  ]
  const file = await fileOf('whole.jsonl', lines)
  const api = fakeApi()
  const { counts, told } = await run(file, api, beginning())
  expect(counts).toEqual({ read: 2_504, written: 2_501, unchanged: 0, replaced: 1, rejected: 3, failed: 0 })
  expect([api.index.size, api.index.get('sku-7')?.title]).toEqual([2_500, 'again'])
  expect([...api.taken.values()].map(({ length }) => length)).toEqual([1_000, 1_000, 501])
  expect(told).toEqual([
    expect.stringMatching(/^row 2501: not JSON/),
    'row 2502: id: no spaces, quotes or backslashes',
    'row 2504: attributes: at most 20000 bytes as JSON',
  ])
  const kept = (await readFile(`${file}.rejected.jsonl`, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(kept.map(({ row, column }) => [row, column])).toEqual([
    [2_501, null],
    [2_502, 'id'],
    [2_504, 'attributes'],
  ])
  expect(kept[1].input).toEqual({ id: 'a b', title: 't' })
})

test('no more than a few batches wait for the index, and a batch is bounded by its bytes too', async () => {
  const api = fakeApi()
  await run(await fileOf('many.jsonl', items(12_000)), api, beginning())
  expect(api.taken.size).toBe(12)
  expect(api.waitingMost()).toBeLessThanOrEqual(8)
  const large = items(1_000).map((item) => ({ ...item, description: 'd'.repeat(9_900) }))
  const bounded = fakeApi()
  await run(await fileOf('large.jsonl', large), bounded, beginning())
  const bytes = [...bounded.taken.values()].map((batch) => JSON.stringify(batch).length)
  expect(bytes.length).toBeGreaterThan(1)
  expect(Math.max(...bytes)).toBeLessThan(4_100_000)
})

test('wherever an import is killed, the next one goes on after what was taken, and no row is taken twice', async () => {
  const rows = [
    { row: 1, problem: { column: null, message: 'not JSON' } },
    ...items(8_500).map((item, at) => ({ row: at + 2, item })),
  ]
  const reader = (): ItemReader => ({ format: 'json-lines', rows: streamOf(rows), share: () => null })
  // Every call of the API is a place to die at: before it, or after it was carried out and before that was noted.
  for (const place of [0, 1, 8, 9, 15]) {
    for (const when of ['before', 'after'] as const) {
      const api = fakeApi()
      let noted = JSON.stringify(beginning())
      let calls = 0
      const dying = async <T>(call: () => Promise<T>): Promise<T> => {
        calls += 1
        if (calls - 1 === place && when === 'before') throw new Error('killed')
        const answer = await call()
        if (calls - 1 === place) throw new Error('killed')
        return answer
      }
      const killed: Api = {
        put: (batch, key) => dying(() => api.put(batch, key)),
        batch: (id) => dying(() => api.batch(id)),
      }
      const note = (state: ImportState) => {
        noted = JSON.stringify(state)
      }
      await expect(run(reader(), killed, JSON.parse(noted), note)).rejects.toThrow('killed')
      const { counts } = await run(reader(), api, JSON.parse(noted))
      expect(counts).toEqual({ read: 8_501, written: 8_500, unchanged: 0, replaced: 0, rejected: 1, failed: 0 })
      expect([...api.taken.values()].flat().map(({ id }) => id)).toEqual(items(8_500).map(({ id }) => id))
    }
  }
})

test('a batch that the index gives up is told with its rows and the reason, and the others arrive', async () => {
  const api = fakeApi()
  let looked = 0
  const { counts, told } = await run(
    await fileOf('failed.jsonl', items(2_000)),
    {
      put: api.put,
      batch: async (id) => {
        looked += 1
        const batch = await api.batch(id)
        if (looked > 1 || batch === null) return batch
        const problem = { code: 'catalog-items-refused', detail: 'sku-3: too large' }
        return { ...batch, state: 'failed', written: 0, unchanged: 0, problem }
      },
    },
    beginning(),
  )
  expect(counts).toMatchObject({ read: 2_000, written: 1_000, failed: 1_000 })
  expect(told).toEqual(['rows 1 to 1000: the index gave this batch up. sku-3: too large'])
})

test('where others fill the backlog of the tenant the import waits for them', async () => {
  const api = fakeApi()
  let refusals = 0
  const { counts, told } = await run(
    await fileOf('backlog.jsonl', items(3)),
    {
      batch: api.batch,
      put: async (batch, key) => {
        refusals += 1
        const evidence = { status: 429, problem: 'catalog-backlog' }
        if (refusals < 3)
          throw new HangtagError('The index lags', { code: 'api-refused', disposition: 'retry', evidence })
        return api.put(batch, key)
      },
    },
    beginning(),
  )
  expect([counts.written, told.length]).toEqual([3, 1])
})

test('the state of an import is that of one file as it was, for one tenant', async () => {
  const file = await fileOf('state.jsonl', items(1))
  const home = join(folder, 'home')
  const kept = await openImportState(home, file, ['closet-9'])
  expect(await kept.read()).toBeNull()
  const state = { ...(await kept.first('run-1')), takenRow: 40 }
  await kept.write(state)
  expect(await kept.read()).toEqual(state)
  expect(await (await openImportState(home, file, ['other'])).read()).toBeNull()
  await writeFile(file, 'changed since')
  expect(await kept.read()).toBeNull()
  await kept.write(await kept.first('run-2'))
  await kept.remove()
  await kept.remove()
  expect(await kept.read()).toBeNull()
})

test('a row that is nested deeper than anything can be written again is one more rejected row', async () => {
  const deep = `{"id":"deep","title":"t","attributes":{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`
  const file = await fileOf('deep.jsonl', [deep, { id: 'a', title: 'A' }])
  const { counts, told } = await run(file, fakeApi(), beginning())
  expect([counts.written, told]).toEqual([1, ['row 1: attributes: at most 10 levels deep']])
  expect(JSON.parse(await readFile(`${file}.rejected.jsonl`, 'utf8'))).toMatchObject({ row: 1, column: 'attributes' })
})
