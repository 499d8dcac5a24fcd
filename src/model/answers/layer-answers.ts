import type { AnswerStore } from '../run-call.ts'

/** Two stores as one: what is found in either is laid into the near one too, and what is new goes into both. */
export function layerAnswers(near: AnswerStore, far: AnswerStore): AnswerStore {
  return {
    get: async (call, input) => {
      const found = await near.get(call, input)
      if (found !== null) return found
      const body = await far.get(call, input)
      if (body !== null) await near.put(call, input, body, true)
      return body
    },
    put: async (call, input, body, isGood) => {
      await Promise.all([near.put(call, input, body, isGood), far.put(call, input, body, isGood)])
    },
  }
}
