import { DelayedError, UnrecoverableError } from 'bullmq'
import { expect, test, vi } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { toQueueError } from '../../src/queue/to-queue-error.ts'

const fresh = { attemptsMade: 0, attemptsStarted: 1, attemptsMax: 5, isAwaited: true }
const limited = (retryAfterMs?: number) =>
  new HangtagError('slow down', {
    code: 'model-rate-limited',
    disposition: 'rate-limited',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })

test('give up becomes unrecoverable and keeps its cause', async () => {
  const error = new HangtagError('bad', { code: 'model-refused', disposition: 'give-up' })
  const translated = await toQueueError(error, fresh, vi.fn())
  expect(translated).toBeInstanceOf(UnrecoverableError)
  expect(translated).toHaveProperty('cause', error)
})

test('a rate limit puts the job off for as long as was asked, a minute at most where someone waits for it', async () => {
  const putOff = vi.fn(async () => {})
  expect(await toQueueError(limited(1_200), fresh, putOff)).toBeInstanceOf(DelayedError)
  expect(await toQueueError(limited(3_600_000), fresh, putOff)).toBeInstanceOf(DelayedError)
  expect(await toQueueError(limited(3_600_000), { ...fresh, isAwaited: false }, putOff)).toBeInstanceOf(DelayedError)
  expect(await toQueueError(limited(), fresh, putOff)).toBeInstanceOf(DelayedError)
  expect(putOff.mock.calls).toEqual([[1_200], [60_000], [600_000], [5_000]])
})

test('a rate limit that never ends is given up without another wait', async () => {
  const putOff = vi.fn(async () => {})
  const translated = await toQueueError(limited(10), { ...fresh, attemptsStarted: 12 }, putOff)
  expect(translated).toBeInstanceOf(UnrecoverableError)
  expect(putOff).not.toHaveBeenCalled()
})

test('retry errors and bugs are rethrown as they are', async () => {
  const retry = new HangtagError('away', { code: 'catalog-unavailable', disposition: 'retry' })
  const bug = new TypeError('undefined is not a function')
  expect(await toQueueError(retry, fresh, vi.fn())).toBe(retry)
  expect(await toQueueError(bug, fresh, vi.fn())).toBe(bug)
})
