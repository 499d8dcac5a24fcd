import { RateLimitError, UnrecoverableError } from 'bullmq'
import { expect, test, vi } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { toQueueError } from '../../src/queue/to-queue-error.ts'

const fresh = { attemptsMade: 0, attemptsStarted: 1, attemptsMax: 5 }
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

test('a rate limit pauses the queue for as long as was asked, at most a minute', async () => {
  const pause = vi.fn(async () => {})
  expect(await toQueueError(limited(1_200), fresh, pause)).toBeInstanceOf(RateLimitError)
  expect(await toQueueError(limited(3_600_000), fresh, pause)).toBeInstanceOf(RateLimitError)
  expect(await toQueueError(limited(), fresh, pause)).toBeInstanceOf(RateLimitError)
  expect(pause.mock.calls).toEqual([[1_200], [60_000], [5_000]])
})

test('a rate limit that never ends is given up without another pause', async () => {
  const pause = vi.fn(async () => {})
  const translated = await toQueueError(limited(10), { ...fresh, attemptsStarted: 30 }, pause)
  expect(translated).toBeInstanceOf(UnrecoverableError)
  expect(pause).not.toHaveBeenCalled()
})

test('retry errors and bugs are rethrown as they are', async () => {
  const retry = new HangtagError('away', { code: 'catalog-unavailable', disposition: 'retry' })
  const bug = new TypeError('undefined is not a function')
  expect(await toQueueError(retry, fresh, vi.fn())).toBe(retry)
  expect(await toQueueError(bug, fresh, vi.fn())).toBe(bug)
})
