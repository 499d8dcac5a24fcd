import { Worker } from 'node:worker_threads'
import { untilAborted } from './until-aborted.ts'

export type HeicJob = { bytes: Uint8Array; page: number; pixelsMax: number }

/** RGBA, 8 bits each, upright as the file says; not converted from its color profile. */
export type HeicPixels = { width: number; height: number; data: ArrayBuffer }

export type HeicAnswer = HeicPixels | { problem: string }

/**
 * Decodes one HEIC photo in the thread, or says what is wrong with it. Photos take turns: there is one thread, started when
 * needed and ended after some idle seconds, since its memory never shrinks. `deadlineMs` counts from the photo's turn; then, or
 * when the signal aborts, the thread is ended in mid-work and the signal's reason (or a `TimeoutError`) is thrown.
 */
export async function decodeHeic(job: HeicJob, deadlineMs: number, signal: AbortSignal): Promise<HeicAnswer> {
  const mine = turn.then(() => {
    signal.throwIfAborted()
    return runInThread(job, AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]))
  })
  turn = mine.catch(() => {})
  return await untilAborted(mine, signal)
}

/** Keeps the thread through a listing of many photos; starting it costs about 0.1 s. */
const idleMs = 5_000

let turn: Promise<unknown> = Promise.resolve()
let waiting: { thread: Worker; timer: NodeJS.Timeout } | null = null

async function runInThread(job: HeicJob, signal: AbortSignal): Promise<HeicAnswer> {
  const thread = takeThread()
  let fit = false
  try {
    thread.ref()
    const answer = await untilAborted(answerOf(thread, job), signal)
    // A decoder that failed may have left its memory in any state: the next photo gets a new one.
    fit = 'data' in answer
    return answer
  } finally {
    if (fit) keepThread(thread)
    else await thread.terminate()
  }
}

function answerOf(thread: Worker, job: HeicJob): Promise<HeicAnswer> {
  return new Promise((resolve, reject) => {
    // A thread has one job at a time, so whatever it says is about this one; `once` on all three would pile up over jobs.
    for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event)
    thread.on('message', resolve)
    thread.on('error', reject)
    thread.on('exit', (code) => reject(new Error(`the HEIC thread ended with status ${code}`)))
    // A copy to give away: cloning a view would clone all of the buffer that it is a view of.
    const bytes = new Uint8Array(job.bytes)
    thread.postMessage({ ...job, bytes }, [bytes.buffer])
  })
}

function takeThread(): Worker {
  if (waiting !== null) {
    const { thread, timer } = waiting
    clearTimeout(timer)
    waiting = null
    return thread
  }
  // What this process was started with (an inline script, a debugger's port) is not for the thread.
  return new Worker(new URL('./heic-thread.ts', import.meta.url), { execArgv: [] })
}

function keepThread(thread: Worker): void {
  // Waiting for work keeps no process alive.
  thread.unref()
  const timer = setTimeout(() => {
    waiting = null
    void thread.terminate()
  }, idleMs).unref()
  waiting = { thread, timer }
}
