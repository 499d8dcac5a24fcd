import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { HangtagError } from '../domain/hangtag-error.ts'
import type { Lane } from '../domain/job.ts'
import type { WireSchema } from './wire-schema.ts'

/** The body of one Chat Completions request: plain data, photos inside as JPEG data URLs. */
export type ModelRequest = ChatCompletionCreateParamsNonStreaming

/**
 * One call, planned and not yet sent, with all that reading its answer takes. Interactive, batch, replay and evals differ
 * only in how they send the request.
 */
export type ModelCall = {
  /** The prompt's name: what this call is for. */
  step: string
  /** The prompt's version. */
  prompt: string
  request: ModelRequest
  wireSchema: WireSchema
  /** What evidence may point at. */
  seen: Seen
}

/** The input that the model was shown: evidence must be found in it again. */
export type Seen = {
  text: string
  /** Indexes of the photos, as uploaded. */
  photos: readonly number[]
  neighbors: readonly { id: string; score: number; values: Readonly<Record<string, unknown>> }[]
}

/** What came back for one call: the parsed body, of any shape, or the failure of the wire. `cached`: nothing was sent. */
export type ModelAnswer = { body: unknown; ms: number; cached: boolean } | { error: HangtagError; ms: number }

/**
 * Sends one request and returns the parsed JSON body. Expected failures are `HangtagError`; an abort by the caller keeps its
 * own reason.
 */
export type Send = (request: ModelRequest, signal: AbortSignal, about?: AboutCall) => Promise<unknown>

/** What a sender may know of a call beside its request. */
export type AboutCall = {
  /** Whose turn it is where not all can go at once; sellers' where nothing is said. */
  lane?: Lane
  /** Called with the headers of the answer, also of a refusal: they tell how fast the endpoint may be asked. */
  onHeaders?(headers: Headers): void
}
