import { expect, test } from 'vitest'
import type { DeadLetterReport } from '../../src/domain/internal-api.ts'
import { type JobOrder, jobId } from '../../src/domain/job.ts'
import { type SweepDeps, sweep } from '../../src/pipeline/sweep.ts'

const now = new Date('2026-11-21T10:00:00Z')
const digitize = (listingId: string): JobOrder => ({ queue: 'digitize', data: { listingId, revision: 1, run: 1 } })

/** Rows that wait for a job, and a queue that has some of them. */
function bench(rows: { order: JobOrder; lost: number; hintedAt?: Date }[], inQueue: JobOrder[] = []) {
  const waiting = rows.map((row) => ({ hintedAt: new Date(0), ...row }))
  const queue = new Set(inQueue.map(jobId))
  const reports: DeadLetterReport[] = []
  let cleared = 0
  const asked: Date[] = []
  const deps: SweepDeps = {
    pendingOrders: async (olderThan, limit) => waiting.filter((row) => row.hintedAt < olderThan).slice(0, limit),
    hinted: async (orders) => {
      for (const { order, lost } of orders) {
        const row = waiting.find((candidate) => jobId(candidate.order) === jobId(order))
        if (row !== undefined) Object.assign(row, { hintedAt: now, lost: row.lost + (lost ? 1 : 0) })
      }
    },
    missing: async (orders) => orders.filter((order) => !queue.has(jobId(order))),
    enqueue: async (orders) => {
      for (const order of orders) queue.add(jobId(order))
    },
    deadLetter: async (report) => {
      reports.push(report)
      const at = waiting.findIndex((row) => row.order.data === report.data)
      waiting.splice(at, 1)
      return { orders: [] }
    },
    waiting: { some: async () => false, offer: async () => [] },
    isCatalogUsable: async () => true,
    clearEvents: async () => {
      cleared += 1
    },
    removeAbandonedUploads: async (at) => void asked.push(at),
    reconcileSpending: async (at) => void asked.push(at),
  }
  return { deps, waiting, queue, reports, asked, cleared: () => cleared }
}

test('a job that the queue forgot is put back, one that it has is left alone', async () => {
  const { deps, waiting, queue } = bench(
    [
      { order: digitize('lst_a'), lost: 0 },
      { order: digitize('lst_b'), lost: 0 },
    ],
    [digitize('lst_b')],
  )
  expect(await sweep(deps, { afterMs: 1_000, now })).toEqual({ restored: 1, givenUp: 0 })
  expect([...queue].sort()).toEqual([jobId(digitize('lst_a')), jobId(digitize('lst_b'))])
  expect(waiting.map(({ lost }) => lost)).toEqual([1, 0])
})

test('a row that was looked at lately is not looked at again', async () => {
  const { deps, queue } = bench([{ order: digitize('lst_a'), lost: 0, hintedAt: new Date(now.getTime() - 500) }])
  expect(await sweep(deps, { afterMs: 1_000, now })).toEqual({ restored: 0, givenUp: 0 })
  expect(queue.size).toBe(0)
})

test('a job that was lost five times becomes a dead letter with the reason', async () => {
  const { deps, queue, reports } = bench([{ order: digitize('lst_a'), lost: 5 }])
  expect(await sweep(deps, { afterMs: 1_000, now })).toEqual({ restored: 0, givenUp: 1 })
  expect(queue.size).toBe(0)
  expect(reports).toEqual([
    expect.objectContaining({ queue: 'digitize', code: 'job-lost', attempts: 5, data: digitize('lst_a').data }),
  ])
})

test('a backlog larger than a page is swept in one go', async () => {
  const rows = Array.from({ length: 1_200 }, (_, at) => ({ order: digitize(`lst_${at}`), lost: 0 }))
  const { deps, queue } = bench(rows)
  expect(await sweep(deps, { afterMs: 1_000, now })).toEqual({ restored: 1_200, givenUp: 0 })
  expect(queue.size).toBe(1_200)
})

test('each sweep empties the event streams, so that no id outlives its listing there', async () => {
  const { deps, cleared } = bench([])
  await sweep(deps, { afterMs: 1_000, now })
  expect(cleared()).toBe(1)
})

test('each sweep looks for uploads that a crash left, and for what calls that died left set aside', async () => {
  const { deps, asked } = bench([])
  await sweep(deps, { afterMs: 1_000, now })
  expect(asked).toEqual([now, now])
})

/** As many orders as wait for an index, offered page by page. */
function waitingFor(count: number) {
  const left = Array.from({ length: count }, (_, at): JobOrder => {
    return { queue: 'index', data: { kind: 'put', listingId: `lst_${at}`, version: 1 } }
  })
  return { some: async () => left.length > 0, offer: async (limit: number) => left.splice(0, limit) }
}

test('what waited for an index is offered once there is one, a bounded number a sweep', async () => {
  const { deps, queue } = bench([])
  deps.waiting = waitingFor(1_200)
  await sweep(deps, { afterMs: 1_000, now })
  expect(queue.size).toBe(1_000)
  await sweep(deps, { afterMs: 1_000, now })
  expect(queue.size).toBe(1_200)
})

test('while no index can be used what waits for one goes on waiting, and an index is asked only where something waits', async () => {
  const { deps, queue } = bench([])
  let asked = 0
  deps.isCatalogUsable = async () => {
    asked += 1
    return false
  }
  await sweep(deps, { afterMs: 1_000, now })
  expect(asked).toBe(0)
  deps.waiting = waitingFor(3)
  await sweep(deps, { afterMs: 1_000, now })
  expect([asked, queue.size, await deps.waiting.some()]).toEqual([1, 0, true])
})
