import type { ServerResponse } from 'node:http'
import { answerLikeAModel, type ChatRequest, inventEvidence, misnumberSlots, textOf } from './answer-like-a-model.ts'
import { obeyOrders } from './obey-orders.ts'

export type StubAnswer = { status?: number; headers?: Record<string, string>; body: unknown }
/** Returns what to answer, or null where it has dealt with the response itself. */
export type Scenario = (
  request: ChatRequest,
  response: ServerResponse,
) => StubAnswer | null | Promise<StubAnswer | null>

/** The ways in which an endpoint answers and fails, by name. */
export const modelScenarios: Readonly<Record<string, Scenario>> = {
  ok: (request) => completion(request, JSON.stringify(answerLikeAModel(request))),
  // What an attacker hopes for: it does what it is told, by whoever and wherever.
  obedient: async (request) => completion(request, JSON.stringify(await obeyOrders(request))),
  fenced: (request) =>
    completion(request, `Here it is:\n\`\`\`json\n${JSON.stringify(answerLikeAModel(request), null, 2)}\n\`\`\`\n`),
  refusal: (request) => completion(request, null, { refusal: 'I cannot help with that.' }),
  length: (request) =>
    completion(request, JSON.stringify(answerLikeAModel(request)).slice(0, 40), { finish: 'length' }),
  'content-filter': (request) => completion(request, null, { finish: 'content_filter' }),
  'empty-choices': (request) => ({ body: { ...completion(request, '').body, choices: [] } }),
  'empty-content': (request) => completion(request, ''),
  'cut-json': (request) => completion(request, JSON.stringify(answerLikeAModel(request)).slice(0, -20)),
  'wrong-shape': (request) => completion(request, JSON.stringify({ category: 'a dress', color: 'blue' })),
  'invented-evidence': (request) => completion(request, JSON.stringify(inventEvidence(answerLikeAModel(request)))),
  'slot-out-of-range': (request) => completion(request, JSON.stringify(misnumberSlots(answerLikeAModel(request)))),
  'no-usage': (request) => {
    const { usage: _, ...body } = completion(request, JSON.stringify(answerLikeAModel(request))).body
    return { body }
  },
  'error-in-200': () => ({ body: { error: { message: 'Upstream provider failed', code: 502 } } }),
  'html-200': () => ({ headers: { 'content-type': 'text/html' }, body: '<html>Sign in to the network</html>' }),
  'broken-json-200': () => ({
    headers: { 'content-type': 'application/json' },
    body: '{"id":"chatcmpl-1","choices":[{',
  }),
  'empty-200': () => ({ headers: { 'content-type': 'application/json' }, body: '' }),
  'html-502': () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' }),
  'server-error': () => failure(500, 'server_error', null, 'The server had an error.'),
  overloaded: () => failure(503, 'server_error', null, 'The server is overloaded.'),
  'rate-limited': () => rateLimited({ 'retry-after': '7' }),
  'rate-limited-date': () => rateLimited({ 'retry-after': new Date(Date.now() + 30_000).toUTCString() }),
  'rate-limited-silent': () => rateLimited({}),
  'rate-limited-told': () =>
    rateLimited({
      'retry-after': '1',
      'retry-after-ms': '150',
      'x-ratelimit-limit-requests': '600',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '150ms',
    }),
  'insufficient-quota': () =>
    failure(429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.', {
      'retry-after': '1',
    }),
  'key-refused': () =>
    failure(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided: secret-of-a-customer'),
  forbidden: () => failure(403, 'invalid_request_error', 'unsupported_country', 'Not from here.'),
  'bad-request': () => failure(400, 'invalid_request_error', 'context_length_exceeded', 'Too many tokens.'),
  'filtered-input': () => failure(400, 'invalid_request_error', 'content_filter', 'The prompt was filtered.'),
  // As OpenRouter writes them: codes are numbers, and a moderation's refusal has the status of a refused key.
  'no-credits': () => ({ status: 402, body: { error: { code: 402, message: 'Insufficient credits.' } } }),
  flagged: () => ({
    status: 403,
    body: {
      error: { code: 403, message: 'The input was flagged.', metadata: { reasons: ['violence'], flagged_input: 'a' } },
    },
  }),
  'model-missing': () => failure(404, 'invalid_request_error', 'model_not_found', 'The model does not exist.'),
  hang: () => null,
  'hang-after-headers': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    return null
  },
  'error-that-trickles': (_, response) => trickle(response, 500),
  trickle: (_, response) => trickle(response, 200),
  reset: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    response.write('{"id":"chatcmpl-1",', () => response.socket?.resetAndDestroy())
    return null
  },
}

let completions = 0

/** An answer of the model as the endpoint sends it. */
export function completion(
  request: ChatRequest,
  content: string | null,
  more: { refusal?: string; finish?: string } = {},
) {
  const input = Math.ceil(request.messages.map(textOf).join('').length / 4)
  const output = Math.ceil((content ?? '').length / 4)
  completions += 1
  return {
    body: {
      id: `chatcmpl-${completions}`,
      object: 'chat.completion',
      created: 1_790_000_000,
      model: request.model,
      service_tier: 'default',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content, refusal: more.refusal ?? null },
          logprobs: null,
          finish_reason: more.finish ?? 'stop',
        },
      ],
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: input + output,
        prompt_tokens_details: { cached_tokens: Math.floor(input / 2), cache_write_tokens: 0 },
      },
    },
  }
}

/** An error as the endpoint sends it. */
export function failure(
  status: number,
  type: string,
  code: string | null,
  message: string,
  headers: Record<string, string> = {},
  param: string | null = null,
): StubAnswer {
  return { status, headers, body: { error: { message, type, param, code } } }
}

/** Too fast. */
export function rateLimited(headers: Record<string, string>): StubAnswer {
  return failure(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached for requests.', headers)
}

/** A space a moment, for ever: each byte resets an idle timer, only a deadline ends it. */
function trickle(response: ServerResponse, status: number): null {
  response.writeHead(status, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
  return null
}
