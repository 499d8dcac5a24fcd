import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Platform } from '../services/platform.ts'
import { type StartedPlatform, startPlatform } from '../services/start-platform.ts'
import { runningPlatform } from './running-platform.ts'
import { stopSignal } from './stop-signal.ts'

const lookAgainMs = 250

/**
 * Runs a command against the platform: the `up` that is running, or else one that is started for it on a free port and
 * stopped after it. Where another command has started one, this one waits for its end. Ctrl-C aborts the signal, stops what
 * was started, and throws an `AbortError`. What it has to say goes to standard error.
 */
export async function withPlatform<T>(
  config: Config,
  run: (platform: Platform, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = stopSignal()
  for (let waits = 0; ; waits += 1) {
    const running = await runningPlatform(config.home)
    if (running !== null) return await unlessStopped(run(running, signal), signal)
    const started = await startUnlessLocked(config, signal)
    if (started !== null) {
      try {
        return await unlessStopped(run(started, signal), signal)
      } finally {
        await started.stop()
      }
    }
    if (waits === 0) console.error(`Another hangtag command has ${config.home}; waiting for it`)
    await delay(lookAgainMs, undefined, { signal })
  }
}

async function startUnlessLocked(config: Config, signal: AbortSignal): Promise<StartedPlatform | null> {
  try {
    return await startPlatform({ config, port: null, signal, report: (text) => console.error(text) })
  } catch (error) {
    if (error instanceof HangtagError && error.code === 'locked') return null
    throw error
  }
}

/** Does not wait for a command that has not heard of the stop. */
async function unlessStopped<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort)
  try {
    return await Promise.race([running, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
