import { DelayedError } from 'bullmq'
import { expect, test } from 'vitest'
import { createSuspectTurns } from '../../src/queue/suspect-turns.ts'

/** A job that was under way in this many workers that died. */
function jobAfter(stalledCounter: number) {
  const delayedTo: number[] = []
  const moveToDelayed = async (time: number) => void delayedTo.push(time)
  return { stalledCounter, moveToDelayed, delayedTo }
}

test('of the jobs that saw several workers die one runs at a time, and the others are put off outside of the worker', async () => {
  const inTurn = createSuspectTurns()
  const first = Promise.withResolvers<string>()
  const running = inTurn(jobAfter(2), 'token', () => first.promise)
  const second = jobAfter(3)
  await expect(inTurn(second, 'token', async () => 'ran beside it')).rejects.toBeInstanceOf(DelayedError)
  expect(second.delayedTo).toEqual([expect.any(Number)])
  expect(second.delayedTo[0]).toBeGreaterThan(Date.now())

  first.resolve('done')
  expect(await running).toBe('done')
  expect(await inTurn(second, 'token', async () => 'its turn')).toBe('its turn')
})

test('a suspect that fails gives its turn to the next', async () => {
  const inTurn = createSuspectTurns()
  const failing = inTurn(jobAfter(2), 'token', async () => {
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await inTurn(jobAfter(2), 'token', async () => 'its turn')).toBe('its turn')
})

test('a job that saw no worker die, or one, waits for nobody', async () => {
  const inTurn = createSuspectTurns()
  const never = new Promise<never>(() => {})
  void inTurn(jobAfter(4), 'token', () => never)
  for (const crashes of [0, 1]) expect(await inTurn(jobAfter(crashes), 'token', async () => crashes)).toBe(crashes)
})
