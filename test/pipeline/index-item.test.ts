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
    nextImport: async () => null,
    importDone: async () => {},
    catalog: {
      upsert: async (tenant, items) => {
        for (const one of items) catalog.set(`${tenant}/${one.id}`, one)
        return { written: items.length, unchanged: 0 }
      },
      remove: async (tenant, ids) => {
        for (const id of ids) catalog.delete(`${tenant}/${id}`)
      },
      page: async () => ({ items: [], next: null }),
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
  const { deps, stored, said } = bench({ catalog: awayCatalog(away) }, { 'closet-9/lst_a/0/original': 'x' })
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

function awayCatalog(away: Error): NonNullable<IndexItemDeps['catalog']> {
  const fail = () => Promise.reject(away)
  return { upsert: fail, remove: fail, page: fail }
}
