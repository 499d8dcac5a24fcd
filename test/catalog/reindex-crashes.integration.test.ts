import { expect, inject, it, onTestFinished, vi } from 'vitest'
import type { CatalogCalls, CatalogSession } from '../../src/catalog/catalog-session.ts'
import { collectionSchema } from '../../src/catalog/collection-schema.ts'
import { keyIn } from '../../src/catalog/filter-expression.ts'
import { serverKinds } from '../../src/catalog/server-kinds.ts'
import { storedRows } from '../../src/catalog/stored-rows.ts'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import {
  allItems,
  copyAll,
  folded,
  item,
  items,
  mark,
  openSubject,
  type Subject,
  turn,
  verifyAndSwitch,
} from './reindex-fixtures.ts'

const address = inject('milvusAddress')

function open(around?: Parameters<typeof openSubject>[1]): Subject {
  const subject = openSubject(address, around)
  onTestFinished(() => subject.close())
  return subject
}

/** A process that dies right after one of its calls to the server, each time after a later one. */
function createCrashes() {
  const crash = new Error('the worker was killed')
  let dueAt = Number.POSITIVE_INFINITY
  let seen = 0
  const breaking =
    (call: CatalogCalls['call']): CatalogCalls['call'] =>
    async (operation, send) => {
      if (seen >= dueAt) throw crash
      const answer = await call(operation, send)
      seen += 1
      if (seen >= dueAt) throw crash
      return answer
    }
  return {
    around: (session: CatalogSession): CatalogSession => ({
      ...session,
      use: (work, signal) => session.use((calls) => work({ ...calls, call: breaking(calls.call) }), signal),
    }),
    /** Does a step again and again until it got through, dying after each of its calls in turn. */
    async through<T>(step: () => Promise<T>, afterEach: () => Promise<void>): Promise<{ result: T; died: number }> {
      for (dueAt = 1; ; dueAt += 1) {
        seen = 0
        try {
          const result = await step()
          const died = dueAt - 1
          dueAt = Number.POSITIVE_INFINITY
          return { result, died }
        } catch (error) {
          if (error !== crash) throw error
          await afterEach()
        }
      }
    },
  }
}

it('a worker that dies after any call of a reindex costs nothing: the step is done again, and all is there', async () => {
  const crashes = createCrashes()
  const { index, reindex, openIndex } = open(crashes.around)
  const truth = new Map(items(60).map((one) => [one.id, one]))
  await index.upsert('t', [...truth.values()])
  // What others order meanwhile: each time one is changed, one is made, and one goes.
  let round = 0
  const change = async () => {
    round += 1
    const put = [item(round % 60, { title: `changed ${mark(round)}` }), item(1_000 + round)]
    const gone = `i${(round * 7 + 3) % 60}`
    await index.upsert('t', put)
    await index.remove('t', [gone])
    for (const one of put) truth.set(one.id, one)
    truth.delete(gone)
  }
  const died: Record<string, number> = {}
  const through = async <T>(name: string, step: () => Promise<T>) => {
    const outcome = await crashes.through(step, change)
    died[name] = (died[name] ?? 0) + outcome.died
    return outcome.result
  }

  const plan = await through('begin', () => reindex.begin('folded', turn))
  for (let bucket: number | null = 0; bucket !== null; ) {
    const from: number = bucket
    bucket = (await through('copy', () => reindex.copy(plan, { bucket: from, mending: false }, turn))).bucket
  }
  expect((await reindex.verify(plan, turn)).faults).toEqual([])
  await through('switch', () => reindex.switch(plan, turn))

  for (const times of Object.values(died)) expect(times).toBeGreaterThan(4)
  const after = openIndex()
  expect((await after.space()).collection).toBe(plan.to)
  const wanted = [...truth].map(([id, one]) => [id, { attributes: {}, trusted: true, ...one }] as const)
  expect(await allItems(after, 't')).toEqual(new Map<string, CatalogItem>(wanted))
  expect(await after.count('t')).toBe(truth.size)
  for (const number of [round, round - 1]) {
    const [first] = await after.search({ tenant: 't', text: `changed ${mark(number)}`, limit: 1 })
    expect(first?.title).toBe(`changed ${mark(number)}`)
  }
})

it('a difference is found and nothing is switched by it; a second look mends what is missing, old or too much', async () => {
  const { index, reindex, session } = open()
  await index.upsert('t', items(50))
  const plan = await reindex.begin('folded', turn)
  await copyAll(reindex, plan)
  const change = (send: Parameters<CatalogCalls['call']>[1]) => session.use(({ call }) => call('change', send))
  await change((client) => client.delete({ collection_name: plan.to, filter: keyIn(['t/i7']) }))
  expect(await reindex.verify(plan, turn)).toMatchObject({
    rows: { from: 50, to: 49 },
    faults: ['49 items instead of 50'],
  })
  // One that an outage left behind in the new one alone, and one that is old in it.
  await change((client) => client.delete({ collection_name: plan.from, filter: keyIn(['t/i9']) }))
  await change((client) => client.delete({ collection_name: plan.to, filter: keyIn(['t/i8']) }))
  const rows = await session.use(async (calls) => {
    const from = await calls.find(plan.from)
    const to = await calls.find(plan.to)
    if (from === null || to === null) throw new Error('gone')
    const [old] = await storedRows(calls, to, keyIn(['t/i10']), ['*'])
    return { old }
  })
  const { sparse: _made, ...old } = rows.old as Record<string, never>
  const stale = { ...old, contentHash: 'of another time', title: 'of another time' }
  await change((client) => client.upsert({ collection_name: plan.to, data: [stale], timeout: 10_000 }))
  const report = await reindex.verify(plan, turn)
  expect(report.sound).toBeLessThan(1)
  expect(report.faults).toContainEqual(expect.stringContaining('random items are not as they should be'))

  // Missing i7 and i8, old i10, too much i9.
  expect(await copyAll(reindex, plan, { mending: true })).toBe(3)
  expect(await verifyAndSwitch(reindex, plan)).toMatchObject({ rows: { from: 49, to: 49 }, sound: 1 })
})

it('vectors that are not of their words are found, however many rows there are', async () => {
  const { index, reindex, session } = open()
  await index.upsert('t', items(50))
  const plan = await reindex.begin('folded', turn)
  await copyAll(reindex, plan)
  await session.use(async (calls) => {
    const to = await calls.find(plan.to)
    if (to === null) throw new Error('gone')
    const all = await storedRows(calls, to, 'bucket >= 0', ['*'], 100)
    const data = all.map(({ sparse: _made, ...row }, at) => ({ ...row, dense: all[(at + 7) % all.length]?.dense }))
    await calls.call('upsert', (client) =>
      client.upsert({ collection_name: plan.to, data: data as never[], timeout: 10_000 }),
    )
  })
  expect((await reindex.verify(plan, turn)).faults).toEqual([
    expect.stringMatching(/^\d+ of 50 random items are not as they should be$/),
  ])
})

it('a collection of the version before, without a column for tombstones, is reindexed, and gone back to', async () => {
  const { index, reindex, session, alias, openIndex } = open()
  const name = `${alias}_v1`
  await session.use(async ({ call }) => {
    const schema = collectionSchema(name, { space: 'hashed-ngrams@1/512', dimensions: 512 })
    const fields = schema.fields.filter((field) => field.name !== 'deleted')
    await call('create', (client) => client.createCollection({ ...schema, fields }))
    for (const plan of serverKinds.lite.indexes)
      await call('index', (client) => client.createIndex({ collection_name: name, ...plan }))
    await call('alias', (client) => client.createAlias({ collection_name: name, alias }))
  })
  await index.upsert('t', items(60))
  await index.remove('t', ['i1'])
  const plan = await reindex.begin('folded', turn)
  await index.remove('t', ['i2'])
  await copyAll(reindex, plan, { between: () => index.remove('t', ['i3', 'i4']) })
  await verifyAndSwitch(reindex, plan)
  expect(await openIndex().count('t')).toBe(56)

  const back = await reindex.beginRollback(turn)
  await index.remove('t', ['i5'])
  await copyAll(reindex, back, { mending: true, between: () => index.remove('t', ['i6', 'i7']) })
  await verifyAndSwitch(reindex, back)
  const after = openIndex()
  expect((await after.space()).collection).toBe(name)
  expect([...(await allItems(after, 't')).keys()].sort()).toEqual(
    items(60)
      .map(({ id }) => id)
      .filter((id) => !['i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7'].includes(id))
      .sort(),
  )
})

it('an embedding that fails for the new collection holds up nobody, and what went past it is in before the switch', async () => {
  const { index, reindex, openIndex } = open()
  await index.upsert('t', items(30))
  const plan = await reindex.begin('folded', turn)
  await copyAll(reindex, plan)
  const failing = vi
    .spyOn(folded, 'embedDocuments')
    .mockRejectedValue(new HangtagError('The account is used up', { code: 'model-quota', disposition: 'give-up' }))
  await index.upsert('t', [item(3, { title: 'changed' }), item(100)])
  await index.remove('t', ['i4'])
  failing.mockRestore()
  expect((await index.get('t', 'i3'))?.title).toBe('changed')

  expect((await reindex.verify(plan, turn)).faults).toContain('writes went past it while its embedding failed')
  expect(await copyAll(reindex, plan, { mending: true })).toBe(2)
  await verifyAndSwitch(reindex, plan)
  const after = openIndex()
  expect((await after.space()).collection).toBe(plan.to)
  expect((await after.get('t', 'i3'))?.title).toBe('changed')
  expect(await after.count('t')).toBe(30)
})
