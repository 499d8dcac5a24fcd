import { type EmbeddingsRequest, embed } from './embed.ts'
import { failure, type StubAnswer } from './model-scenarios.ts'

type Answer = ReturnType<typeof embed>

/** The ways in which an endpoint answers and fails at embeddings alone, by name; it fails in the other ways as well. */
export const embeddingScenarios: Readonly<Record<string, (request: EmbeddingsRequest) => StubAnswer>> = {
  ok: (request) => ({ body: embed(request) }),
  'embeddings-backwards': changed((data) => data.toReversed()),
  'embeddings-one-missing': changed((data) => data.slice(1)),
  'embeddings-one-index': changed((data) => data.map((each) => ({ ...each, index: 0 }))),
  'embeddings-no-index': changed((data) => data.map(({ index: _, ...each }) => each)),
  'embeddings-shorter': changed((data) =>
    data.map((each) => ({ ...each, embedding: [...each.embedding].slice(0, -1) })),
  ),
  'embeddings-with-holes': changed((data) =>
    data.map((each) => ({ ...each, embedding: [...each.embedding].map((value, at) => (at === 0 ? null : value)) })),
  ),
  'embeddings-as-text': (request) => ({ body: embed({ ...request, encoding_format: 'base64' }) }),
  'embeddings-no-usage': (request) => {
    const { usage: _, ...body } = embed(request)
    return { body }
  },
  // A model of 512 tokens behind a server that does not cut what is longer.
  'embeddings-small-model': (request) =>
    inputsOf(request).some((input) => input.length / 4 > 512)
      ? failure(400, 'invalid_request_error', 'context_length_exceeded', 'The maximum context length is 512 tokens.')
      : { body: embed(request) },
  // Servers that take few texts at once answer so (Text Embeddings Inference takes 32).
  'embeddings-four-at-once': (request) =>
    inputsOf(request).length > 4
      ? failure(413, 'validation', null, `batch size ${inputsOf(request).length} > maximum allowed batch size 4`)
      : { body: embed(request) },
  'embeddings-filter': (request) =>
    inputsOf(request).some((input) => input.includes('forbidden'))
      ? failure(400, 'invalid_request_error', 'content_filter', 'The input was filtered.')
      : { body: embed(request) },
}

function changed(change: (data: Answer['data']) => unknown[]) {
  return (request: EmbeddingsRequest): StubAnswer => {
    const body = embed(request)
    return { body: { ...body, data: change(body.data) } }
  }
}

function inputsOf({ input }: EmbeddingsRequest): string[] {
  return (Array.isArray(input) ? input : [input]).map(String)
}
