import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { until } from '../stubs/until.ts'
import { type Platform, startPlatform } from './start-platform.ts'

// The whole way: asked for over HTTP, done by the index worker step by step. The space stays, since the other tests' platforms
// share this Milvus; what another space takes is held by the tests of the catalog.

const path = '/v1/catalog/reindex'
let platform: Platform

beforeAll(async () => {
  platform = await startPlatform({ REDIS_URL: inject('redisUrl'), MILVUS_ADDRESS: inject('milvusAddress') })
})
afterAll(async () => {
  await platform.stop()
  await platform.remove()
})

const items = (count: number, word: string) =>
  Array.from({ length: count }, (_, at) => ({ id: `${word}-${at}`, title: `${word} boots no. ${at}` }))

async function put(all: { id: string; title: string }[]) {
  expect((await platform.call('POST', '/v1/catalog/items', { items: all })).status).toBe(202)
}

const ids = async () => {
  const found: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`
    const { body } = await platform.call('GET', `/v1/catalog/items${from}`)
    found.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = body.next
  }
  return found.sort()
}

const over = () =>
  until(
    'the reindex to be over',
    async () => {
      const { body } = await platform.call('GET', path)
      return ['done', 'failed', 'canceled'].includes(body.reindex.phase) ? body : null
    },
    30_000,
  )

test('a reindex outlives its workers, and has what was sent meanwhile; a rollback has what was sent since', async () => {
  await put(items(30, 'old'))
  await until('the items to be indexed', async () => (await ids()).length === 30)

  const begun = await platform.call('POST', path, { embedding: 'ngram' })
  expect(begun.status).toBe(202)
  await platform.stopWorkers()
  await put(items(5, 'new'))
  await platform.call('DELETE', '/v1/catalog/items/old-3')
  platform.runWorkers()
  const done = await over()
  expect(done.reindex).toMatchObject({ phase: 'done', problem: null, report: { faults: [] } })
  const { collection } = await until('the API to follow', async () => {
    const { space } = (await platform.call('GET', path)).body
    return space.collection === done.reindex.plan.to ? space : null
  })
  const wanted = [...items(30, 'old'), ...items(5, 'new')].map(({ id }) => id).filter((id) => id !== 'old-3')
  await until('all that was sent', async () => (await ids()).join() === [...wanted].sort().join())

  await put(items(1, 'late'))
  await until('the late one', async () => (await ids()).includes('late-0'))
  expect((await platform.call('POST', `${path}/rollback`)).status).toBe(202)
  expect((await over()).reindex).toMatchObject({ kind: 'rollback', phase: 'done', plan: { from: collection } })
  await until('the API to follow', async () => {
    const { space } = (await platform.call('GET', path)).body
    return space.collection === done.reindex.plan.from
  })
  expect(await ids()).toEqual([...wanted, 'late-0'].sort())
})

test('an embedding that is not there is refused with its reason, and the catalog stays as it is', async () => {
  const before = await platform.call('GET', path)
  expect((await platform.call('POST', path, { embedding: 'endpoint' })).status).toBe(202)
  const { reindex, space } = await over()
  expect(reindex).toMatchObject({
    phase: 'failed',
    problem: { code: 'catalog-embedding-unavailable', reason: expect.stringContaining('EMBEDDINGS_MODEL') },
  })
  expect(space).toEqual(before.body.space)
})
