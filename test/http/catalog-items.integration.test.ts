import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { scopes } from '../../src/domain/scope.ts'
import { createInternalClient, type InternalClient } from '../../src/http/internal-client.ts'
import { emptyCatalog } from './empty-catalog.ts'
import { startTestApp, type TestApp, workerKey } from './start-test-app.ts'

let test: TestApp
let worker: InternalClient
let mine: string
let theirs: string
let away = false
const refuse = () => {
  if (away) throw new HangtagError('Milvus is away', { code: 'catalog-unavailable', disposition: 'retry' })
}
const items = [{ id: 'sku-1', title: 'Red dress' }]

beforeAll(async () => {
  const catalog = emptyCatalog({
    count: async (tenant) => {
      refuse()
      return tenant === 'mine' ? 2 : 0
    },
    get: async (tenant, id) => (tenant === 'mine' && id === 'a/b' ? { id, title: 'Of mine' } : null),
    page: async (tenant, cursor) => {
      refuse()
      if (cursor !== null && cursor !== 'second')
        throw new HangtagError('No cursor', { code: 'catalog-cursor-invalid', disposition: 'give-up' })
      if (tenant !== 'mine') return { items: [], next: null }
      return cursor === null ? { items, next: 'second' } : { items: [{ id: 'sku-2', title: 'Coat' }], next: null }
    },
  })
  test = await startTestApp(inject('redisUrl'), { catalog })
  worker = createInternalClient({ apiUrl: test.url, workerKey, deadlineMs: 5_000 })
  mine = await test.makeKey('mine', [...scopes])
  theirs = await test.makeKey('theirs', [...scopes])
})
beforeEach(() => {
  away = false
  test.enqueued.length = 0
})
afterAll(async () => {
  await worker.close()
  await test.close()
})

const put = (key: string, body: unknown, idempotencyKey?: string) =>
  test.call('POST', '/v1/catalog/items', {
    key,
    body,
    headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
  })
const nothing = { written: 0, unchanged: 0, removed: 0 }

it('a batch under one Idempotency-Key is taken once, also after it is done; another body is refused, another tenant’s key is another', async () => {
  const first = await put(mine, { items }, 'batch-1')
  expect([first.status, first.body.count]).toEqual([202, 1])
  await worker.importDone(first.body.importId, { ...nothing, written: 1 })
  const second = await put(mine, { items }, 'batch-1')
  expect(second.body).toEqual(first.body)
  expect(test.enqueued).toEqual([{ queue: 'index', data: { kind: 'import', importId: first.body.importId } }])
  const changed = await put(mine, { items: [{ id: 'sku-1', title: 'Blue dress' }] }, 'batch-1')
  expect([changed.status, changed.body.code]).toEqual([422, 'idempotency-key-reused'])
  const other = await put(theirs, { items }, 'batch-1')
  expect(other.status).toBe(202)
  expect(other.body.importId).not.toBe(first.body.importId)
  await worker.importDone(other.body.importId, nothing)
})

it('every bad item is named by its place, and nothing is taken', async () => {
  const body = { items: [...items, { id: 'a b', title: '' }, { id: 'c', title: 'C', attributes: { x: '\0' } }] }
  const files = await test.photoFiles()
  const answer = await put(mine, body)
  expect(answer.status).toBe(400)
  const paths = answer.body.errors.map(({ path }: { path: string }) => path)
  expect(paths).toEqual(['items.1.id', 'items.1.title', 'items.2.attributes'])
  expect([test.enqueued, await test.photoFiles()]).toEqual([[], files])
})

it('a sender that is far ahead of the index is told to wait, and nobody else is', async () => {
  const small = await startTestApp(inject('redisUrl'), {
    store: test.deps.store,
    limits: { ...test.deps.limits, catalogWaitingBytesMax: 100 },
  })
  try {
    const send = (tenant: string) =>
      small.call('POST', '/v1/catalog/items', { body: { items }, headers: { 'hangtag-tenant': tenant } })
    const answers = [await send('full'), await send('full'), await send('full')]
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429])
    expect([answers[2]?.body.code, answers[2]?.headers.get('retry-after')]).toEqual(['catalog-backlog', '2'])
    expect((await send('empty')).status).toBe(202)
    await small.deps.store.work.importDone(answers[0]?.body.importId, nothing)
    expect((await send('full')).status).toBe(202)
  } finally {
    await small.close()
  }
})

it('deletions are batches in the one order, and an item’s id may hold a slash', async () => {
  const made = await put(mine, { items })
  const one = await test.call('DELETE', '/v1/catalog/items/a%2Fb', { key: mine })
  const many = await test.call('POST', '/v1/catalog/deletions', { key: mine, body: { ids: ['x', 'y'] } })
  const all = await test.call('POST', '/v1/catalog/deletions', { key: mine, body: { all: true } })
  expect([one, many, all].map(({ status, body }) => [status, body.count])).toEqual([
    [202, 1],
    [202, 2],
    [202, 0],
  ])
  const order = [made, one, many, all].map(({ body }) => body.importId)
  expect(test.enqueued.map(({ data }) => data)).toEqual(order.map((importId) => ({ kind: 'import', importId })))
  const last = order.at(-1)
  const seen = []
  for (let next = await worker.nextImport(last); next !== null; next = await worker.nextImport(last)) {
    seen.push([next.id, next.kind])
    await worker.importDone(next.id, nothing)
  }
  expect(seen).toEqual(order.map((id, at) => [id, ['put', 'delete', 'delete', 'delete-all'][at]]))
  const stored = await test.deps.photoStore.get(`mine/imports/${one.body.importId}.jsonl`)
  expect(stored?.toString('utf8')).toBe('{"id":"a/b"}\n')
})

it.each([{}, { ids: [] }, { ids: ['a b'] }, { all: false }, { ids: ['a'], all: true }])(
  'an order to delete that is unclear (%j) is refused',
  async (body) => {
    expect((await test.call('POST', '/v1/catalog/deletions', { key: mine, body })).status).toBe(400)
    expect(test.enqueued).toEqual([])
  },
)

it('items are listed page by page and read one by one, each tenant’s own', async () => {
  const first = await test.call('GET', '/v1/catalog/items', { key: mine })
  expect(first.body).toEqual({ items, next: 'second' })
  const second = await test.call('GET', '/v1/catalog/items?cursor=second', { key: mine })
  expect(second.body).toEqual({ items: [{ id: 'sku-2', title: 'Coat' }], next: null })
  expect((await test.call('GET', '/v1/catalog/items', { key: theirs })).body.items).toEqual([])
  expect((await test.call('GET', '/v1/catalog/items?cursor=other', { key: mine })).status).toBe(400)
  expect((await test.call('GET', '/v1/catalog/items/a%2Fb', { key: mine })).body).toEqual({
    id: 'a/b',
    title: 'Of mine',
  })
  const crossed = await test.call('GET', '/v1/catalog/items/a%2Fb', { key: theirs })
  expect([crossed.status, crossed.body.code]).toEqual([404, 'item-not-found'])
})

it('what is on its way is told while the index is away, and lists are not available then', async () => {
  const made = await put(theirs, { items })
  const stats = async () => (await test.call('GET', '/v1/catalog/stats', { key: theirs })).body
  expect(await stats()).toMatchObject({ items: 0, waiting: { batches: 1, items: 1 }, failed: 0 })
  away = true
  expect(await stats()).toMatchObject({ items: null, waiting: { batches: 1 } })
  const list = await test.call('GET', '/v1/catalog/items', { key: theirs })
  expect([list.status, list.body.code]).toEqual([503, 'catalog-unavailable'])
  await worker.importDone(made.body.importId, nothing)
})

it('without an index items are taken, and lists say what is missing', async () => {
  const without = await startTestApp(inject('redisUrl'), { store: test.deps.store })
  try {
    const list = await without.call('GET', '/v1/catalog/items')
    expect([list.status, list.body.code]).toEqual([503, 'catalog-not-configured'])
    expect((await without.call('GET', '/v1/catalog/stats')).body).toMatchObject({ items: null, space: null })
  } finally {
    await without.close()
  }
})

it('reading takes the scope to read, writing the scope to write', async () => {
  const reader = await test.makeKey('mine', ['catalog:read'])
  const writer = await test.makeKey('mine', ['catalog:write'])
  expect((await test.call('GET', '/v1/catalog/items', { key: reader })).status).toBe(200)
  expect((await test.call('GET', '/v1/catalog/items', { key: writer })).status).toBe(403)
  expect((await put(reader, { items })).status).toBe(403)
  expect((await test.call('POST', '/v1/catalog/deletions', { key: reader, body: { all: true } })).status).toBe(403)
})
