import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ReindexResult } from '../../src/domain/reindex.ts'
import { emptyCatalog } from './empty-catalog.ts'
import { startTestApp, type TestApp, workerKey } from './start-test-app.ts'

const path = '/v1/catalog/reindex'
const plan = { from: 'catalog_v1', to: 'catalog_v2', fromSpace: 'a@1/2', space: 'b@1/2', rows: 9 }
let app: TestApp

beforeAll(async () => {
  app = await startTestApp(inject('redisUrl'), { catalog: emptyCatalog() })
})
afterAll(() => app.close())

/** What the job of a step tells. */
async function done(id: string, step: number, result: ReindexResult) {
  const body = { ...result }
  const { status } = await app.call('POST', `/internal/reindexes/${id}/steps/${step}`, { key: workerKey, body })
  expect(status).toBe(204)
}

test('a reindex is the ops key’s alone, whatever another key may do', async () => {
  const key = await app.makeKey('closet-9', ['catalog:read', 'catalog:write'])
  for (const [method, address, body] of [
    ['POST', path, {}],
    ['GET', path, undefined],
    ['DELETE', path, undefined],
    ['POST', `${path}/rollback`, undefined],
  ] as const) {
    const answer = await app.call(method, address, { key, body })
    expect([answer.status, answer.body.code]).toEqual([403, 'ops-key-required'])
  }
  expect(app.enqueued).toEqual([])
})

test('it is ordered once, each step orders the next one, and who looks sees how far it is', async () => {
  const space = { configured: 'hashed-ngrams@1/512', recorded: null, collection: null }
  expect((await app.call('GET', path)).body).toEqual({ reindex: null, space })
  expect((await app.call('DELETE', path)).status).toBe(404)

  const begun = await app.call('POST', path, { body: { embedding: 'ngram' } })
  expect(begun).toMatchObject({ status: 202, body: { reindex: { phase: 'starting', embedding: 'ngram' }, space } })
  const { id } = begun.body.reindex
  for (const again of [
    await app.call('POST', path, { body: { embedding: 'ngram' } }),
    await app.call('POST', `${path}/rollback`),
  ])
    expect(again).toMatchObject({ status: 409, body: { code: 'reindex-running', state: 'starting' } })

  const orders = () => app.enqueued.map(({ data }) => data)
  expect(orders()).toEqual([{ kind: 'reindex', reindexId: id, step: 1 }])
  const seen = await app.call('GET', `/internal/reindexes/${id}`, { key: workerKey })
  expect(seen.body).toMatchObject({ id, step: 1 })
  await done(id, 1, { did: 'begin', plan })
  await done(id, 1, { did: 'begin', plan })
  await done(id, 2, { did: 'copy', bucket: 700, progress: 0.17, copied: 2 })
  expect(orders().map((data) => 'step' in data && data.step)).toEqual([1, 2, 3])
  expect((await app.call('GET', path)).body.reindex).toMatchObject({
    phase: 'copying',
    progress: 0.17,
    copied: 2,
    plan,
  })

  expect(await app.call('DELETE', path)).toMatchObject({ status: 202, body: { reindex: { phase: 'canceling' } } })
  await done(id, 4, { did: 'cancel' })
  expect(await app.call('DELETE', path)).toMatchObject({ status: 409, body: { code: 'reindex-over' } })
})

test('how far it is is told also while the index is away, and nothing is ordered where there is none', async () => {
  const away = await startTestApp(inject('redisUrl'), { catalog: null, store: app.deps.store })
  try {
    expect((await away.call('GET', path)).body).toEqual({ reindex: expect.anything(), space: null })
    for (const address of [path, `${path}/rollback`])
      expect(await away.call('POST', address, { body: address === path ? {} : undefined })).toMatchObject({
        status: 503,
        body: { code: 'catalog-not-configured' },
      })
    expect(away.enqueued).toEqual([])
  } finally {
    await away.close()
  }
})

test('a name that is none is refused before anything is ordered', async () => {
  const before = app.enqueued.length
  for (const body of [
    { embedding: 'two words' },
    { embedding: 7 },
    { embeding: 'local' },
    { embedding: 'x'.repeat(301) },
  ])
    expect((await app.call('POST', path, { body })).status).toBe(400)
  expect(app.enqueued).toHaveLength(before)
})
