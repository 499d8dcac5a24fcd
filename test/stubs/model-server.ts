// An OpenAI-compatible endpoint as a process of its own, over real HTTP, that can fail in every way that the real one does.
//
//   node test/stubs/model-server.ts --port 0        prints {"url":"http://127.0.0.1:…/v1","control":"http://127.0.0.1:…/control"}
//
// POST /control {"script":["wrong-shape","ok"],"otherwise":"ok","latencyMs":0} says what the next answers are; a model named
// `stub-<scenario>` asks for one by itself. An entry of the script that begins with { is the text of an answer. GET /control
// gives the counts and the last requests as they came.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { answerLikeAModel, type ChatRequest, inventEvidence, misnumberSlots, textOf } from './answer-like-a-model.ts'

type Seen = { scenario: string; headers: IncomingMessage['headers']; body: ChatRequest }
type Answer = { status?: number; headers?: Record<string, string>; body: unknown }
/** Returns what to answer, or null where it has dealt with the response itself. */
type Scenario = (request: ChatRequest, response: ServerResponse) => Answer | null

const keptMax = 50
const state = { script: [] as string[], otherwise: 'ok', latencyMs: 0, count: 0, seen: [] as Seen[] }

const scenarios: Record<string, Scenario> = {
  ok: (request) => completion(request, JSON.stringify(answerLikeAModel(request))),
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
  'rate-limited': () => failure(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached.', { 'retry-after': '7' }),
  'rate-limited-date': () =>
    failure(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached.', {
      'retry-after': new Date(Date.now() + 30_000).toUTCString(),
    }),
  'rate-limited-silent': () => failure(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached.'),
  'insufficient-quota': () =>
    failure(429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.', {
      'retry-after': '1',
    }),
  'key-refused': () =>
    failure(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided: secret-of-a-customer'),
  forbidden: () => failure(403, 'invalid_request_error', 'unsupported_country', 'Not from here.'),
  'bad-request': () => failure(400, 'invalid_request_error', 'context_length_exceeded', 'Too many tokens.'),
  'filtered-input': () => failure(400, 'invalid_request_error', 'content_filter', 'The prompt was filtered.'),
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

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    response.destroy()
  })
})
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, 'end-with-stdin': { type: 'boolean', default: false } },
})
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const origin = `http://127.0.0.1:${port}`
  process.stdout.write(`${JSON.stringify({ url: `${origin}/v1`, control: `${origin}/control` })}\n`)
})
// A stub must not outlive the test that started it, however that one ended.
if (values['end-with-stdin']) process.stdin.on('end', () => process.exit(0)).resume()

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = chunks.length === 0 ? null : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown)
  if (request.url === '/control') return control(request, response, body)
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
    return reply(response, failure(404, 'invalid_request_error', 'unknown_url', `Unknown URL ${request.url}`))
  await chat(request, response, body as ChatRequest)
}

function control(request: IncomingMessage, response: ServerResponse, body: unknown): void {
  if (request.method === 'POST')
    Object.assign(state, { script: [], otherwise: 'ok', latencyMs: 0, count: 0, seen: [] }, body)
  reply(response, { body: { count: state.count, seen: state.seen } })
}

async function chat(request: IncomingMessage, response: ServerResponse, body: ChatRequest): Promise<void> {
  const byName = body.model.replace(/^stub-/, '')
  const name = state.script.shift() ?? (byName in scenarios ? byName : state.otherwise)
  const scenario = name.startsWith('{') ? (asked: ChatRequest) => completion(asked, name) : scenarios[name]
  state.count += 1
  state.seen = [...state.seen, { scenario: name, headers: request.headers, body }].slice(-keptMax)
  if (state.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, state.latencyMs))
  const answer =
    scenario === undefined ? failure(400, 'invalid_request_error', 'unknown_scenario', name) : scenario(body, response)
  if (answer !== null) reply(response, answer)
}

function reply(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': `req_${state.count}`, ...headers })
  response.end(text)
}

function completion(request: ChatRequest, content: string | null, more: { refusal?: string; finish?: string } = {}) {
  const input = Math.ceil(request.messages.map(textOf).join('').length / 4)
  const output = Math.ceil((content ?? '').length / 4)
  return {
    body: {
      id: `chatcmpl-${state.count}`,
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

function failure(
  status: number,
  type: string,
  code: string | null,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  return { status, headers, body: { error: { message, type, param: null, code } } }
}

/** A space a moment, for ever: each byte resets an idle timer, only a deadline ends it. */
function trickle(response: ServerResponse, status: number): null {
  response.writeHead(status, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
  return null
}
