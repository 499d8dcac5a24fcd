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
const troubled = 3
const probeMs = 50

/**
 * Keeps one child running until `stopping` is aborted, then ends it and returns. A child that ends is started again as it
 * was, on the same port, after a pause that grows while it keeps ending. `onReady` is called each time it is ready,
 * `onTrouble` when it has ended three times in a row.
 */
export async function keepRunning(
  plan: ChildPlan,
  deps: KeepRunningDeps,
  { onReady, onTrouble }: { onReady: () => void; onTrouble: () => void },
  stopping: AbortSignal,
): Promise<void> {
  for (let failures = 0; !stopping.aborted; ) {
    const run = await runOnce(plan, deps, stopping, () => {
      if (failures > 0) deps.report(`${plan.name} is back`)
      onReady()
    })
    if (stopping.aborted) return
    failures = run.readyMs > steadyMs ? 1 : failures + 1
    const pauseMs = restartDelayMs(failures)
    deps.report(failures < troubled ? `${plan.name} ended (${run.reason}); starting it again` : await complaint())
    if (failures === troubled) onTrouble()
    await delay(pauseMs, undefined, { signal: stopping }).catch(() => {}) // Only a stop ends the pause early.

    async function complaint(): Promise<string> {
      const next = `${plan.name} has ended ${failures} times in a row (${run.reason}); next try in ${pauseMs / 1_000} s`
      // The whole story once; afterwards only that it goes on.
      return failures === troubled
        ? `${next}. Its last words, from ${deps.logFile}:\n${await tailOf(deps.logFile)}`
        : next
    }
  }
}

type Run = { reason: string; readyMs: number }

async function runOnce(
  plan: ChildPlan,
  deps: KeepRunningDeps,
  stopping: AbortSignal,
  onReady: () => void,
): Promise<Run> {
  const child = await launch(plan, deps.logFile)
  const { pid, ended } = child
  if (pid === undefined) return { reason: await ended, readyMs: 0 }
  deps.leash.hold(pid, plan.stopSignal)
  const identity = await processIdentity(pid)
  if (identity !== null) {
    await writeChildRecord(deps.runFolder, { name: plan.name, process: identity, stopSignal: plan.stopSignal })
  }
  child.go()

  const over = new AbortController()
  void ended.then(() => over.abort())
  let readyAt: number | null = null
  void whenReady(plan, pid, AbortSignal.any([over.signal, stopping])).then((isReady) => {
    if (!isReady) return
    readyAt = performance.now()
    onReady()
  })
  const reason = await untilEnd(plan, identity, ended, stopping)
  deps.leash.free(pid)
  await removeChildRecord(deps.runFolder, plan.name)
  return { reason, readyMs: readyAt === null ? 0 : performance.now() - readyAt }
}

// A shell that becomes the program when it is told to, under the same pid and start time: it opens nothing before its leash
// holds it and it is written down. Killed in between, we close the pipe, and the shell ends instead.
const waitForGo = 'read -r go && exec "$@" </dev/null'

async function launch(plan: ChildPlan, logFile: string) {
  const log = await openLog(logFile)
  try {
    const child = spawn('/bin/sh', ['-c', waitForGo, plan.name, plan.program, ...plan.arguments], {
      // Detached: an interrupt from the terminal must reach the supervisor alone, which ends its children in order.
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
      ...(plan.environment === null ? {} : { env: plan.environment }),
    })
    child.stdin?.on('error', () => {}) // Killed before it was told to go: its end says so.
    return { pid: child.pid, ended: endOf(child), go: () => child.stdin?.end('go\n') }
  } finally {
    await log.close()
  }
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
