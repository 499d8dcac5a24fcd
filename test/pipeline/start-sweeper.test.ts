import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startSweeper } from '../../src/pipeline/start-sweeper.ts'
import type { SweepDeps } from '../../src/pipeline/sweep.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const log = { info: () => {}, warn: () => {} }
const idle: SweepDeps = {
  pendingOrders: async () => [],
  hinted: async () => {},
  missing: async () => [],
  enqueue: async () => {},
  deadLetter: async () => ({ orders: [] }),
  waiting: { some: async () => false, offer: async () => [] },
  isCatalogUsable: async () => true,
  clearEvents: async () => {},
  removeAbandonedUploads: async () => {},
  reconcileSpending: async () => {},
}

test('a sweep that fails does not end the sweeping', async () => {
  let looks = 0
  const pendingOrders = async () => {
    looks += 1
    if (looks === 1) throw new Error('the database is away')
    return []
  }
  const sweeper = startSweeper({ ...idle, pendingOrders }, { intervalMs: 100, afterMs: 0 }, log)
  await vi.advanceTimersByTimeAsync(350)
  expect(looks).toBe(3)
  await sweeper.stop()
})

test('after stop there is no sweep any more', async () => {
  const pendingOrders = vi.fn(async () => [])
  const sweeper = startSweeper({ ...idle, pendingOrders }, { intervalMs: 100, afterMs: 0 }, log)
  await sweeper.stop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(pendingOrders).not.toHaveBeenCalled()
})
