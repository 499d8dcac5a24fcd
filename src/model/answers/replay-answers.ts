import { HangtagError } from '../../domain/hangtag-error.ts'
import type { AnswerStore } from '../run-call.ts'
import { answerKey } from './answer-key.ts'
import { type AnswerShelf, takeKept } from './kept-answer.ts'

/**
 * Recorded answers in place of an endpoint: nothing is ever sent. A call whose answer is not there throws `HangtagError`
 * code `answer-not-recorded`. `folder` is named in it.
 */
export function replayAnswers(shelf: AnswerShelf, folder: string): AnswerStore {
  return {
    get: async (call, input) => {
      const kept = await takeKept(shelf, call, input)
      if (kept !== null) return kept.body
      const { model } = call.request
      const endpoint = input.settings.model?.endpoint ?? null
      const change = 'the words, photos or neighbors, the prompt, the taxonomy, the model, the endpoint or the tenant'
      throw new HangtagError(
        `${folder} holds no answer to this call (${call.prompt}, ${model} at ${endpoint}). It was not recorded, or ${change} changed since: run once with MODEL_RECORD in place of MODEL_REPLAY.`,
        {
          code: 'answer-not-recorded',
          disposition: 'give-up',
          evidence: { step: call.step, prompt: call.prompt, model, endpoint, key: answerKey(call, input) },
        },
      )
    },
    put: async () => {},
  }
}
