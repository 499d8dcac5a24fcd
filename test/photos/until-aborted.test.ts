import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { untilAborted } from '../../src/photos/until-aborted.ts'

test('work that is done in time is handed on, failures too, and no listener is left behind', async () => {
  const { signal } = new AbortController()
  expect(await untilAborted(Promise.resolve(7), signal)).toBe(7)
  const failure = new Error('failed')
  await expect(untilAborted(Promise.reject(failure), signal)).rejects.toBe(failure)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

test('an abort ends the waiting with its reason, before or during it, and what the work does later is nobody’s error', async () => {
  const reason = new Error('enough')
  await expect(untilAborted(new Promise(() => {}), AbortSignal.abort(reason))).rejects.toBe(reason)
  const controller = new AbortController()
  const work = Promise.withResolvers<never>()
  const waiting = untilAborted(work.promise, controller.signal)
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  work.reject(new Error('too late to matter'))
})
