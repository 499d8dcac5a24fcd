import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { CatalogQuery } from '../../src/catalog/catalog-index.ts'
import type { Neighbor } from '../../src/domain/catalog-item.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { emptyCatalog } from './empty-catalog.ts'
import { startTestApp, type TestApp } from './start-test-app.ts'

const found: Neighbor[] = [
  { id: 'closet/a/1', score: 0.5, relevance: 0.03, title: 'Coat', category: 'coats', brand: null, attributes: {} },
  {
    id: 'closet/b',
    score: 0.9,
    relevance: 0.02,
    title: 'Jeans',
    category: null,
    brand: 'Lee',
    attributes: { fit: 'slim' },
  },
]
const asked: CatalogQuery[] = []
let answer: () => Promise<Neighbor[]>
let test: TestApp
let key: string

beforeAll(async () => {
  const search = async (query: CatalogQuery) => {
    asked.push(query)
    return answer()
  }
  test = await startTestApp(inject('redisUrl'), { catalog: emptyCatalog({ search }) })
  key = await test.makeKey('closet', ['catalog:read'])
}, 60_000)
afterAll(() => test.close())

describe('GET /v1/catalog/search', () => {
  it("shows hits by their own ids, best first, from the key's tenant alone", async () => {
    answer = async () => found
    const path = '/v1/catalog/search?text=wool%20coat&limit=2&mode=bm25&tenant=other'
    const { status, body } = await test.call('GET', path, { key })
    expect(status).toBe(200)
    expect(body.hits).toEqual([
      { id: 'a/1', score: 0.03, similarity: 0.5, title: 'Coat', category: 'coats', brand: null, attributes: {} },
      {
        id: 'b',
        score: 0.02,
        similarity: 0.9,
        title: 'Jeans',
        category: null,
        brand: 'Lee',
        attributes: { fit: 'slim' },
      },
    ])
    expect(asked.at(-1)).toEqual({ tenant: 'closet', text: 'wool coat', limit: 2, mode: 'bm25' })
    await test.call('GET', '/v1/catalog/search?text=x', { headers: { 'hangtag-tenant': 'named' } })
    expect(asked.at(-1)).toEqual({ tenant: 'named', text: 'x', limit: 10, mode: 'hybrid' })
  })

  it.each([
    ['?text=', 'querystring.text'],
    ['?text=%20%09', 'querystring.text'],
    ['', 'querystring.text'],
    [`?text=${'x'.repeat(1_201)}`, 'querystring.text'],
    ['?text=x&limit=101', 'querystring.limit'],
    ['?text=x&limit=0', 'querystring.limit'],
    ['?text=x&mode=magic', 'querystring.mode'],
  ])('refuses %s, and says what is wrong with it', async (query, path) => {
    const before = asked.length
    const { status, body } = await test.call('GET', `/v1/catalog/search${query}`, { key })
    expect([status, body.errors[0].path, asked.length]).toEqual([400, path, before])
  })

  it('takes the longest text in letters that addresses write longest', async () => {
    answer = async () => []
    const text = '日'.repeat(1_200)
    const { status } = await test.call('GET', `/v1/catalog/search?text=${encodeURIComponent(text)}`, { key })
    expect([status, asked.at(-1)?.text]).toEqual([200, text])
  })

  it('takes a key that may read the catalog', async () => {
    const other = await test.makeKey('closet', ['catalog:write'])
    expect((await test.call('GET', '/v1/catalog/search?text=x', { key: other })).status).toBe(403)
  })

  it('says that the index is away, or holds another embedding', async () => {
    answer = async () => {
      throw new HangtagError('no answer', { code: 'catalog-unavailable', disposition: 'retry' })
    }
    const away = await test.call('GET', '/v1/catalog/search?text=x', { key })
    expect([away.status, away.body.code, away.headers.has('retry-after')]).toEqual([503, 'catalog-unavailable', true])
    answer = async () => {
      throw new HangtagError('indexed with another', { code: 'catalog-embedding-mismatch', disposition: 'give-up' })
    }
    const other = await test.call('GET', '/v1/catalog/search?text=x', { key })
    expect([other.status, other.body.code]).toEqual([409, 'catalog-embedding-mismatch'])
    expect(other.body.detail).toContain('hangtag catalog reindex')
    answer = async () => {
      throw new HangtagError('The model account has no quota left.', { code: 'model-quota', disposition: 'give-up' })
    }
    const spent = await test.call('GET', '/v1/catalog/search?text=x', { key })
    expect([spent.status, spent.body.code]).toEqual([503, 'model-quota'])
  })
})
