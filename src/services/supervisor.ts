import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { HangtagError } from '../domain/hangtag-error.ts'
import { acquireProcessLock } from '../store/process-lock.ts'
import type { ChildPlan } from './child-plan.ts'
import { endOrphans } from './end-orphans.ts'
import { holdLeash } from './hold-leash.ts'
import { keepRunning } from './keep-running.ts'
import type { Report } from './report.ts'

export type Supervisor = {
  /**
   * Starts a child and keeps it running. Returns when it is ready for the first time. Where it ends three times
   * before that, or is not ready in time, throws `HangtagError` code `child-not-ready`; it is tried on and on all the same.
   */
  start(plan: ChildPlan, options: { readyMs: number; signal?: AbortSignal | undefined }): Promise<void>
  /** Ends the children, the last started first, each within its own deadline, and frees the folder. */
  stop(): Promise<void>
}

/**
 * Takes the folder `home` for itself (`HangtagError` code `locked` where another has it), ends what an earlier run left
 * there, and from then on keeps children running. They end when this process ends, however it ends.
 */
export async function createSupervisor(home: string, report: Report): Promise<Supervisor> {
  const runFolder = join(home, 'run')
  // Customers' photos and words lie in it.
  await mkdir(home, { recursive: true, mode: 0o700 })
  const lock = await acquireProcessLock(supervisorLock(home))
  try {
    await endOrphans(runFolder, report)
  } catch (error) {
    await lock.release()
    throw error
  }
  const leash = holdLeash()
  const running: { stopping: AbortController; ended: Promise<void> }[] = []

  async function start(plan: ChildPlan, options: { readyMs: number; signal?: AbortSignal | undefined }): Promise<void> {
    const logFile = join(home, 'logs', `${plan.name}.log`)
    const stopping = new AbortController()
    const ready = Promise.withResolvers<void>()
    const news = {
      onReady: () => ready.resolve(),
      onTrouble: () => ready.reject(notReady(plan.name, 'it ends each time it is started', logFile)),
    }
    const ended = keepRunning(plan, { runFolder, logFile, leash, report }, news, stopping.signal)
    // A bug in the keeper, or a folder that cannot be written: to be heard here, and again at `stop`.
    ended.then(() => ready.reject(stopped(plan.name)), ready.reject)
    running.push({ stopping, ended })
    const timer = new AbortController()
    try {
      const late = delay(options.readyMs, 'late' as const, {
        signal: options.signal === undefined ? timer.signal : AbortSignal.any([timer.signal, options.signal]),
      })
      const first = await Promise.race([ready.promise, late])
      if (first === 'late') throw notReady(plan.name, `it is not ready after ${options.readyMs / 1_000} s`, logFile)
    } finally {
      timer.abort()
    }
  }

  async function stop(): Promise<void> {
    try {
      for (const child of running.splice(0).reverse()) {
        child.stopping.abort()
        await child.ended
      }
    } finally {
      leash.close()
      await lock.release()
    }
  }

  return { start, stop }
}

/** The lock that a running supervisor holds; its holder is the supervisor. */
export function supervisorLock(home: string): string {
  return join(home, 'run', 'supervisor.lock')
}

function notReady(name: string, why: string, logFile: string): HangtagError {
  return new HangtagError(`${name} does not start: ${why}. See ${logFile}`, {
    code: 'child-not-ready',
    disposition: 'give-up',
    evidence: { name, logFile },
  })
}

function stopped(name: string): HangtagError {
  return new HangtagError(`${name} was stopped before it was ready`, { code: 'child-stopped', disposition: 'give-up' })
}
