import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ListingRecord } from '../../src/domain/record.ts'
import { type Aimock, aimockModule } from '../model/aimock-module.ts'
import { drawnScene } from '../photos/drawn-photos.ts'
import { loadOpenAiDescription } from '../stubs/openai-description.ts'
import { refuseRequest } from '../stubs/refuse-request.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { until } from '../stubs/until.ts'
import { type Platform, startPlatform } from './start-platform.ts'

// The whole pipeline against a compatible server that this project did not write. It takes each request apart and hands it on
// to the stub, which checks it as the real endpoint would; failures and limits are that server's own.

let stub: ModelServer
let server: Aimock
let platform: Platform

beforeAll(async () => {
  const { LLMock } = await aimockModule()
  stub = await startModelServer()
  const behind = { providers: { openai: new URL(stub.url).origin }, proxyOnly: true }
  server = new LLMock({ port: 0, host: '127.0.0.1', record: behind })
  platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MODEL_BASE_URL: `${await server.start()}/v1`,
    MODEL_API_KEY: 'any-key',
    MODEL_NAME: 'a-model',
    MODEL_READS: 'single',
    COPY_WRITER: 'fields',
  })
}, 120_000)
afterAll(async () => {
  await platform?.stop()
  await platform?.remove()
  await server?.stop()
  await stub?.stop()
})

test('listings go through whatever it does in the middle: refusals, failures, cut answers; none is lost, and all usage is booked', async () => {
  const first = await Promise.all([send('Blue cotton dress, size M', true), send('Black jeans, size L', false)])
  for (const id of first) expectRead(await drafted(id))

  // A limit with the time to come back, an error, and a body that ends in the middle.
  server.nextRequestError(429, { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' })
  const limited = await send('Red wool sweater, size S', true)
  await until('the refusal to be answered', () => statuses().includes(429))
  server.nextRequestError(500, { message: 'The server had an error', type: 'server_error' })
  const failed = await send('White cotton skirt, size XL', false)
  await until('the failure to be answered', () => statuses().includes(500))
  server.setChaos({ malformedRate: 1 })
  const cut = await send('Green linen blazer, size M', true)
  const before = server.getRequests().length
  await until('a cut answer', () => server.getRequests().length > before)
  server.clearChaos()

  const records = await Promise.all([limited, failed, cut].map(drafted))
  for (const record of records) expectRead(record)
  const { body } = await platform.call('GET', '/v1/usage')
  const used = (await Promise.all(first.map(drafted)))
    .concat(records)
    .flatMap(({ provenance }) => runsOf(provenance.reads))
  expect(used).toHaveLength(5)
  expect(body.total.tokens.input).toBe(used.reduce((sum, { usage }) => sum + (usage?.input ?? 0), 0))
  // Answered and failed calls alike.
  expect(body.total.calls).toBe(server.getRequests().filter(({ path }) => path.endsWith('/chat/completions')).length)
}, 120_000)

test('what it took and what came out behind it are the same, and the real endpoint would take both', async () => {
  const description = await loadOpenAiDescription()
  const { seen, refused } = await stub.seen()
  expect(refused).toEqual([])
  expect(seen.length).toBeGreaterThan(0)
  for (const { body } of seen) {
    expect(await refuseRequest('chat', body, description)).toBeNull()
    expect(body.response_format?.json_schema?.strict).toBe(true)
  }
  const pictures = seen
    .flatMap(({ body }) => body.messages)
    .flatMap(({ content }) =>
      typeof content === 'string'
        ? []
        : content.flatMap(({ image_url: image }) => (image === undefined ? [] : [image.url])),
    )
  expect(pictures.length).toBeGreaterThan(0)
  for (const url of pictures) {
    expect(url).toMatch(/^data:image\/jpeg;base64,/)
    const { format } = await sharp(Buffer.from(url.split(',')[1] ?? '', 'base64')).metadata()
    expect(format).toBe('jpeg')
  }
})

async function send(text: string, withPhoto: boolean): Promise<string> {
  const form = new FormData()
  form.append('text', text)
  if (withPhoto)
    form.append('photos', new Blob([new Uint8Array(await drawnScene(600, 800).jpeg().toBuffer())]), 'front.jpg')
  const { body } = await platform.call('POST', '/v1/listings', form)
  return body.listingId
}

function drafted(id: string): Promise<ListingRecord> {
  return platform.listing(id, 'draft', 'needs-review')
}

function statuses(): number[] {
  return server.getRequests().map(({ response }) => response.status)
}

function runsOf(reads: ListingRecord['provenance']['reads']) {
  return reads.filter(({ read }) => read === 'model')
}

/** The model had its part in the draft, and its tokens are on the record. */
function expectRead({ provenance }: ListingRecord): void {
  expect(provenance.degraded).not.toContain('model')
  const [run] = runsOf(provenance.reads)
  expect(run).toMatchObject({ model: 'a-model', prompt: expect.stringMatching(/^extract-attributes@/) })
  expect(run?.usage?.input).toBeGreaterThan(100)
  expect(run?.usage?.output).toBeGreaterThan(10)
}
