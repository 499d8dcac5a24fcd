import { afterEach, expect, test } from 'vitest'
import { jobId } from '../../../src/domain/job.ts'
import type { Reindex, ReindexReport, ReindexResult } from '../../../src/domain/reindex.ts'
import { pendingFor, type Subject } from '../fixtures.ts'

const wanted = { kind: 'reindex', embedding: 'local' } as const
const plan = { from: 'catalog_v1', to: 'catalog_v2', fromSpace: 'a@1/2', space: 'b@1/2', rows: 900 }
const report: ReindexReport = {
  rows: { from: 900, to: 900 },
  sampled: 64,
  sound: 1,
  compared: 900,
  recall: 1,
  faults: [],
}
const began: ReindexResult = { did: 'begin', plan }
const copiedAll = { did: 'copy', bucket: null, progress: 1, copied: 900 } as const satisfies ReindexResult

export function reindexContract(subject: Subject) {
  const reindexes = () => subject.store.reindexes
  /** Does the waiting job with this result, as the queue would. */
  const done = async (result: ReindexResult): Promise<Reindex> => {
    const { id, step } = await latest()
    await reindexes().stepDone(id, step, result)
    return latest()
  }
  const latest = async () => {
    const reindex = await reindexes().latest()
    if (reindex === null) throw new Error('there is no reindex')
    return reindex
  }
  const start = async () => {
    const { refused, reindex, orders } = await reindexes().start(wanted)
    expect(refused).toBe(false)
    expect(orders).toEqual([{ queue: 'index', data: { kind: 'reindex', reindexId: reindex.id, step: 1 } }])
    return reindex
  }
  const die = (reindex: Reindex) => {
    const data = { kind: 'reindex' as const, reindexId: reindex.id, step: reindex.step }
    const reason = 'Milvus is away'
    return subject.store.work.deadLetter({ queue: 'index', data, code: 'catalog-unavailable', reason, attempts: 5 })
  }
  // One reindex for all: whatever a test left is over before the next.
  afterEach(async () => {
    await reindexes().cancel()
    if ((await latest()).phase === 'switching') await done({ did: 'switch' })
    if ((await latest()).phase === 'canceling') await done({ did: 'cancel' })
  })

  test('each step orders the next one, until it is done', async () => {
    const { id } = await start()
    const phases: string[] = []
    for (const result of [
      began,
      { did: 'copy', bucket: 100, progress: 0.1, copied: 90 },
      copiedAll,
      { did: 'verify', report },
      { did: 'switch' },
    ] satisfies ReindexResult[]) {
      const before = await latest()
      expect(await pendingFor(subject, id)).toEqual([`reindex-${id}-${before.step}`])
      phases.push((await done(result)).phase)
    }
    expect(phases).toEqual(['copying', 'copying', 'verifying', 'switching', 'done'])
    expect(await latest()).toMatchObject({ plan, copied: 990, progress: 1, report })
    expect(await pendingFor(subject, id)).toEqual([])
  })

  test('what a job says twice, late, or of another phase changes nothing', async () => {
    const { id } = await start()
    const { orders } = await reindexes().stepDone(id, 1, began)
    expect(orders.map(jobId)).toEqual([`reindex-${id}-2`])
    const once = await latest()
    expect(await reindexes().stepDone(id, 1, began)).toEqual({ orders: [] })
    expect(await reindexes().stepDone(id, 2, { did: 'switch' })).toEqual({ orders: [] })
    expect(await reindexes().stepDone('rdx_unknown', 1, began)).toEqual({ orders: [] })
    expect(await latest()).toEqual(once)
    expect(await reindexes().get(id)).toEqual(once)
  })

  test('a second one is refused while one runs, and takes the place of one that is over', async () => {
    const first = await start()
    const refused = await Promise.all([reindexes().start(wanted), reindexes().start({ ...wanted, kind: 'rollback' })])
    expect(refused.map(({ refused: is, reindex }) => [is, reindex.id])).toEqual(Array(2).fill([true, first.id]))
    await reindexes().cancel()
    await done({ did: 'cancel' })
    const second = await start()
    expect(await latest()).toMatchObject({ id: second.id, phase: 'starting' })
    expect(await reindexes().get(first.id)).toBeNull()
  })

  test('of two that are asked for at once one begins', async () => {
    await start()
    await reindexes().cancel()
    await done({ did: 'cancel' })
    const both = await Promise.all([reindexes().start(wanted), reindexes().start(wanted)])
    expect(both.map(({ refused }) => refused).sort()).toEqual([false, true])
  })

  test('given up in the middle, it is cleared away and what was under way changes nothing', async () => {
    const { id } = await start()
    await done(began)
    const { step } = await latest()
    const outcome = await reindexes().cancel()
    expect(outcome?.orders.map(jobId)).toEqual([`reindex-${id}-${step + 1}`])
    expect(await reindexes().stepDone(id, step, copiedAll)).toEqual({ orders: [] })
    expect(await latest()).toMatchObject({ phase: 'canceling' })
    expect(await done({ did: 'cancel' })).toMatchObject({ phase: 'canceled' })
    expect(await reindexes().cancel()).toMatchObject({ refused: true })
  })

  test('it cannot be given up while it is being switched', async () => {
    await start()
    for (const result of [began, copiedAll, { did: 'verify', report } as const]) await done(result)
    expect(await reindexes().cancel()).toMatchObject({ refused: true, reindex: { phase: 'switching' } })
  })

  test('a first check that fails is mended, a second one ends it with the reason and nothing is switched', async () => {
    await start()
    await done(began)
    await done(copiedAll)
    const faulty = { ...report, rows: { from: 900, to: 899 }, faults: ['1 item is missing'] }
    expect(await done({ did: 'verify', report: faulty })).toMatchObject({ phase: 'copying', mending: true, bucket: 0 })
    await done({ ...copiedAll, copied: 0 })
    expect(await done({ did: 'verify', report: faulty })).toMatchObject({ phase: 'canceling', report: faulty })
    expect(await done({ did: 'cancel' })).toMatchObject({
      phase: 'failed',
      problem: { code: 'reindex-not-verified', reason: '1 item is missing' },
    })
  })

  test('what cannot begin is cleared away and says why', async () => {
    await start()
    const problem = { code: 'catalog-embedding-unavailable', reason: 'No model is at hand' }
    expect(await done({ did: 'refuse', problem })).toMatchObject({ phase: 'canceling' })
    expect(await done({ did: 'cancel' })).toMatchObject({ phase: 'failed', problem })
  })

  test('a job that was given up stands still with the reason, and goes on when it is asked for again', async () => {
    const { id } = await start()
    const copying = await done(began)
    await die(copying)
    const standstill = { code: 'catalog-unavailable', reason: 'Milvus is away' }
    expect(await latest()).toMatchObject({ phase: 'copying', standstill })
    expect(await pendingFor(subject, id)).toEqual([])
    expect(await reindexes().start({ ...wanted, embedding: 'ngram' })).toMatchObject({ refused: true })
    const again = await reindexes().start(wanted)
    expect(again).toMatchObject({ refused: false, reindex: { id, phase: 'copying', standstill: null } })
    expect(again.orders.map(jobId)).toEqual([`reindex-${id}-2`])
    expect(await done(copiedAll)).toMatchObject({ phase: 'verifying' })
  })

  test('its dead letter is the operator’s alone, puts it back, and does nothing once it went on', async () => {
    const { id, step } = await start()
    const dead = await die(await latest())
    const { deadLetters } = subject.store
    const replayed = await deadLetters.replay(null, dead.id)
    expect(replayed).toMatchObject({ refused: null, deadLetter: { listingId: null } })
    expect(await pendingFor(subject, id)).toEqual([`reindex-${id}-${step}`])
    expect(await deadLetters.replay('somebody', dead.id)).toEqual({ refused: 'not-found' })
    await done(began)
    expect(await deadLetters.replay(null, dead.id)).toMatchObject({ refused: null, orders: [] })
  })
}
