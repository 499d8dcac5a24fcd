import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type ProcessIdentity, processIdentity } from '../store/process-identity.ts'
import { openLog, tailOf } from './child-log.ts'
import type { ChildPlan } from './child-plan.ts'
import { removeChildRecord, writeChildRecord } from './child-record.ts'
import { endProcess } from './end-process.ts'
import type { Leash } from './hold-leash.ts'
import type { Report } from './report.ts'
import { restartDelayMs } from './restart-delay.ts'

export type KeepRunningDeps = { runFolder: string; logFile: string; leash: Leash; report: Report }

// A child that did its work for this long starts its count of failures anew.
const steadyMs = 10_000
const probeMs = 50

/**
 * Keeps one child running until `stopping` is aborted, then ends it and returns. A child that ends is started again as it
 * was, on the same port, after a pause that grows while it keeps ending. `onReady` is called at each time it is ready.
 */
export async function keepRunning(
  plan: ChildPlan,
  deps: KeepRunningDeps,
  onReady: (pid: number) => void,
  stopping: AbortSignal,
): Promise<void> {
  for (let failures = 0; !stopping.aborted; ) {
    const run = await runOnce(plan, deps, stopping, (pid) => {
      if (failures > 0) deps.report(`${plan.name} is back`)
      onReady(pid)
    })
    if (stopping.aborted) return
    failures = run.readyMs > steadyMs ? 1 : failures + 1
    const pauseMs = restartDelayMs(failures)
    deps.report(failures < 3 ? `${plan.name} ended (${run.reason}); starting it again` : await complaint())
    await delay(pauseMs, undefined, { signal: stopping }).catch(() => {}) // Only a stop ends the pause early.

    async function complaint(): Promise<string> {
      const next = `${plan.name} has ended ${failures} times in a row (${run.reason}); next try in ${pauseMs / 1_000} s`
      // The whole story once; afterwards only that it goes on.
      return failures === 3 ? `${next}. Its last words, from ${deps.logFile}:\n${await tailOf(deps.logFile)}` : next
    }
  }
}

type Run = { reason: string; readyMs: number }

async function runOnce(
  plan: ChildPlan,
  deps: KeepRunningDeps,
  stopping: AbortSignal,
  onReady: (pid: number) => void,
): Promise<Run> {
  const log = await openLog(deps.logFile)
  let child: ChildProcess
  try {
    child = spawn(plan.program, [...plan.arguments], {
      // Detached: an interrupt from the terminal must reach the supervisor alone, which ends its children in order.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(plan.environment === null ? {} : { env: plan.environment }),
    })
    if (child.pid !== undefined) deps.leash.hold(child.pid, plan.stopSignal)
  } finally {
    await log.close()
  }
  const ended = endOf(child)
  if (child.pid === undefined) return { reason: await ended, readyMs: 0 }
  const { pid } = child
  const identity = await processIdentity(pid)
  if (identity !== null) {
    await writeChildRecord(deps.runFolder, { name: plan.name, process: identity, stopSignal: plan.stopSignal })
  }

  const over = new AbortController()
  void ended.then(() => over.abort())
  let readyAt: number | null = null
  void whenReady(plan, pid, AbortSignal.any([over.signal, stopping])).then((isReady) => {
    if (!isReady) return
    readyAt = performance.now()
    onReady(pid)
  })
  const reason = await untilEnd(plan, identity, ended, stopping)
  deps.leash.free(pid)
  await removeChildRecord(deps.runFolder, plan.name)
  return { reason, readyMs: readyAt === null ? 0 : performance.now() - readyAt }
}

async function untilEnd(
  plan: ChildPlan,
  identity: ProcessIdentity | null,
  ended: Promise<string>,
  stopping: AbortSignal,
): Promise<string> {
  const stop = stopping.aborted ? Promise.resolve() : once(stopping, 'abort')
  await Promise.race([ended, stop])
  if (stopping.aborted && identity !== null) await endProcess(identity, plan.stopSignal, plan.stopMs)
  return await ended
}

async function whenReady(plan: ChildPlan, pid: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if ((await plan.isReady(pid)) && !signal.aborted) return true
    await delay(probeMs, undefined, { signal }).catch(() => {}) // Ended by the loop's own condition.
  }
  return false
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit status ${code}` : `killed by ${signal}`))
  })
}
