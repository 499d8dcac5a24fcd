import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCatalogDeadline } from '../../src/catalog/catalog-deadline.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('createCatalogDeadline', () => {
  it('ends after its time, as a timeout', () => {
    const { signal } = createCatalogDeadline(1_000)
    vi.advanceTimersByTime(999)
    expect(signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
  })

  it('stands still while something else is waited for, and goes on with what was left', async () => {
    const { signal, outside } = createCatalogDeadline(1_000)
    vi.advanceTimersByTime(400)
    const slow = Promise.withResolvers<string>()
    const waited = outside(() => outside(() => slow.promise))
    vi.advanceTimersByTime(60_000)
    slow.resolve('vector')
    expect(await waited).toBe('vector')
    vi.advanceTimersByTime(599)
    expect(signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(signal.aborted).toBe(true)
  })

  it('leaves no timer behind once stopped, also where a wait is still going on', async () => {
    const deadline = createCatalogDeadline(1_000)
    const slow = Promise.withResolvers<void>()
    const waited = deadline.outside(() => slow.promise)
    deadline.stop()
    slow.resolve()
    await waited
    expect(vi.getTimerCount()).toBe(0)
  })
})
