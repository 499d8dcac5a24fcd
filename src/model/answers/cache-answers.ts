import { HangtagError } from '../../domain/hangtag-error.ts'
import type { AnswerStore } from '../run-call.ts'
import { type AnswerShelf, keepAnswer, takeKept } from './kept-answer.ts'

/** For so long a shelf that failed is left alone: each call would otherwise wait for it again, twice. */
const pauseMs = 5_000

/**
 * Answers that were paid for before, good ones only. Without its shelf there is no cache, and digitizing goes on: `warn` is
 * told, once a pause. `now`: milliseconds, any clock that only goes forward.
 */
export function cacheAnswers(
  shelf: AnswerShelf,
  { warn, now }: { warn(error: HangtagError): void; now(): number },
): AnswerStore {
  let pausedUntil = Number.NEGATIVE_INFINITY
  const orNull = async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (now() < pausedUntil) return null
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof HangtagError)) throw error
      // Calls that were on their way together fail together: one of them says so.
      if (now() >= pausedUntil) warn(error)
      pausedUntil = now() + pauseMs
      return null
    }
  }
  return {
    get: async (call, input) => (await orNull(() => takeKept(shelf, call, input)))?.body ?? null,
    put: async (call, input, body, isGood) => {
      if (isGood) await orNull(() => keepAnswer(shelf, call, { body, isGood }, input))
    },
  }
}
