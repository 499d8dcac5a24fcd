import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '../domain/error-code.ts'
import { isRunning, type ProcessIdentity } from '../store/process-identity.ts'

const pollMs = 25

/** Asks a process to end, kills it after `graceMs`, and returns when it is gone. Never touches another one under its pid. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const deadline = performance.now() + graceMs
  await send(identity, signal)
  while (await isRunning(identity)) {
    if (performance.now() >= deadline) await send(identity, 'SIGKILL')
    await delay(pollMs)
  }
}

async function send(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
  if (!(await isRunning(identity))) return
  try {
    process.kill(identity.pid, signal)
  } catch (error) {
    const endedMeanwhile = errorCode(error) === 'ESRCH'
    if (!endedMeanwhile) throw error
  }
}
