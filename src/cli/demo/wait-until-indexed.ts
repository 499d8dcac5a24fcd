import { setTimeout as delay } from 'node:timers/promises'
import type { ApiClient } from '../api-client.ts'

const lookAgainMs = 150
const pending: readonly string[] = ['waiting', 'active', 'delayed']

/** Waits until the index queue has nothing left to do; false where that takes longer than `deadlineMs`. */
export async function waitUntilIndexed(
  ops: Pick<ApiClient, 'metrics'>,
  { deadlineMs, signal }: { deadlineMs: number; signal: AbortSignal },
): Promise<boolean> {
  const giveUpAt = Date.now() + deadlineMs
  while (indexJobs(await ops.metrics(signal)) > 0) {
    if (Date.now() > giveUpAt) return false
    await delay(lookAgainMs, undefined, { signal })
  }
  return true
}

/** Jobs of the index queue that are not done, by the metrics in Prometheus' text form. */
function indexJobs(metrics: string): number {
  const lines = metrics.matchAll(/^hangtag_queue_jobs\{queue="index",state="(\w+)"\} (\d+)$/gm)
  return [...lines].reduce((sum, [, state = '', count]) => sum + (pending.includes(state) ? Number(count) : 0), 0)
}
