import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EndpointEmbeddings } from '../../../src/catalog/embeddings/endpoint-embeddings.ts'
import { createModelClient } from '../../../src/model/model-client.ts'
import { type ModelServer, startModelServer } from '../../stubs/start-model-server.ts'

// Against the stub over real HTTP, which refuses what the official description of the API refuses.
let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
beforeEach(() => server.play([]))
afterAll(() => server.stop())

const pauses: number[] = []
const usages: unknown[] = []
const refusals: string[] = []

type Options = { sendDimensions: boolean; deadlineMs: number; queryDeadlineMs: number }

function open(model = 'text-embedding-3-small', more: Partial<Options> = {}) {
  for (const list of [pauses, usages, refusals]) list.length = 0
  const { embed } = createModelClient({ baseUrl: server.url, apiKey: 'hush', deadlineMs: more.deadlineMs ?? 5_000 })
  return new EndpointEmbeddings({
    name: `endpoint:127.0.0.1:${model}`,
    model,
    dimensions: 256,
    sendDimensions: more.sendDimensions ?? false,
    ask: embed,
    queryDeadlineMs: more.queryDeadlineMs ?? 10_000,
    onUsage: (usage) => usages.push(usage),
    onRefused: (error) => refusals.push(error.code),
    pause: async (ms) => void pauses.push(ms),
  })
}

/** What each request held. */
async function inputs(): Promise<string[][]> {
  return (await server.seen()).seen.map(({ body }) => (body as unknown as { input: string[] }).input)
}

describe('asking an OpenAI-compatible endpoint', () => {
  it('every request is one that the real endpoint takes, asks for floats and carries the key', async () => {
    const vectors = await open().embedDocuments(['blue jeans', 'red dress'])
    const { seen, refused } = await server.seen()
    expect(refused).toEqual([])
    expect(seen.map(({ body }) => body)).toEqual([
      { model: 'text-embedding-3-small', input: ['red dress', 'blue jeans'], encoding_format: 'float' },
    ])
    expect(seen[0]?.headers.authorization).toBe('Bearer hush')
    expect(vectors.map(({ length }) => length)).toEqual([256, 256])
    expect(usages).toEqual([{ model: 'text-embedding-3-small', texts: 2, tokens: expect.any(Number) }])
  })

  it('a text has the same vector wherever it stands among others, and alone', async () => {
    const embeddings = open()
    const texts = Array.from({ length: 300 }, (_, place) => `jacket ${'warm '.repeat(place % 17)}${place}`)
    const together = await embeddings.embedDocuments(texts)
    for (const place of [0, 16, 17, 299])
      expect(together[place]).toEqual(await embeddings.embedQuery(texts[place] ?? ''))
  })

  it('how many numbers are wanted is sent only where that was set', async () => {
    await open('text-embedding-3-small', { sendDimensions: true }).embedQuery('jeans')
    expect((await server.seen()).seen[0]?.body).toMatchObject({ dimensions: 256 })
  })

  it('many texts go in requests of at most 128, and of at most 100,000 characters', async () => {
    const embeddings = open()
    await embeddings.embedDocuments(Array.from({ length: 300 }, (_, place) => `jeans ${place}`))
    expect((await inputs()).map(({ length }) => length)).toEqual([128, 128, 44])
    await server.play([])
    await embeddings.embedDocuments(Array.from({ length: 60 }, () => 'wool '.repeat(800)))
    expect((await inputs()).map(({ length }) => length)).toEqual([25, 25, 10])
  })

  it('nothing is sent for a text without a character, and those beside it get their vectors', async () => {
    const embeddings = open()
    const [blank, said] = await embeddings.embedDocuments([' \n', 'jeans'])
    expect(blank?.every((value) => value === 0)).toBe(true)
    expect(said).toEqual(await embeddings.embedQuery('jeans'))
    expect((await server.seen()).refused).toEqual([])
  })
})

describe('a text that is too long', () => {
  it('is cut at 4,000 characters, which every model of 8,192 tokens takes', async () => {
    const [long] = await open().embedDocuments(['ab '.repeat(20_000)])
    expect((await inputs()).flat().map(({ length }) => length)).toEqual([4_000])
    expect(long).toHaveLength(256)
  })

  it('is cut further where a model takes less, and costs its batch nothing', async () => {
    const embeddings = open('stub-embeddings-small-model')
    const long = 'merino wool,'.repeat(300)
    const texts = ['jeans', long, 'dress', 'boots']
    const vectors = await embeddings.embedDocuments(texts)
    const sent = (await inputs()).map((batch) => batch.map(({ length }) => length))
    expect(sent).toEqual([[5, 5, 5, 3_600], [5, 5], [5, 3_600], [5], [3_600], [2_000]])
    await server.play([])
    const alone = await Promise.all(texts.map((text) => open('ok').embedQuery(text.slice(0, 2_000))))
    expect(vectors).toEqual(alone)
  })
})

describe('a request that is refused', () => {
  it('for its number of texts is sent in halves', async () => {
    const texts = Array.from({ length: 9 }, (_, place) => `jeans ${place}`)
    const vectors = await open('stub-embeddings-four-at-once').embedDocuments(texts)
    expect(vectors).toEqual(await open('ok').embedDocuments(texts))
    expect((await inputs()).map(({ length }) => length).slice(0, -1)).toEqual([9, 5, 3, 2, 4])
  })

  it('for itself, and for none of its texts, ends after a few attempts', async () => {
    await server.play([], { otherwise: 'bad-request' })
    const texts = Array.from({ length: 128 }, (_, place) => `${'wool '.repeat(700)}${place}`)
    await expect(open().embedDocuments(texts)).rejects.toMatchObject({
      code: 'model-request-refused',
      disposition: 'give-up',
    })
    expect((await server.seen()).count).toBeLessThan(12)
  })

  it('by a filter costs that text alone its vector, and is told', async () => {
    const embeddings = open('stub-embeddings-filter')
    const vectors = await embeddings.embedDocuments(['jeans', 'a forbidden thing', 'dress'])
    expect(vectors.map((vector) => vector.some((value) => value !== 0))).toEqual([true, false, true])
    expect(refusals).toEqual(['model-content-filter'])
  })
})

describe('an endpoint that fails', () => {
  it.each(['server-error', 'overloaded', 'reset', 'html-502', 'html-200', 'broken-json-200', 'error-in-200'])(
    'is asked again where that may pass: %s',
    async (scenario) => {
      await server.play([scenario, scenario])
      expect(await open().embedQuery('jeans')).toHaveLength(256)
      expect(pauses).toEqual([250, 1_000])
    },
  )

  it.each([
    'embeddings-one-missing',
    'embeddings-one-index',
    'embeddings-no-index',
    'embeddings-with-holes',
    'embeddings-as-text',
  ])('and so is one whose answer cannot be used: %s', async (scenario) => {
    await server.play([scenario])
    expect(await open().embedDocuments(['jeans', 'dress'])).toHaveLength(2)
    expect(pauses).toEqual([250])
  })

  it('three times at most', async () => {
    await server.play([], { otherwise: 'overloaded' })
    await expect(open().embedQuery('jeans')).rejects.toMatchObject({ code: 'model-unavailable', disposition: 'retry' })
    expect((await server.seen()).count).toBe(3)
  })

  it('is waited for as long as it asks where that is short, and else left to the queue', async () => {
    await server.play(['rate-limited-told'])
    await open().embedQuery('jeans')
    expect(pauses).toEqual([150])
    await server.play(['rate-limited'])
    await expect(open().embedQuery('jeans')).rejects.toMatchObject({
      code: 'model-rate-limited',
      disposition: 'rate-limited',
      retryAfterMs: 7_000,
    })
    expect(pauses).toEqual([])
  })

  it.each([
    ['insufficient-quota', 'model-quota'],
    ['key-refused', 'model-key-refused'],
    ['embeddings-shorter', 'embeddings-dimensions'],
  ])('for good is asked once: %s', async (scenario, code) => {
    await server.play([], { otherwise: scenario })
    await expect(open().embedQuery('jeans')).rejects.toMatchObject({ code, disposition: 'give-up' })
    expect((await server.seen()).count).toBe(1)
  })

  it.each(['hang', 'hang-after-headers', 'trickle'])('slowly is not waited for past the deadline: %s', async (slow) => {
    await server.play([slow])
    expect(await open('ok', { deadlineMs: 200 }).embedQuery('jeans')).toHaveLength(256)
    expect(pauses).toEqual([250])
  })

  it('keeps no query waiting past its own deadline, all attempts together', async () => {
    await server.play([], { otherwise: 'hang' })
    const slow = open(undefined, { deadlineMs: 5_000, queryDeadlineMs: 100 })
    await expect(slow.embedQuery('jeans')).rejects.toMatchObject({ code: 'model-unavailable', disposition: 'retry' })
  })

  it('is left at once by who asked and needs it no more', async () => {
    await server.play([], { otherwise: 'hang' })
    const reason = new Error('stopped')
    const stop = new AbortController()
    const asked = open().embedDocuments(['jeans'], stop.signal)
    stop.abort(reason)
    await expect(asked).rejects.toBe(reason)
  })

  it('to tell its tokens still gives vectors', async () => {
    await server.play(['embeddings-no-usage'])
    await open().embedQuery('jeans')
    expect(usages).toEqual([{ model: 'text-embedding-3-small', texts: 1, tokens: null }])
  })
})
