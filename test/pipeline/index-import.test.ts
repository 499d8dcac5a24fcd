import { expect, test } from 'vitest'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { CatalogImport, ImportResult } from '../../src/domain/internal-api.ts'
import { type IndexImportDeps, indexImport } from '../../src/pipeline/index-import.ts'

const signal = new AbortController().signal
const tenant = 'closet-9'
const item = (id: string): CatalogItem => ({ id, title: `Item ${id}` })

/** Batches in the order in which they were taken, with their files, as the API and the photo store keep them. */
function bench(batches: readonly (Omit<CatalogImport, 'tenant' | 'count'> & { lines?: readonly object[] })[]) {
  const catalog = new Map<string, CatalogItem>()
  const waiting = batches.map(({ id, kind }) => ({ id, kind, tenant, count: 1 }))
  const files = new Map(
    batches.map(({ id, lines = [] }) => [
      `${tenant}/imports/${id}.jsonl`,
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    ]),
  )
  const results: Record<string, ImportResult> = {}
  const deps: IndexImportDeps = {
    nextImport: async (id) => {
      const last = waiting.findIndex((batch) => batch.id === id)
      return last === -1 ? null : (waiting[0] ?? null)
    },
    importDone: async (id, result) => {
      results[id] = result
      waiting.splice(
        waiting.findIndex((batch) => batch.id === id),
        1,
      )
    },
    catalog: {
      upsert: async (of, items) => {
        for (const one of items) catalog.set(`${of}/${one.id}`, one)
        return { written: items.length - 1, unchanged: 1 }
      },
      remove: async (of, ids) => {
        for (const id of ids) catalog.delete(`${of}/${id}`)
      },
      // Two items a page, and a page without any before the last.
      page: async (of, cursor) => {
        const items = [...catalog.keys()].filter((key) => key.startsWith(`${of}/`)).slice(0, cursor === 'last' ? 0 : 2)
        const next = items.length > 0 ? 'more' : cursor === 'last' ? null : 'last'
        return { items: items.map((key) => item(key.slice(of.length + 1))), next }
      },
    },
    photos: null,
    photoStore: {
      get: async (key) => (files.has(key) ? Buffer.from(files.get(key) ?? '') : null),
      removeAll: async (key) => void files.delete(key),
    },
  }
  return { deps, catalog, files, results }
}

const lines = (count: number) => Array.from({ length: count }, (_, at) => item(`sku-${at}`))

test('a batch is indexed whole and counted, its file goes, and its job may run again', async () => {
  const { deps, catalog, files, results } = bench([{ id: 'imp_1', kind: 'put', lines: lines(2_100) }])
  await indexImport('imp_1', deps, signal)
  await indexImport('imp_1', deps, signal)
  expect([catalog.size, files.size]).toEqual([2_100, 0])
  expect(results).toEqual({ imp_1: { written: 2_097, unchanged: 3, removed: 0 } })
})

test('a deletion is not overtaken: its job does first what was taken before it', async () => {
  const { deps, catalog, results } = bench([
    { id: 'imp_1', kind: 'put', lines: lines(3) },
    { id: 'imp_2', kind: 'delete', lines: [{ id: 'sku-1' }] },
  ])
  await indexImport('imp_2', deps, signal)
  await indexImport('imp_1', deps, signal)
  expect([...catalog.keys()]).toEqual(['closet-9/sku-0', 'closet-9/sku-2'])
  expect(results.imp_2).toEqual({ written: 0, unchanged: 0, removed: 1 })
})

test('a batch that cannot be indexed fails by its own job: a younger one that met it is tried again', async () => {
  const { deps, results } = bench([
    { id: 'imp_1', kind: 'put', lines: lines(1) },
    { id: 'imp_2', kind: 'put', lines: lines(1) },
  ])
  const refusal = { code: 'catalog-item-too-large', disposition: 'give-up' } as const
  const catalog = deps.catalog
  if (catalog === null) throw new Error('there is one')
  const upsert = () => Promise.reject(new HangtagError('too large', refusal))
  const refusing = { ...deps, catalog: { ...catalog, upsert } }
  await expect(indexImport('imp_2', refusing, signal)).rejects.toMatchObject({ disposition: 'retry' })
  await expect(indexImport('imp_1', refusing, signal)).rejects.toMatchObject({ disposition: 'give-up' })
  expect(results).toEqual({})
})

test('a deletion of all takes every item of the tenant and of no other', async () => {
  const { deps, catalog, results } = bench([
    { id: 'imp_1', kind: 'put', lines: lines(5) },
    { id: 'imp_2', kind: 'delete-all' },
  ])
  catalog.set('other/sku-1', item('sku-1'))
  await indexImport('imp_2', deps, signal)
  expect([...catalog.keys()]).toEqual(['other/sku-1'])
  expect(results.imp_2).toEqual({ written: 0, unchanged: 0, removed: 5 })
})

test('a batch that stops half-way keeps its file for the next try', async () => {
  const { deps, files, results } = bench([{ id: 'imp_1', kind: 'put', lines: lines(1) }])
  const stop = AbortSignal.abort(new Error('stopping'))
  await expect(indexImport('imp_1', deps, stop)).rejects.toThrow('stopping')
  expect([files.size, results]).toEqual([1, {}])
})

test('without a vector index a batch says what to set, and keeps its file', async () => {
  const { deps, files } = bench([{ id: 'imp_1', kind: 'put', lines: lines(1) }])
  const job = indexImport('imp_1', { ...deps, catalog: null }, signal)
  await expect(job).rejects.toMatchObject({ code: 'catalog-not-configured', disposition: 'give-up' })
  expect(files.size).toBe(1)
})

test('of a batch with bad items the good ones are indexed, and its dead letter names the bad ones with their reasons', async () => {
  const { deps, catalog, files, results } = bench([{ id: 'imp_1', kind: 'put', lines: lines(450) }])
  const upsert: NonNullable<IndexImportDeps['catalog']>['upsert'] = async (of, items) => {
    const bad = items.find(({ id }) => id === 'sku-3' || id === 'sku-440')
    if (bad !== undefined) {
      const reason = `${bad.id} holds a field that is too long`
      throw new HangtagError(reason, { code: 'catalog-refused', disposition: 'give-up' })
    }
    for (const one of items) catalog.set(`${of}/${one.id}`, one)
    return { written: items.length, unchanged: 0 }
  }
  deps.catalog = deps.catalog && { ...deps.catalog, upsert }
  await expect(indexImport('imp_1', deps, signal)).rejects.toMatchObject({
    code: 'catalog-items-refused',
    disposition: 'give-up',
    message: expect.stringMatching(
      /^2 items could not .* sku-3: sku-3 holds a field that is too long sku-440: sku-440 holds/,
    ),
  })
  expect([catalog.size, files.size, results]).toEqual([448, 1, {}])
})
