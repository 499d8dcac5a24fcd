import { describe, expect, test } from 'vitest'
import type { CatalogQuery } from '../../src/catalog/catalog-index.ts'
import type { Neighbor } from '../../src/domain/catalog-item.ts'
import { type Claim, claimSchema } from '../../src/domain/claim.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { type NeighborsReadDeps, neighborsRead } from '../../src/reads/neighbors-read.ts'
import { sellerTextRead } from '../../src/reads/seller-text-read.ts'
import { reconcile } from '../../src/reconcile/reconcile.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import type { Attribute } from '../../src/taxonomy/taxonomy.ts'

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

/** Cosines as they are: 0 for different things, 1 for the same. */
const scale = async () => ({ different: 0, same: 1 })

async function ask(neighbors: Neighbor[], asked: Partial<typeof listing> = {}, deps: Partial<NeighborsReadDeps> = {}) {
  const queries: CatalogQuery[] = []
  const search = async (query: CatalogQuery) => {
    queries.push(query)
    return neighbors
  }
  const result = await neighborsRead({ search, space: ngram, scale, taxonomy, limit: 8, ...deps }).run(
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
      ['department', 'women'],
      ['brand', 'COS'],
      ['material', [{ id: 'cotton', percent: null }]],
    ])
    for (const { status, confidence, evidence } of claims) {
      expect(status).toBe('inferred')
      expect(confidence).toBeLessThanOrEqual(0.85)
      expect(evidence).toEqual([
        { read: 'neighbors', kind: 'neighbor', neighbor: 'closet/a', score: 0.9 },
        { read: 'neighbors', kind: 'neighbor', neighbor: 'closet/b', score: 0.8 },
      ])
    }
  })

  test('is never what belongs to the one piece, whatever is in the index', async () => {
    const attributes = {
      condition: 'good',
      size: { system: 'alpha', label: 'M' },
      flaws: [{ id: 'stain', evidence: [] }],
      quantity: 2,
      measurements: [{ name: 'length', value: 70, unit: 'cm' }],
      color: ['red'],
      care: ['hand-wash'],
      'style-number': 'AB-12',
      'model-name': 'Beaufort',
      title: 'A title',
      description: 'Prose',
      pattern: 'solid',
    }
    const { claims } = await ask([neighbor('a', 0.9, { attributes }), neighbor('b', 0.9, { attributes })])
    expect(claims.map(({ attribute }) => attribute).sort()).toEqual(['brand', 'category', 'pattern'])
  })

  test('is every further choice of the taxonomy that they share, also of one that was added', async () => {
    const own = {
      ...taxonomy,
      attributes: [
        ...taxonomy.attributes,
        { ...(taxonomy.attributes.find(({ id }) => id === 'pattern') as Attribute), id: 'weave', label: 'Weave' },
      ],
    }
    const attributes = { neckline: 'crew', 'knit-type': ['cable'], style: ['preppy', 'vintage'], weave: 'striped' }
    const { claims } = await ask(
      [
        neighbor('a', 0.9, { attributes }),
        neighbor('b', 0.9, { attributes: { ...attributes, style: ['vintage', 'preppy'] } }),
      ],
      {},
      { taxonomy: own },
    )
    const values = Object.fromEntries(claims.map(({ attribute, value }) => [attribute, value]))
    expect(values).toMatchObject({ neckline: 'crew', style: ['preppy', 'vintage'], weave: 'striped' })
  })

  test('is measured on the scale of the embedding: the same cosine is near in one space and far in another', async () => {
    const near = [neighbor('a', 0.4), neighbor('b', 0.4)]
    const sure = (claims: Claim[]) => claims.find(({ attribute }) => attribute === 'category')?.confidence ?? 0
    const inNgrams = await ask(near, {}, { scale: async () => ({ different: 0, same: 0.4 }) })
    const inModel = await ask(near, {}, { scale: async () => ({ different: 0.3, same: 0.8 }) })
    expect(sure(inNgrams.claims)).toBeGreaterThan(0.7)
    expect(sure(inModel.claims)).toBe(0)
    expect((await ask(near, {}, { scale: async () => ({ different: 0.5, same: 0.5 }) })).claims).toEqual([])
  })

  test('never beats what the seller states, however near they are', async () => {
    const { claims } = await ask([neighbor('a', 1), neighbor('b', 1), neighbor('c', 1)], { text: 'Patagonia hoodie' })
    const sellerText = sellerTextRead(taxonomy)
    const stated = await sellerText.run({ ...listing, text: 'Patagonia hoodie' }, new AbortController().signal)
    const result = (read: string, found: Claim[]) => ({
      run: { read, version: '1', ms: 1, cached: false },
      claims: found,
      extra: {},
    })
    const { fields } = reconcile({
      results: [result('neighbors', claims), result('seller-text', stated.claims)],
      corrections: [],
      listing: { ...listing, text: 'Patagonia hoodie' },
      taxonomy,
      thresholds: { review: 0.5 },
      calibration: null,
      degraded: [],
    })
    expect(fields.category).toMatchObject({ value: 'hoodies', status: 'stated', conflicts: [] })
    expect(fields.brand).toMatchObject({ value: 'Patagonia', status: 'stated', conflicts: [] })
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
    const agreed = await brandOf(neighbor('a', 1), neighbor('b', 1), neighbor('c', 1))
    const parted = await brandOf(neighbor('a', 1), neighbor('b', 1), neighbor('c', 0.3, { brand: 'Zara' }))
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
  const read = neighborsRead({ search: async () => [], space: ngram, scale, taxonomy, limit: 8 })
  expect(read.input(listing)).toEqual(read.input({ ...listing }))
  expect(read.input({ ...listing, run: 2 })).not.toEqual(read.input(listing))
})

test('an outage is passed on', async () => {
  const search = async () => {
    throw new Error('no index')
  }
  await expect(
    neighborsRead({ search, space: ngram, scale, taxonomy, limit: 8 }).run(listing, new AbortController().signal),
  ).rejects.toThrow('no index')
})

describe('the record says what texts were compared by', () => {
  const runIn = async (configured: string) => {
    const space = async () => ({ configured, recorded: configured, collection: 'catalog_v1' })
    const read = neighborsRead({ search: async () => [], space, scale, taxonomy, limit: 8 })
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

  test('where the embedding is away by then, the neighbors are used without votes', async () => {
    const gone = async () => {
      throw new HangtagError('away', { code: 'catalog-embedding-unavailable', disposition: 'retry' })
    }
    const { claims, extra } = await ask([neighbor('a', 0.9), neighbor('b', 0.9)], {}, { scale: gone })
    expect({ claims, extra }).toEqual({ claims: [], extra: { neighbors: [neighbor('a', 0.9), neighbor('b', 0.9)] } })
  })

  test('where the index is away by then, the neighbors are used without it', async () => {
    const away = async () => {
      throw new HangtagError('away', { code: 'catalog-unavailable', disposition: 'retry' })
    }
    const read = neighborsRead({ search: async () => [neighbor('a', 0.9)], space: away, scale, taxonomy, limit: 8 })
    const { run, extra } = await read.run(listing, new AbortController().signal)
    expect({ run, extra }).toEqual({ run: {}, extra: { neighbors: [neighbor('a', 0.9)] } })
  })
})

describe('photos', () => {
  const photo = (index: number) => ({
    index,
    sha256: `hash-${index}`,
    notes: [],
    bytes: async (variant: string) => Buffer.from(`${variant} ${index}`),
  })
  const seen = { photos: [photo(0), photo(1), photo(2)] } as never

  test('of a listing are sent to the search where photos are indexed, a few of them, and nowhere else', async () => {
    const { queries } = await ask([], seen, { photosMax: 2 })
    expect(queries[0]?.pictures?.map(String)).toEqual(['thumb 0', 'thumb 1'])
    expect((await ask([], seen)).queries[0]).not.toHaveProperty('pictures')
  })

  test('speak for a listing without words', async () => {
    const alike = { score: 0.9, likeness: 1, alone: true }
    const { claims, queries } = await ask(
      [neighbor('a', 0.9, { photo: alike }), neighbor('b', 0.9, { photo: alike })],
      { ...(seen as object), text: '' },
      { photosMax: 3 },
    )
    expect(queries).toHaveLength(1)
    expect(claims.map(({ attribute }) => attribute)).toContain('category')
  })

  test('that are far from the listing’s have no vote, however high their cosine', async () => {
    const far = { score: 0.9, likeness: 0, alone: true }
    const found = [neighbor('a', 0.9, { photo: far }), neighbor('b', 0.9, { photo: far })]
    expect((await ask(found, seen, { photosMax: 3 })).claims).toEqual([])
  })

  test('that cannot be compared are told of, and the words go on without them', async () => {
    const search = async ({ onPicturesMissed }: CatalogQuery) => {
      onPicturesMissed?.(new HangtagError('no answer', { code: 'model-unavailable', disposition: 'retry' }))
      return [neighbor('a', 0.9), neighbor('b', 0.8)]
    }
    const result = await ask([], seen, { photosMax: 3, search })
    expect(result.claims.length).toBeGreaterThan(0)
    expect(result).toMatchObject({
      run: { error: 'model-unavailable', reason: 'Photos were not compared: no answer' },
      incomplete: true,
    })
  })

  test('are part of what the read depends on, where they are compared', () => {
    const deps = { search: async () => [], space: ngram, scale, taxonomy, limit: 8 }
    const input = (photosMax: number) =>
      neighborsRead({ ...deps, photosMax }).input({ ...listing, ...(seen as object) })
    expect(input(2)).toMatchObject({ photos: ['hash-0', 'hash-1'] })
    expect(input(0)).not.toHaveProperty('photos')
  })
})
