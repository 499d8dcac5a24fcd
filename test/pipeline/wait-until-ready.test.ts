import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { waitUntilReady } from '../../src/pipeline/wait-until-ready.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function bench() {
  const lines: string[] = []
  return { lines, log: { info: (_: unknown, line?: string) => void lines.push(line ?? '') } as never }
}

test('a part that answers at once is not mentioned', async () => {
  const { lines, log } = bench()
  await waitUntilReady('Redis', async () => 'PONG', log, new AbortController().signal)
  expect(lines).toEqual([])
})

test('a part that comes later is waited for, and the wait is said now and then, not at each try', async () => {
  const { lines, log } = bench()
  let asked = 0
  const ready = waitUntilReady(
    'the API',
    async () => {
      asked += 1
      if (asked < 50) throw new Error('refused')
    },
    log,
    new AbortController().signal,
  )
  await vi.advanceTimersByTimeAsync(15_000)
  await ready
  expect(lines).toEqual(['waiting for the API', 'waiting for the API', 'the API is ready'])
})

test('a stop ends the wait', async () => {
  const { log } = bench()
  const stop = new AbortController()
  const ready = waitUntilReady('Redis', () => Promise.reject(new Error('refused')), log, stop.signal)
  const ended = expect(ready).rejects.toThrow('stopping')
  await vi.advanceTimersByTimeAsync(1_000)
  stop.abort(new Error('stopping'))
  await vi.advanceTimersByTimeAsync(1_000)
  await ended
})
