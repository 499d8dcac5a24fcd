import { describe, expect, test } from 'vitest'
import type { CatalogQuery } from '../../src/catalog/catalog-index.ts'
import type { Neighbor } from '../../src/domain/catalog-item.ts'
import { claimSchema } from '../../src/domain/claim.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { neighborsRead } from '../../src/reads/neighbors-read.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const listing = {
  listingId: 'lst_1',
  tenant: 'closet',
  revision: 1,
  run: 1,
  text: 'striped tee',
  hints: {},
  photos: [],
}

const neighbor = (id: string, score: number, more: Partial<Neighbor> = {}): Neighbor => ({
  id: `closet/${id}`,
  score,
  relevance: score,
  title: id,
  category: 't-shirts',
  brand: 'COS',
  attributes: { department: 'women', material: ['cotton'], condition: 'good', size: { system: 'alpha', label: 'M' } },
  ...more,
})

const ngram = async () => ({ configured: 'hashed-ngrams@1/512', recorded: null, collection: null })

async function ask(neighbors: Neighbor[], asked: Partial<typeof listing> = {}) {
  const queries: CatalogQuery[] = []
  const search = async (query: CatalogQuery) => {
    queries.push(query)
    return neighbors
  }
  const result = await neighborsRead({ search, space: ngram, taxonomy, limit: 8 }).run(
    { ...listing, ...asked },
    new AbortController().signal,
  )
  for (const claim of result.claims) claimSchema.parse(claim)
  return { ...result, queries }
}

describe('what similar items say', () => {
  test('is a weak, inferred claim with the neighbors as its evidence', async () => {
    const { claims } = await ask([neighbor('a', 0.9), neighbor('b', 0.8)])
    expect(claims.map(({ attribute, value }) => [attribute, value])).toEqual([
      ['category', 't-shirts'],
      ['brand', 'COS'],
      ['department', 'women'],
      ['material', [{ id: 'cotton', percent: null }]],
    ])
    for (const { status, confidence, evidence } of claims) {
      expect(status).toBe('inferred')
      expect(confidence).toBeLessThanOrEqual(0.6)
      expect(evidence).toEqual([
        { read: 'neighbors', kind: 'neighbor', neighbor: 'closet/a', score: 0.9 },
        { read: 'neighbors', kind: 'neighbor', neighbor: 'closet/b', score: 0.8 },
      ])
    }
  })

  test('is never a condition or a size: those belong to the one item', async () => {
    const { claims } = await ask([neighbor('a', 0.9), neighbor('b', 0.9)])
    expect(claims.map(({ attribute }) => attribute)).not.toEqual(expect.arrayContaining(['condition']))
    expect(claims.map(({ attribute }) => attribute)).not.toEqual(expect.arrayContaining(['size']))
  })

  test('is nothing where they disagree, where only one speaks, and where none is near', async () => {
    const split = await ask([
      neighbor('a', 0.9),
      neighbor('b', 0.9, { brand: 'Zara' }),
      neighbor('c', 0.9, { brand: 'Mango' }),
    ])
    expect(split.claims.some(({ attribute }) => attribute === 'brand')).toBe(false)
    expect((await ask([neighbor('a', 0.9)])).claims).toEqual([])
    expect((await ask([neighbor('a', 0.2), neighbor('b', 0.2)])).claims).toEqual([])
  })

  test('is weaker where one of them says otherwise', async () => {
    const brandOf = async (...list: Neighbor[]) =>
      (await ask(list)).claims.find(({ attribute }) => attribute === 'brand')?.confidence ?? 0
    const agreed = await brandOf(neighbor('a', 0.9), neighbor('b', 0.9), neighbor('c', 0.9))
    const parted = await brandOf(neighbor('a', 0.9), neighbor('b', 0.9), neighbor('c', 0.9, { brand: 'Zara' }))
    expect(parted).toBeLessThan(agreed)
    expect(parted).toBeGreaterThan(0)
  })

  test('is left out where the taxonomy does not take it', async () => {
    const odd = { category: 'Shirts & Tops', brand: null, attributes: { department: 7, material: [null] } }
    expect((await ask([neighbor('a', 0.9, odd), neighbor('b', 0.9, odd)])).claims).toEqual([])
  })
})

test('the search stays in the tenant, asks for the words and hints, and never finds the listing itself', async () => {
  const { queries } = await ask([], { hints: { brand: 'COS', color: ['blue'] } })
  expect(queries).toEqual([{ tenant: 'closet', text: 'striped tee COS', limit: 8, exceptId: 'lst_1' }])
})

test('the neighbors are handed on, best first', async () => {
  const { extra } = await ask([neighbor('b', 0.5), neighbor('a', 0.9)])
  expect(extra).toEqual({ neighbors: [neighbor('a', 0.9), neighbor('b', 0.5)] })
})

test('a listing without words has no neighbors, and nothing is asked', async () => {
  const { claims, extra, queries } = await ask([neighbor('a', 0.9)], { text: ' ' })
  expect({ claims, extra, queries }).toEqual({ claims: [], extra: { neighbors: [] }, queries: [] })
})

test('a new run searches again; the same run does not', () => {
  const read = neighborsRead({ search: async () => [], space: ngram, taxonomy, limit: 8 })
  expect(read.input(listing)).toEqual(read.input({ ...listing }))
  expect(read.input({ ...listing, run: 2 })).not.toEqual(read.input(listing))
})

test('an outage is passed on', async () => {
  const search = async () => {
    throw new Error('no index')
  }
  await expect(
    neighborsRead({ search, space: ngram, taxonomy, limit: 8 }).run(listing, new AbortController().signal),
  ).rejects.toThrow('no index')
})

describe('the record says what texts were compared by', () => {
  const runIn = async (configured: string) => {
    const space = async () => ({ configured, recorded: configured, collection: 'catalog_v1' })
    const read = neighborsRead({ search: async () => [], space, taxonomy, limit: 8 })
    return (await read.run(listing, new AbortController().signal)).run
  }

  test.each([
    ['hashed-ngrams@1/512', undefined],
    ['local:all-minilm-l6-v2@642161049769/384', undefined],
    ['endpoint:api.openai.com:text-embedding-3-small@1/1536', 'api.openai.com'],
    ['endpoint:127.0.0.1:11434:nomic-embed-text:latest@1/768', '127.0.0.1:11434'],
    ['endpoint:ollama:nomic-embed-text:latest@1/768', 'ollama'],
    ['endpoint:[::1]:8080:owner/name@1/768', '[::1]:8080'],
  ])('%s, and where the words were sent', async (space, endpoint) => {
    expect(await runIn(space)).toEqual({ model: space, ...(endpoint === undefined ? {} : { endpoint }) })
  })

  test('where the index is away by then, the neighbors are used without it', async () => {
    const away = async () => {
      throw new HangtagError('away', { code: 'catalog-unavailable', disposition: 'retry' })
    }
    const read = neighborsRead({ search: async () => [neighbor('a', 0.9)], space: away, taxonomy, limit: 8 })
    const { run, extra } = await read.run(listing, new AbortController().signal)
    expect({ run, extra }).toEqual({ run: {}, extra: { neighbors: [neighbor('a', 0.9)] } })
  })
})
