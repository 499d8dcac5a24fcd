import { setTimeout as delay } from 'node:timers/promises'

/** The count of a tenant's items, or null where it is not known in time. */
export type CountInTime = (tenant: string) => Promise<number | null>

/**
 * Bounds a count that may take long: Milvus Lite needs minutes for 100,000 items of several tenants. Those who ask share one count
 * a tenant, which goes on when they have gone; what took long stands for as long as it took, so that who asks again gets it.
 */
export function createCountInTime(
  count: (tenant: string) => Promise<number>,
  { deadlineMs, now = Date.now }: { deadlineMs: number; now?: () => number },
): CountInTime {
  const running = new Map<string, Promise<number>>()
  const known = new Map<string, { items: number; until: number }>()

  function counted(tenant: string): Promise<number> {
    const shared = running.get(tenant)
    if (shared !== undefined) return shared
    const started = now()
    const counting = count(tenant).then((items) => {
      const ended = now()
      known.set(tenant, { items, until: ended + (ended - started) })
      return items
    })
    running.set(tenant, counting)
    const forget = () => running.delete(tenant)
    counting.then(forget, forget)
    return counting
  }

  return async (tenant) => {
    for (const [one, { until }] of known) if (until < now()) known.delete(one)
    const before = known.get(tenant)
    if (before !== undefined) return before.items
    const over = new AbortController()
    const late = delay(deadlineMs, null, { signal: over.signal, ref: false }).catch(() => null)
    return await Promise.race([counted(tenant), late]).finally(() => over.abort())
  }
}
