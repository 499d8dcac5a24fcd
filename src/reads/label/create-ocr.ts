import { Worker } from 'node:worker_threads'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { untilAborted } from '../../photos/until-aborted.ts'
import { dataMissing, findOcrData } from './find-ocr-data.ts'

/** A gray picture, one byte a pixel, rows from the top. `letter`: the picture holds a single character. */
export type OcrPicture = { width: number; height: number; gray: Uint8Array; layout: 'block' | 'letter' }

/** `confidence` is the engine's own, 0 to 100; the box is left, top, right, bottom in pixels of the picture. */
export type OcrWord = { text: string; confidence: number; box: [number, number, number, number] }
export type OcrLine = { words: OcrWord[] }
export type OcrAnswer = { lines: OcrLine[] } | { problem: string; started: boolean }

export type Ocr = {
  /**
   * The words of a picture, lines from the top. Pictures take turns. Throws `HangtagError` code `label-engine-failed`, retry,
   * where the engine breaks or takes longer than its deadline, and `label-data-missing` where it is not installed, or not whole; an
   * abort throws the signal's reason.
   */
  read(picture: OcrPicture, signal: AbortSignal): Promise<OcrLine[]>
  /** Ends the thread; what waits for it fails. */
  close(): Promise<void>
}

/**
 * Tesseract in a thread: started with the first picture (0.2 s, 230 MB), kept while there is work, and ended after some idle
 * time, since its memory never shrinks. A thread that failed is not used again; the next picture starts a new one.
 */
export function createOcr(options: { deadlineMs: number; idleMs?: number; thread?: URL; dataPackage?: string }): Ocr {
  const idleMs = options.idleMs ?? 30_000
  const file = options.thread ?? new URL('./ocr-thread.ts', import.meta.url)
  const closing = new AbortController()
  let turn: Promise<unknown> = Promise.resolve()
  let waiting: { thread: Worker; timer: NodeJS.Timeout } | null = null

  const take = (): Worker => {
    // What this process was started with (an inline script, a debugger's port) is not for the thread.
    if (waiting === null) return new Worker(file, { execArgv: [], workerData: findOcrData(options.dataPackage) })
    const { thread, timer } = waiting
    clearTimeout(timer)
    waiting = null
    return thread
  }
  const keep = (thread: Worker) => {
    const drop = () => {
      if (waiting?.thread === thread) waiting = null
      void thread.terminate()
    }
    forget(thread)
    // One that dies while it waits is not waited with; and waiting for work keeps no process alive.
    thread.on('error', drop)
    thread.on('exit', drop)
    thread.unref()
    waiting = { thread, timer: setTimeout(drop, idleMs).unref() }
  }
  const run = async (picture: OcrPicture, signal: AbortSignal): Promise<OcrLine[]> => {
    const thread = take()
    let fit = false
    try {
      thread.ref()
      const answer = await untilAborted(answerOf(thread, picture), signal)
      if ('problem' in answer) {
        if (!answer.started) throw dataMissing('Tesseract does not start, as with damaged data', answer.problem)
        throw new Error(answer.problem)
      }
      fit = true
      return answer.lines
    } finally {
      if (fit) keep(thread)
      else await thread.terminate()
    }
  }

  return {
    async read(picture, signal) {
      const mine = turn.then(async () => {
        signal.throwIfAborted()
        try {
          closing.signal.throwIfAborted()
          const deadline = AbortSignal.timeout(options.deadlineMs)
          return await run(picture, AbortSignal.any([signal, closing.signal, deadline]))
        } catch (error) {
          signal.throwIfAborted()
          throw engineFailed(error, options.deadlineMs)
        }
      })
      turn = mine.catch(() => {})
      return await untilAborted(mine, signal)
    },
    async close() {
      closing.abort(new Error('the engine was closed'))
      await turn
      if (waiting === null) return
      const { thread, timer } = waiting
      waiting = null
      clearTimeout(timer)
      await thread.terminate()
    },
  }
}

function answerOf(thread: Worker, picture: OcrPicture): Promise<OcrAnswer> {
  return new Promise((resolve, reject) => {
    // A thread has one picture at a time, so whatever it says is about this one.
    forget(thread)
    thread.on('message', resolve)
    thread.on('error', reject)
    thread.on('exit', (code) => reject(new Error(`the thread ended with status ${code}`)))
    // A copy to give away: cloning a view would clone all of the buffer that it is a view of.
    const gray = new Uint8Array(picture.gray)
    thread.postMessage({ ...picture, gray }, [gray.buffer])
  })
}

/** Listeners of the picture before would pile up over pictures. */
function forget(thread: Worker): void {
  for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event)
}

function engineFailed(error: unknown, deadlineMs: number): HangtagError {
  if (error instanceof HangtagError) return error
  const late = error instanceof Error && error.name === 'TimeoutError'
  const message = late ? `Reading a label took longer than ${deadlineMs} ms` : 'The engine that reads labels failed'
  return new HangtagError(message, {
    code: 'label-engine-failed',
    disposition: 'retry',
    evidence: { problem: error instanceof Error ? error.message : String(error) },
    cause: error,
  })
}
