import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { HangtagError } from '../domain/hangtag-error.ts'
import type { Lane } from '../domain/job.ts'
import type { WireSchema } from './to-wire-schema.ts'

/** The body of one Chat Completions request: plain data, photos inside as JPEG data URLs. */
export type ModelRequest = ChatCompletionCreateParamsNonStreaming

/**
 * One call, planned and not yet sent, with all that reading its answer takes: plain data, so that a batch can write it to a
 * file. Interactive, batch, replay and evals differ only in how they send the request.
 */
export type ModelCall = {
  /** The prompt's name: what this call is for. */
  step: string
  /** The prompt's version. */
  prompt: string
  request: ModelRequest
  wireSchema: WireSchema
  /** How the answer is read. A repair is read as the answer that it repairs. */
  form: AnswerForm
  /** A call is followed up once: by a turn that quotes what was wrong, or by itself with more room for the answer. */
  attempt: 'first' | 'repair' | 'longer'
  /** The category whose fields are asked for; null: nobody knows it, or it is what is asked for. */
  category: string | null
  /** Of its fields those that this call asks for, where other models are asked for the others; left out: all. */
  fields?: readonly string[]
  /** What each slot stands for: an answer is of no use without it. */
  slots: SlotTable
  /** What evidence may point at. */
  seen: Seen
  /** The photos that were sent, in their order. */
  photos: readonly SentPhoto[]
}

/** The read that claims and evidence are signed with: the first model read, or the second, different one. */
export type ModelReadName = 'model' | 'model-second'

export type AnswerForm = 'category' | 'fields' | 'statements' | 'verdicts' | 'copy'

/** Field (or dispute) → slot → the value that it stands for: an id, a brand's name, of a dispute the whole value. */
export type SlotTable = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * `label-crop`: a label of that photo, cut out and enlarged; evidence names the photo itself. `size`: under which name the very
 * picture is stored; left out: `model`.
 */
export type SentPhoto = { index: number; kind: 'photo' | 'label-crop'; size?: string }

/** The input that the model was shown: evidence must be found in it again. */
export type Seen = {
  text: string
  /** What the seller filled in beside the text. */
  hints: readonly string[]
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
