import { expect, test } from 'vitest'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { type IndexItemDeps, indexItem } from '../../src/pipeline/index-item.ts'

const signal = new AbortController().signal
const item = (id: string): CatalogItem => ({ id, title: `Item ${id}` })

function bench(over: Partial<IndexItemDeps> = {}, objects: Record<string, string> = {}) {
  const catalog = new Map<string, CatalogItem>()
  const stored = new Map(Object.entries(objects))
  const said: string[] = []
  const deps: IndexItemDeps = {
    catalogItem: async (id) => ({ tenant: 'closet-9', item: item(id) }),
    indexed: async (id, version) => void said.push(`indexed ${id} ${version}`),
    deletion: async (id) => ({ id, tenant: 'closet-9', listingId: 'lst_a' }),
    deletionDone: async (id) => void said.push(`deleted ${id}`),
    catalogImport: async (id) => ({ id, tenant: 'closet-9', count: 3 }),
    importDone: async (id) => void said.push(`imported ${id}`),
    catalog: {
      upsert: async (tenant, items) => {
        for (const one of items) catalog.set(`${tenant}/${one.id}`, one)
        return { written: items.length, unchanged: 0 }
      },
      remove: async (tenant, ids) => {
        for (const id of ids) catalog.delete(`${tenant}/${id}`)
      },
    },
    photoStore: {
      get: async (key) => (stored.has(key) ? Buffer.from(stored.get(key) ?? '') : null),
      removeAll: async (prefix) => {
        for (const key of stored.keys()) if (key.startsWith(prefix)) stored.delete(key)
      },
    },
    removeAnswers: async (tenant, listingId) => void said.push(`forgot ${tenant}/${listingId}`),
    ...over,
  }
  return { deps, catalog, stored, said }
}

test('an accepted listing goes into the index of its tenant, and twice is once', async () => {
  const { deps, catalog, said } = bench()
  await indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  await indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  expect([...catalog.keys()]).toEqual(['closet-9/lst_a'])
  expect(said[0]).toBe('indexed lst_a 4')
})

test.each([
  ['deleted', null],
  ['no longer accepted', { tenant: 'closet-9', item: null }],
])('a listing that is %s meanwhile is not indexed', async (_, answer) => {
  const { deps, catalog, said } = bench({ catalogItem: async () => answer })
  await indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  expect([catalog.size, said]).toEqual([0, []])
})

test('a deletion takes the row, every object and every answer of the listing, and is confirmed last', async () => {
  const objects = {
    'closet-9/lst_a/0/original': 'x',
    'closet-9/lst_a/0/model.jpg': 'x',
    'closet-9/lst_b/0/original': 'x',
  }
  const { deps, catalog, stored, said } = bench({}, objects)
  catalog.set('closet-9/lst_a', item('lst_a'))
  await indexItem({ kind: 'remove', deletionId: 'del_1' }, deps, signal)
  expect([[...catalog.keys()], [...stored.keys()], said]).toEqual([
    [],
    ['closet-9/lst_b/0/original'],
    ['forgot closet-9/lst_a', 'deleted del_1'],
  ])
})

test('a deletion is not confirmed while the index cannot be reached, but the photos are gone by then', async () => {
  const away = new Error('catalog-unavailable')
  const { deps, stored, said } = bench(
    { catalog: { upsert: () => Promise.reject(away), remove: () => Promise.reject(away) } },
    { 'closet-9/lst_a/0/original': 'x' },
  )
  await expect(indexItem({ kind: 'remove', deletionId: 'del_1' }, deps, signal)).rejects.toBe(away)
  expect([[...stored.keys()], said]).toEqual([[], ['forgot closet-9/lst_a']])
})

test('a deletion is not confirmed while the answers of its listing cannot be removed', async () => {
  const away = new Error('answer-store-unavailable')
  const { deps, said } = bench({ removeAnswers: () => Promise.reject(away) })
  await expect(indexItem({ kind: 'remove', deletionId: 'del_1' }, deps, signal)).rejects.toBe(away)
  expect(said).toEqual([])
})

test('without a vector index a deletion still empties the photo store', async () => {
  const { deps, stored, said } = bench({ catalog: null }, { 'closet-9/lst_a/0/original': 'x' })
  await indexItem({ kind: 'remove', deletionId: 'del_1' }, deps, signal)
  expect([stored.size, said]).toEqual([0, ['forgot closet-9/lst_a', 'deleted del_1']])
})

test('an import is indexed whole, its file goes, and running it again is harmless', async () => {
  const lines = Array.from({ length: 450 }, (_, at) => JSON.stringify(item(`sku-${at}`))).join('\n')
  const { deps, catalog, stored, said } = bench({}, { 'closet-9/imports/imp_1.jsonl': `${lines}\n` })
  await indexItem({ kind: 'import', importId: 'imp_1' }, deps, signal)
  await indexItem({ kind: 'import', importId: 'imp_1' }, deps, signal)
  expect([catalog.size, stored.size, said]).toEqual([450, 0, ['imported imp_1', 'imported imp_1']])
})

test('an import that stops half-way keeps its file for the next try', async () => {
  const { deps, stored, said } = bench({}, { 'closet-9/imports/imp_1.jsonl': JSON.stringify(item('a')) })
  const stop = AbortSignal.abort(new Error('stopping'))
  await expect(indexItem({ kind: 'import', importId: 'imp_1' }, deps, stop)).rejects.toThrow('stopping')
  expect([stored.size, said]).toEqual([1, []])
})

test('an import without a vector index says what to set, and keeps its file', async () => {
  const { deps, stored } = bench({ catalog: null }, { 'closet-9/imports/imp_1.jsonl': '{}' })
  const job = indexItem({ kind: 'import', importId: 'imp_1' }, deps, signal)
  await expect(job).rejects.toMatchObject({ code: 'catalog-not-configured', disposition: 'give-up' })
  expect(stored.size).toBe(1)
})
