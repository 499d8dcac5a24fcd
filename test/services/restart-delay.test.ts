import { expect, test } from 'vitest'
import { restartDelayMs } from '../../src/services/restart-delay.ts'

test('the first new start comes soon, later ones ever later, never later than half a minute', () => {
  const delays = Array.from({ length: 12 }, (_, index) => restartDelayMs(index + 1))
  expect(delays[0]).toBe(200)
  expect(delays).toEqual(delays.toSorted((a, b) => a - b))
  expect(delays.at(-1)).toBe(30_000)
  expect(restartDelayMs(5_000)).toBe(30_000)
})
