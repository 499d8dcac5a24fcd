import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Platform } from '../services/platform.ts'
import type { Report } from '../services/report.ts'
import { readRunFile, removeRunFile, writeRunFile } from '../services/run-file.ts'
import { type StartedPlatform, startPlatform } from '../services/start-platform.ts'
import { stopSignal } from './stop-signal.ts'

const lookAgainMs = 250

/**
 * Starts every part, tells the other commands of it through `run.json`, and keeps it up as long as `hold` takes. Ctrl-C aborts
 * the signal. Throws `HangtagError` code `already-running` where there is such a one on this home.
 */
export async function holdPlatform(
  config: Config,
  { port, report }: { port: number | null; report: Report },
  hold: (platform: Platform, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const signal = stopSignal()
  const platform = await startWhenFree(config, port, report, signal)
  try {
    const { url, apiKey, opsKey } = platform
    await writeRunFile(config.home, { url, apiKey, opsKey, pid: process.pid })
    await hold(platform, signal)
  } finally {
    await removeRunFile(config.home)
    await platform.stop()
  }
}

/** One a home; a short command that has started its own is waited for. */
async function startWhenFree(
  config: Config,
  port: number | null,
  report: Report,
  signal: AbortSignal,
): Promise<StartedPlatform> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await startPlatform({ config, port, signal, report })
    } catch (error) {
      if (!(error instanceof HangtagError && error.code === 'locked')) throw error
      const running = await readRunFile(config.home)
      if (running !== null) throw alreadyRunning(config.home, running.url, running.pid)
      if (waits === 0) report(`Another hangtag command has ${config.home}; waiting for it`)
      await delay(lookAgainMs, undefined, { signal })
    }
  }
}

function alreadyRunning(home: string, url: string, pid: number): HangtagError {
  return new HangtagError(
    `Hangtag is running on ${home} already: ${url} (process ${pid}). For a second one, set HANGTAG_HOME to another folder.`,
    { code: 'already-running', disposition: 'give-up', evidence: { url, pid } },
  )
}
