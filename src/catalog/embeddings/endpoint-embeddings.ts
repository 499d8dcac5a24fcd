import { setTimeout as delay } from 'node:timers/promises'
import { Embeddings } from '@langchain/core/embeddings'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type EmbeddingBatchLimits, planEmbeddingBatches } from './plan-embedding-batches.ts'
import { readEmbeddingsAnswer } from './read-embeddings-answer.ts'

/** The outside world: one request to `/embeddings`, already bounded in time, with its errors as `HangtagError`. */
export type AskForEmbeddings = (
  request: { model: string; input: string[]; encoding_format: 'float'; dimensions?: number },
  signal: AbortSignal,
) => Promise<unknown>

export type EndpointEmbeddingsOptions = {
  /** `endpoint:<host>:<model>`, as it goes on record. */
  name: string
  model: string
  /** Of the space. */
  dimensions: number
  /** Whether the endpoint is told how many numbers to give; not every model takes that parameter. */
  sendDimensions: boolean
  ask: AskForEmbeddings
  /** For all attempts at a query together: somebody waits. */
  queryDeadlineMs: number
  limits?: Partial<EmbeddingBatchLimits>
  onUsage?: (usage: { model: string; texts: number; tokens: number | null }) => void
  onRefused?: (error: HangtagError) => void
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

/**
 * Any OpenAI-compatible `/embeddings`. A text is cut at 4,000 characters; one that the endpoint still refuses (models of 512
 * tokens, servers that do not cut) is cut at 2,000, 1,000 and 500 before it is given up, and those beside it are not touched: the
 * vector of a text depends on that text alone. A text that a filter refuses gets the zero vector, and is found by its words only.
 * Errors are those of `ask` and of `readEmbeddingsAnswer`; what passes soon is tried again twice, seconds apart.
 */
export class EndpointEmbeddings extends Embeddings {
  readonly name: string
  /** Of how a text is prepared: whoever changes that raises it. */
  readonly version = '1'
  readonly dimensions: number
  readonly #options: EndpointEmbeddingsOptions

  constructor(options: EndpointEmbeddingsOptions) {
    super({})
    this.name = options.name
    this.dimensions = options.dimensions
    this.#options = options
  }

  override async embedDocuments(texts: string[], signal = new AbortController().signal): Promise<number[][]> {
    return embedTexts(texts, this.#options, signal)
  }

  override async embedQuery(text: string, signal?: AbortSignal): Promise<number[]> {
    const { queryDeadlineMs } = this.#options
    const deadline = AbortSignal.timeout(queryDeadlineMs)
    const bounded = signal === undefined ? deadline : AbortSignal.any([signal, deadline])
    try {
      const [vector] = await this.embedDocuments([text], bounded)
      return vector ?? []
    } catch (error) {
      signal?.throwIfAborted()
      throw deadline.aborted ? tooSlow(this.name, queryDeadlineMs, error) : error
    }
  }
}

/** What a request holds: fewer texts than any public service allows, and by the worst measure (three tokens a character) what OpenAI allows. */
const limits: EmbeddingBatchLimits = { textsMax: 128, charactersMax: 100_000 }

const textCharactersMax = 4_000
/** A text that is refused at this length (some 130 tokens) is not refused for its length. */
const textCharactersLeast = 500

/** Before the second and the third attempt, where the endpoint does not say how long. */
const pausesMs = [250, 1_000]
/** Who asks for a longer pause than this is left to the queue, which waits without holding anything. */
const pauseMsMax = 5_000

async function embedTexts(
  texts: readonly string[],
  options: EndpointEmbeddingsOptions,
  signal: AbortSignal,
): Promise<number[][]> {
  const zero = new Array<number>(options.dimensions).fill(0)
  const vectors = texts.map(() => zero)
  const cut = texts.map((text) => text.trim().slice(0, textCharactersMax).toWellFormed())
  // Endpoints refuse a text without a character, and with it its whole batch.
  const places = [...cut.keys()].filter((place) => cut[place] !== '')
  const said = places.map((place) => cut[place] ?? '')
  for (const batch of planEmbeddingBatches(said, { ...limits, ...options.limits })) {
    const found = await embedBatch(
      batch.map((at) => said[at] ?? ''),
      options,
      signal,
    )
    batch.forEach((at, place) => {
      vectors[places[at] ?? 0] = found[place] ?? zero
    })
  }
  return vectors
}

/**
 * A refused batch is halved until the text that is refused stands alone: the shorter half first, so that a request that is
 * wrong in itself ends after a few requests, and does not cost two for each text.
 */
async function embedBatch(
  texts: string[],
  options: EndpointEmbeddingsOptions,
  signal: AbortSignal,
): Promise<number[][]> {
  try {
    return await askPatiently(texts, options, signal)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [text = ''] = texts
    if (texts.length > 1) {
      const middle = Math.ceil(texts.length / 2)
      const shorter = await embedBatch(texts.slice(0, middle), options, signal)
      return [...shorter, ...(await embedBatch(texts.slice(middle), options, signal))]
    }
    if (error.code === 'model-content-filter') {
      options.onRefused?.(error)
      return [new Array<number>(options.dimensions).fill(0)]
    }
    if (text.length <= textCharactersLeast) throw error
    return embedBatch([text.slice(0, shorterLength(text.length)).toWellFormed()], options, signal)
  }
}

/** The next rung below: 2,000, 1,000, 500. */
function shorterLength(length: number): number {
  let rung = textCharactersMax
  while (rung >= length) rung /= 2
  return rung
}

function isRefusal(error: unknown): error is HangtagError {
  return error instanceof HangtagError && ['model-request-refused', 'model-content-filter'].includes(error.code)
}

async function askPatiently(
  texts: string[],
  options: EndpointEmbeddingsOptions,
  signal: AbortSignal,
): Promise<number[][]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await askOnce(texts, options, signal)
    } catch (error) {
      const pauseMs = pauseBefore(error, attempt)
      if (pauseMs === null) throw error
      await (options.pause ?? pauseFor)(pauseMs, signal)
    }
  }
}

/** Null: not to be tried again here. */
function pauseBefore(error: unknown, attempt: number): number | null {
  const usual = pausesMs[attempt]
  if (!(error instanceof HangtagError) || error.disposition === 'give-up' || usual === undefined) return null
  const pauseMs = error.retryAfterMs ?? usual
  return pauseMs > pauseMsMax ? null : pauseMs
}

function pauseFor(ms: number, signal: AbortSignal): Promise<unknown> {
  return delay(ms, undefined, { signal })
}

async function askOnce(texts: string[], options: EndpointEmbeddingsOptions, signal: AbortSignal): Promise<number[][]> {
  const { model, dimensions, sendDimensions } = options
  const answer = await options.ask(
    { model, input: texts, encoding_format: 'float', ...(sendDimensions ? { dimensions } : {}) },
    signal,
  )
  const { vectors, tokens } = readEmbeddingsAnswer(answer, { texts: texts.length, dimensions })
  options.onUsage?.({ model, texts: texts.length, tokens })
  return vectors
}

function tooSlow(name: string, deadlineMs: number, cause: unknown): HangtagError {
  return new HangtagError(`The embeddings endpoint gave no vector within ${deadlineMs} ms.`, {
    code: 'model-unavailable',
    disposition: 'retry',
    evidence: { name, reason: 'timeout', deadlineMs },
    cause,
  })
}
