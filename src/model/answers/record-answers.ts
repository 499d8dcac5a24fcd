import { HangtagError } from '../../domain/hangtag-error.ts'
import type { AnswerStore } from '../run-call.ts'
import { readableRequest } from './answer-key.ts'
import { type AnswerShelf, keepAnswer, takeKept } from './kept-answer.ts'

/**
 * Keeps every answer that comes, also one that could not be read (its repair is part of what happened), with its request for
 * a person to read: photos by their hash, no keys. A recording that broke off goes on where it was: good answers that are
 * there are taken and not paid for again. An answer that could not be laid there is used all the same, and `warn` is told.
 */
export function recordAnswers(shelf: AnswerShelf, { warn }: { warn(error: HangtagError): void }): AnswerStore {
  return {
    get: async (call, input) => {
      const kept = await takeKept(shelf, call, input)
      return kept?.isGood === true ? kept.body : null
    },
    put: async (call, input, body, isGood) => {
      const { step, prompt, request } = call
      const { listingId } = input.listing
      const endpoint = input.settings.model?.endpoint ?? null
      const about = { step, prompt, endpoint, listingId, request: readableRequest(request) }
      try {
        await keepAnswer(shelf, call, { ...about, body, isGood }, input)
      } catch (error) {
        if (!(error instanceof HangtagError)) throw error
        warn(error)
      }
    },
  }
}
