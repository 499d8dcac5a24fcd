import type { Log } from '../observability/create-log.ts'
import { type SweepDeps, sweep } from './sweep.ts'

/** Sweeps again and again until stopped, one sweep at a time. A failed sweep is logged, and the next one comes all the same. */
export function startSweeper(
  deps: SweepDeps,
  options: { intervalMs: number; afterMs: number },
  log: Pick<Log, 'info' | 'warn'>,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let sweeping: Promise<void> = Promise.resolve()

  const once = async () => {
    try {
      const swept = await sweep(deps, { afterMs: options.afterMs, now: new Date() })
      if (swept.restored + swept.givenUp > 0) log.warn(swept, 'the queue had lost jobs')
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'sweep failed; the next one follows')
    }
    if (!stopped) plan()
  }
  const plan = () => {
    timer = setTimeout(() => {
      sweeping = once()
    }, options.intervalMs)
  }
  plan()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await sweeping
    },
  }
}
