import { HangtagError } from '../../domain/hangtag-error.ts'
import { answerKey, readableRequest } from '../../model/answers/answer-key.ts'
import { type AnswerShelf, keepAnswer, takeKept } from '../../model/answers/kept-answer.ts'
import { priceCall } from '../../model/price-call.ts'
import { readCompletion } from '../../model/read-completion.ts'
import type { AnswerStore } from '../../model/run-call.ts'
import { type KeptFor, paidSchema } from '../run/eval-row.ts'

export type EvalAnswersOptions = {
  /** The answers of this run, which go with its folder. */
  near: AnswerShelf
  /** Those of all runs: what was paid for once is asked for once. */
  far: AnswerShelf
  /** The run that pays for what is not there yet. */
  run: string
  warn(error: HangtagError): void
  now(): Date
}

/**
 * The answers that one case of a run uses, one call after the other: what is found in either store is laid into the run's own,
 * with who paid for it and when, and what is new goes into both. `lastHit` explains the answer that was found last.
 */
export function evalAnswers(options: EvalAnswersOptions): AnswerStore & { lastHit(): KeptFor | null } {
  const { near, far, run, warn, now } = options
  let hit: KeptFor | null = null
  let askedAt = now()
  const warned = async (work: Promise<unknown>) => {
    try {
      await work
    } catch (error) {
      if (!(error instanceof HangtagError)) throw error
      warn(error)
    }
  }
  return {
    lastHit: () => hit,
    get: async (call, input) => {
      const own = good(await takeKept(near, call, input))
      const kept = own ?? good(await takeKept(far, call, input))
      askedAt = now()
      if (kept === null) return null
      // Laid anew into the shared store too: what is in use is not among the oldest, which go first.
      const shelves = own === null ? [near, far] : []
      await Promise.all(shelves.map((shelf) => warned(keepAnswer(shelf, call, kept, input))))
      const { usage } = readCompletion(kept.body)
      const paid = paidSchema.safeParse(kept.paid).data ?? null
      const costUsd = usage === null ? null : priceCall(usage, input.profile, call.request.model)
      hit = { key: answerKey(call, input), paid, costUsd }
      return kept.body
    },
    put: async (call, input, body, isGood) => {
      const { step, prompt, request } = call
      const { listingId } = input.listing
      const endpoint = input.settings.model?.endpoint ?? null
      const at = now()
      const paid = { run, at: at.toISOString(), ms: Math.max(0, at.getTime() - askedAt.getTime()) }
      const answer = { step, prompt, endpoint, listingId, request: readableRequest(request), paid, body, isGood }
      await Promise.all([near, far].map((shelf) => warned(keepAnswer(shelf, call, answer, input))))
    },
  }
}

function good<T extends { isGood: boolean }>(kept: T | null): T | null {
  return kept?.isGood === true ? kept : null
}
