// An OpenAI-compatible endpoint as a process of its own, over real HTTP, that refuses what the real one would and can fail in
// every way that the real one does. It streams nothing.
//
//   node test/stubs/model-server.ts --port 0        prints {"url":"http://127.0.0.1:…/v1","control":"http://127.0.0.1:…/control"}
//
// POST /control {"script":["wrong-shape","ok"],"otherwise":"ok","latencyMs":0,"limit":{"requestsPerMinute":60,"burst":6}} says
// what the next answers are, and forgets the rest; PATCH /control changes what it names alone. A model named `stub-<scenario>`
// asks for one by itself. An entry of the script that begins with { is the text of an answer. GET /control gives the counts, the
// last requests as they came, what was refused and why, and each answer's moment and status; GET /control/answers those alone.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { ChatRequest } from './answer-like-a-model.ts'
import { type BatchPlay, createBatchEndpoint } from './batch-endpoint.ts'
import type { EmbeddingsRequest } from './embed.ts'
import { embeddingScenarios } from './embedding-scenarios.ts'
import { completion, failure, modelScenarios, rateLimited, type StubAnswer } from './model-scenarios.ts'
import { loadOpenAiDescription } from './openai-description.ts'
import { type Refusal, refuseRequest } from './refuse-request.ts'
import { type BucketLimit, createTokenBucket, type TokenBucket } from './token-bucket.ts'

const keptMax = 50
const state = forgotten()
const batches = createBatchEndpoint()
// Read and compiled before anybody is told the address: it takes a second, which no call's deadline should see.
const description = await loadOpenAiDescription()
description?.schema('CreateChatCompletionRequest')

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

type Seen = { scenario: string; headers: IncomingMessage['headers']; body: unknown }

function forgotten() {
  return {
    script: [] as string[],
    otherwise: 'ok',
    latencyMs: 0,
    limit: null as BucketLimit | null,
    bucket: null as TokenBucket | null,
    count: 0,
    seen: [] as Seen[],
    refused: [] as Refusal[],
    answers: [] as { atMs: number; status: number }[],
  }
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const { method } = request
  const path = request.url?.split('?')[0]
  if (path === '/control/answers') return reply(response, { body: state.answers })
  if (path === '/control') return control(request, response, text === '' ? {} : (JSON.parse(text) as object))
  if (method === 'GET' && path === '/v1/models')
    return reply(response, { body: { object: 'list', data: [listed('a-model')] } })
  const named = /^\/v1\/models\/(.+)$/.exec(path ?? '')?.[1]
  if (method === 'GET' && named !== undefined) return reply(response, { body: listed(decodeURIComponent(named)) })
  const batched = await answerBatches(method, path ?? '', text)
  if (batched !== null) return reply(response, batched)
  const endpoint = method === 'POST' ? endpoints[path ?? ''] : undefined
  if (endpoint === undefined)
    return reply(
      response,
      failure(404, 'invalid_request_error', 'unknown_url', `Unknown request URL: ${method} ${path}`),
    )
  const refusal = await refuseRequest(endpoint, parsed(text), description)
  if (refusal !== null) state.refused = [...state.refused, refusal].slice(-keptMax)
  if (refusal !== null)
    return reply(response, failure(400, 'invalid_request_error', refusal.code, refusal.message, {}, refusal.param))
  await answer(endpoint, request, response, JSON.parse(text) as ChatRequest & EmbeddingsRequest)
}

/** Files and batches; null for any other address. */
async function answerBatches(method: string | undefined, path: string, text: string): Promise<StubAnswer | null> {
  const order = `${method} ${path.replace(/(file|batch)[-_][\w-]+/, '*')}`
  const id = /(file|batch)[-_][\w-]+/.exec(path)?.[0] ?? ''
  if (order === 'POST /v1/files') return batches.upload(text)
  if (order === 'GET /v1/files/*/content') return batches.content(id)
  if (order === 'GET /v1/batches/*') return batches.retrieve(id)
  if (order === 'GET /v1/batches') return batches.list()
  if (order !== 'POST /v1/batches') return null
  const body = parsed(text) as Record<string, unknown>
  const validate = description?.schema('CreateBatchRequest')
  if (validate !== undefined && !validate(body))
    return failure(400, 'invalid_request_error', null, JSON.stringify(validate.errors))
  return await batches.create(body, answerLine)
}

/** A line of a batch, held to what a request sent alone is held to. */
async function answerLine(body: unknown): Promise<StubAnswer> {
  const refusal = await refuseRequest('chat', body, description)
  if (refusal !== null) state.refused = [...state.refused, refusal].slice(-keptMax)
  if (refusal !== null) return failure(400, 'invalid_request_error', refusal.code, refusal.message, {}, refusal.param)
  const request = body as ChatRequest & EmbeddingsRequest
  const scenario = modelScenarios[state.script.shift() ?? state.otherwise] ?? modelScenarios.ok
  const made = await scenario?.(request, null as unknown as ServerResponse)
  return made ?? failure(500, 'server_error', null, 'No answer.')
}

const endpoints: Readonly<Record<string, 'chat' | 'embeddings'>> = {
  '/v1/chat/completions': 'chat',
  '/v1/embeddings': 'embeddings',
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function control(request: IncomingMessage, response: ServerResponse, body: object): void {
  if (request.method === 'POST') Object.assign(state, forgotten())
  if (request.method === 'POST' || request.method === 'PATCH') {
    if ('batch' in body) batches.play(body.batch as BatchPlay)
    Object.assign(state, body)
    if ('limit' in body)
      state.bucket = state.limit === null ? null : createTokenBucket(state.limit, () => performance.now())
  }
  const { count, seen, refused, answers } = state
  reply(response, { body: { count, seen, refused, answers, batches: batches.counts() } })
}

async function answer(
  endpoint: 'chat' | 'embeddings',
  request: IncomingMessage,
  response: ServerResponse,
  body: ChatRequest & EmbeddingsRequest,
): Promise<void> {
  const byName = body.model.replace(/^stub-/, '')
  const limited = state.bucket !== null && !state.bucket.take()
  const isKnown = byName in modelScenarios || (endpoint === 'embeddings' && byName in embeddingScenarios)
  const name = limited ? 'limit' : (state.script.shift() ?? (isKnown ? byName : state.otherwise))
  state.count += 1
  state.seen = [...state.seen, { scenario: name, headers: request.headers, body }].slice(-keptMax)
  const told = state.bucket?.headers() ?? {}
  const made = limited ? tooFast(state.bucket) : await answerOf(name, endpoint, body, response)
  // The limit is looked at before anything is worked on: its refusals come at once.
  if (state.latencyMs > 0 && !limited) await new Promise((resolve) => setTimeout(resolve, state.latencyMs))
  if (made !== null) log(response, { ...made, headers: { ...told, ...made.headers } })
}

async function answerOf(
  name: string,
  endpoint: 'chat' | 'embeddings',
  body: ChatRequest & EmbeddingsRequest,
  response: ServerResponse,
): Promise<StubAnswer | null> {
  const embeds = endpoint === 'embeddings' ? embeddingScenarios[name] : undefined
  if (embeds !== undefined) return embeds(body)
  if (name.startsWith('{')) return completion(body, name)
  const scenario = modelScenarios[name]
  return scenario === undefined
    ? failure(400, 'invalid_request_error', 'unknown_scenario', name)
    : scenario(body, response)
}

/** In whole seconds, as the header has it, and exactly, in the one beside it that OpenAI's own client reads first. */
function tooFast(bucket: TokenBucket | null): StubAnswer {
  const waitMs = Math.ceil(bucket?.waitMs() ?? 0)
  return rateLimited({ 'retry-after': String(Math.ceil(waitMs / 1_000)), 'retry-after-ms': String(waitMs) })
}

function log(response: ServerResponse, made: StubAnswer): void {
  state.answers.push({ atMs: performance.now(), status: made.status ?? 200 })
  reply(response, made)
}

function listed(id: string) {
  return { id, object: 'model', created: 1_790_000_000, owned_by: 'stub' }
}

function reply(response: ServerResponse, { status = 200, headers = {}, body }: StubAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': `req_${state.count}`, ...headers })
  response.end(text)
}
