import { expect, test } from 'vitest'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { type IndexItemDeps, indexItem } from '../../src/pipeline/index-item.ts'

const signal = new AbortController().signal
const item = (id: string): CatalogItem => ({ id, title: `Item ${id}` })

function bench(over: Partial<IndexItemDeps> = {}, objects: Record<string, string> = {}) {
  const catalog = new Map<string, CatalogItem>()
  const stored = new Map(Object.entries(objects))
  const said: string[] = []
  const deps: IndexItemDeps = {
    catalogItem: async (id) => ({ tenant: 'closet-9', item: item(id), photos: [] }),
    indexed: async (id, version, outcome) => void said.push(`${outcome} ${id} ${version}`),
    deletion: async (id) => ({ id, tenant: 'closet-9', listingId: 'lst_a', indexed: true }),
    deletionDone: async (id) => void said.push(`deleted ${id}`),
    deletionWaits: async (id) => void said.push(`waiting ${id}`),
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
    photos: null,
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
  expect(said[0]).toBe('put lst_a 4')
})

test('a listing that is deleted meanwhile is not indexed', async () => {
  const { deps, catalog, said } = bench({ catalogItem: async () => null })
  await indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  expect([catalog.size, said]).toEqual([0, []])
})

test('a listing that is no longer accepted is taken out', async () => {
  const { deps, catalog, said } = bench({ catalogItem: async () => ({ tenant: 'closet-9', item: null, photos: [] }) })
  catalog.set('closet-9/lst_a', item('lst_a'))
  await indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  expect([catalog.size, said]).toEqual([0, ['removed lst_a 4']])
})

test('without a vector index a listing waits for one', async () => {
  const { deps, said } = bench({ catalog: null })
  await indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  expect(said).toEqual(['waiting lst_a 4'])
})

test('a listing waits for the reindex where the catalog holds another embedding, and any other failure is thrown', async () => {
  const code = (code: string) => new HangtagError('no', { code, disposition: 'give-up' })
  const { deps, said } = bench()
  const { catalog } = deps
  deps.catalog = catalog && { ...catalog, upsert: () => Promise.reject(code('catalog-embedding-mismatch')) }
  await indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  expect(said).toEqual(['waiting lst_a 4'])
  deps.catalog = catalog && { ...catalog, upsert: () => Promise.reject(code('catalog-refused')) }
  const job = indexItem({ kind: 'put', listingId: 'lst_a', version: 4 }, deps, signal)
  await expect(job).rejects.toMatchObject({ code: 'catalog-refused' })
  expect(said).toHaveLength(1)
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

test.each([
  ['waits for one that may hold the listing', true, 'waiting del_1'],
  ['is done where the listing never was in one', false, 'deleted del_1'],
])('without a vector index a deletion still empties the photo store, and %s', async (_, indexed, last) => {
  const deletion = async (id: string) => ({ id, tenant: 'closet-9', listingId: 'lst_a', indexed })
  const { deps, stored, said } = bench({ catalog: null, deletion }, { 'closet-9/lst_a/0/original': 'x' })
  await indexItem({ kind: 'remove', deletionId: 'del_1' }, deps, signal)
  expect([stored.size, said]).toEqual([0, ['forgot closet-9/lst_a', last]])
})

function awayCatalog(away: Error): NonNullable<IndexItemDeps['catalog']> {
  const fail = () => Promise.reject(away)
  return { upsert: fail, remove: fail, page: fail }
}
