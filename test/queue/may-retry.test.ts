import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { mayRetry } from '../../src/queue/may-retry.ts'

const error = (disposition: 'retry' | 'rate-limited' | 'give-up') =>
  new HangtagError('it failed', { code: 'x', disposition })

test('an error that says give up is never tried again', () => {
  expect(mayRetry(error('give-up'), { attemptsMade: 0, attemptsStarted: 1, attemptsMax: 5, isAwaited: true })).toBe(
    false,
  )
})

test('a failure is tried again until the attempts are used up, and so is a bug', () => {
  for (const thrown of [error('retry'), new TypeError('a bug')]) {
    expect(mayRetry(thrown, { attemptsMade: 3, attemptsStarted: 4, attemptsMax: 5, isAwaited: true })).toBe(true)
    expect(mayRetry(thrown, { attemptsMade: 4, attemptsStarted: 5, attemptsMax: 5, isAwaited: true })).toBe(false)
  }
})

test('waiting for a rate outlasts the attempts, longer in a batch than where someone waits, but not for ever', () => {
  const history = { attemptsMade: 4, attemptsMax: 5, isAwaited: true }
  const limited = error('rate-limited')
  expect(mayRetry(limited, { ...history, attemptsStarted: 11 })).toBe(true)
  expect(mayRetry(limited, { ...history, attemptsStarted: 12 })).toBe(false)
  expect(mayRetry(limited, { ...history, attemptsStarted: 59, isAwaited: false })).toBe(true)
  expect(mayRetry(limited, { ...history, attemptsStarted: 60, isAwaited: false })).toBe(false)
})
