import type { Log } from '../observability/create-log.ts'

const askEveryMs = 300
/** A wait that lasts is said again at this pace, not at each try. */
const sayEveryMs = 10_000

/**
 * Waits until a part answers, and says so in the log: a process whose neighbors start a little later than itself must not
 * crash in a circle. Rejects only when the signal aborts.
 */
export async function waitUntilReady(
  part: string,
  check: (signal: AbortSignal) => Promise<unknown>,
  log: Pick<Log, 'info'>,
  signal: AbortSignal,
): Promise<void> {
  let saidAt = Number.NEGATIVE_INFINITY
  for (;;) {
    signal.throwIfAborted()
    try {
      await check(AbortSignal.any([signal, AbortSignal.timeout(2_000)]))
      if (saidAt !== Number.NEGATIVE_INFINITY) log.info({ part }, `${part} is ready`)
      return
    } catch (error) {
      signal.throwIfAborted()
      if (performance.now() - saidAt >= sayEveryMs) {
        saidAt = performance.now()
        log.info({ part, reason: error instanceof Error ? error.message : String(error) }, `waiting for ${part}`)
      }
    }
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}
