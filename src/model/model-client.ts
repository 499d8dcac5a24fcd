import OpenAI, { type APIPromise } from 'openai'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { BatchWire } from './batch/batch-wire.ts'
import { createBatchWire } from './batch/create-batch-wire.ts'
import type { AboutCall, ModelRequest, Send } from './model-call.ts'
import { endpointAddress } from './profiles/endpoint-address.ts'
import type { Profile } from './profiles/profile.ts'
import { translateModelError } from './translate-model-error.ts'

export type ModelClientOptions = {
  /** Such as `https://api.openai.com/v1`. */
  baseUrl: string
  /** Null for a server that takes none. */
  apiKey: string | null
  /** For a whole call: connecting, waiting for the headers, reading the body. */
  deadlineMs: number
  /** How the address and the key are written; left out: as OpenAI takes them. */
  profile?: Pick<Profile, 'name' | 'keyHeader' | 'apiVersion'>
}

export type ModelClient = {
  send: Send
  embed(request: EmbeddingsRequest, signal: AbortSignal): Promise<unknown>
  /** A request to `/embeddings` in a form that the SDK has no type for: pictures. */
  embedAs(body: Record<string, unknown>, signal: AbortSignal): Promise<unknown>
  /** Requests by files, answered within a day; only where the endpoint's profile has that lane. */
  batches: BatchWire
}

/** A request to `/embeddings`, in the SDK's form. */
type EmbeddingsRequest = { model: string; input: string[]; encoding_format: 'float'; dimensions?: number }

/**
 * The wire to an OpenAI-compatible endpoint. Each function makes exactly one request: retries are their callers'
 * affair. Errors: see `translateModelError`; nothing waits past the deadline. What comes back is not looked at but for being JSON.
 */
export function createModelClient(options: ModelClientOptions): ModelClient {
  const address = endpointAddress(options, options.profile ?? asOpenAi)
  const client = new OpenAI({
    baseURL: address.baseURL,
    // The SDK insists on a key; what is sent of it stands in the headers.
    apiKey: options.apiKey ?? 'none',
    defaultHeaders: address.headers,
    defaultQuery: address.query,
    // Given, so that the SDK does not take them from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    // Its debug log prints whole requests, and those hold customers' photos.
    logLevel: 'off',
    // The SDK would sleep through a `retry-after` of minutes inside the call (measured: 240 s).
    maxRetries: 0,
    timeout: options.deadlineMs,
  })

  async function ask(
    request: (signal: AbortSignal) => APIPromise<unknown>,
    signal: AbortSignal,
    { onHeaders }: AboutCall,
    deadlineMs = options.deadlineMs,
  ): Promise<unknown> {
    // The SDK's own timeout does not cover the body of an error; this one covers everything.
    const deadline = AbortSignal.timeout(deadlineMs)
    try {
      const answer = await request(AbortSignal.any([signal, deadline])).withResponse()
      onHeaders?.(answer.response.headers)
      const body: unknown = answer.data
      if (typeof body === 'object' && body !== null) return body
    } catch (error) {
      if (error instanceof OpenAI.APIError && error.headers !== undefined) onHeaders?.(error.headers)
      signal.throwIfAborted()
      throw translateModelError(error, { ...options, deadlineMs })
    }
    // A proxy's page with status 200: the SDK hands it over as text, or as nothing where it is empty.
    throw notJson(options.baseUrl)
  }

  return {
    batches: createBatchWire(client, ask, options),
    send: (request: ModelRequest, signal, about = {}) =>
      ask((bounded) => client.chat.completions.create(request, { signal: bounded }), signal, about),
    embed: (request, signal) => ask((bounded) => client.embeddings.create(request, { signal: bounded }), signal, {}),
    embedAs: (body, signal) => ask((bounded) => client.post('/embeddings', { body, signal: bounded }), signal, {}),
  }
}

const asOpenAi = { name: 'openai', keyHeader: null, apiVersion: null }

function notJson(baseUrl: string): HangtagError {
  return new HangtagError('The model endpoint answered with something that is not JSON.', {
    code: 'model-not-json',
    disposition: 'retry',
    evidence: { endpoint: new URL(baseUrl).host },
  })
}
