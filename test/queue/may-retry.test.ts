import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { mayRetry } from '../../src/queue/may-retry.ts'

const error = (disposition: 'retry' | 'rate-limited' | 'give-up') =>
  new HangtagError('it failed', { code: 'x', disposition })

test('an error that says give up is never tried again', () => {
  expect(mayRetry(error('give-up'), { attemptsMade: 0, attemptsStarted: 1, attemptsMax: 5 })).toBe(false)
})

test('a failure is tried again until the attempts are used up, and so is a bug', () => {
  for (const thrown of [error('retry'), new TypeError('a bug')]) {
    expect(mayRetry(thrown, { attemptsMade: 3, attemptsStarted: 4, attemptsMax: 5 })).toBe(true)
    expect(mayRetry(thrown, { attemptsMade: 4, attemptsStarted: 5, attemptsMax: 5 })).toBe(false)
  }
})

test('waiting for a rate outlasts the attempts, but not for ever', () => {
  expect(mayRetry(error('rate-limited'), { attemptsMade: 4, attemptsStarted: 12, attemptsMax: 5 })).toBe(true)
  expect(mayRetry(error('rate-limited'), { attemptsMade: 0, attemptsStarted: 30, attemptsMax: 5 })).toBe(false)
})
