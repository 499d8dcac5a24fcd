import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { openTestIndex } from '../catalog/open-test-index.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { type Platform, startPlatform } from './start-platform.ts'

// Whole platforms on the catalog that all of this test run share, which was indexed with n-grams, and an endpoint for embeddings.
let server: ModelServer
let platform: Platform | null = null
beforeAll(async () => {
  server = await startModelServer()
})
afterEach(async () => {
  await platform?.stop()
  await platform?.remove()
  platform = null
})
afterAll(() => server.stop())

/** What a draft of some words says of its neighbors, with this choice of embeddings. */
async function draftWith(choice: 'auto' | 'endpoint') {
  platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MILVUS_ADDRESS: inject('milvusAddress'),
    EMBEDDINGS: choice,
    EMBEDDINGS_BASE_URL: server.url,
    EMBEDDINGS_MODEL: 'text-embedding-3-small',
    EMBEDDINGS_DIMENSIONS: '256',
  })
  await openTestIndex('catalog').upsert(platform.tenant, [{ id: 'a', title: 'Blue slim jeans', category: 'jeans' }])
  const { body } = await platform.call('POST', '/v1/listings', { text: 'blue slim jeans' })
  const { provenance } = await platform.listing(body.listingId, 'draft', 'needs-review')
  return { ...provenance, read: provenance.reads.find(({ read }) => read === 'neighbors'), tenant: platform.tenant }
}

test('a catalog that is there decides: an endpoint that was configured since is not asked, and the draft says what was used', async () => {
  const { neighbors, degraded, read, tenant } = await draftWith('auto')
  expect(neighbors.map(({ id }) => id)).toEqual([`${tenant}/a`])
  expect(degraded).not.toContain('catalog')
  expect(read).toMatchObject({ model: 'hashed-ngrams@1/512' })
  expect(read).not.toHaveProperty('endpoint')
  expect((await server.seen()).count).toBe(0)
})

test('an endpoint that was asked for by name mixes nothing: the draft goes without neighbors and says what to do', async () => {
  const { neighbors, degraded, read } = await draftWith('endpoint')
  expect(neighbors).toEqual([])
  expect(degraded).toContain('catalog')
  expect(read).toMatchObject({
    error: 'catalog-embedding-mismatch',
    reason: expect.stringContaining('hangtag catalog reindex'),
  })
  expect((await server.seen()).count).toBe(0)
})
