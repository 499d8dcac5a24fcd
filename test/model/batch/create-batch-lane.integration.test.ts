import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type BatchRecords, createBatchRecords } from '../../../src/model/batch/batch-records.ts'
import { createBatchLane } from '../../../src/model/batch/create-batch-lane.ts'
import type { ModelRequest } from '../../../src/model/model-call.ts'
import { createModelClient } from '../../../src/model/model-client.ts'
import { planExtractAttributes } from '../../../src/model/plan-extract-attributes.ts'
import { priceCall } from '../../../src/model/price-call.ts'
import { chooseProfile } from '../../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../../src/model/profiles/load-profiles.ts'
import type { BatchPlay } from '../../stubs/batch-endpoint.ts'
import { loadOpenAiDescription } from '../../stubs/openai-description.ts'
import { type ModelServer, startModelServer } from '../../stubs/start-model-server.ts'
import { until } from '../../stubs/until.ts'
import { modelCase } from '../model-case.ts'

const profile = chooseProfile(await loadProfiles(), { baseUrl: 'https://api.openai.com/v1', profile: null })
const listing = modelCase({ model: 'gpt-6-luna', profile }).listing
const requests: ModelRequest[] = await Promise.all(
  ['red dress', 'blue dress', 'green dress', 'white dress'].map(
    async (text) =>
      (
        await planExtractAttributes(
          modelCase({ model: 'gpt-6-luna', profile, listing: { ...listing, text } }),
          'dresses',
        )
      ).request,
  ),
)
const never = new AbortController().signal

let model: ModelServer
let folder: string
beforeAll(async () => {
  model = await startModelServer()
  folder = await mkdtemp(join(tmpdir(), 'hangtag-batch-'))
})
afterAll(async () => {
  await model.stop()
  await rm(folder, { recursive: true, force: true })
})

async function open({
  records = createBatchRecords(join(folder, randomUUID())),
  hold = async () => {},
  dies = false,
}: {
  records?: BatchRecords
  hold?: (ms: number) => Promise<void>
  dies?: boolean
} = {}) {
  const lane = await createBatchLane({
    wire: createModelClient({ baseUrl: model.url, apiKey: 'k', deadlineMs: 10_000, profile }).batches,
    records,
    limits: { requestsMax: 100, bytesMax: 1e8 },
    quietMs: 1,
    wait: async (ms, signal) => {
      await turn()
      await hold(ms)
      signal.throwIfAborted()
    },
    log: () => {},
  })
  if (!dies) onTestFinished(() => lane.close())
  return lane
}

/** What became of each request, in their order: the words of its listing, or the code of its failure. */
async function sendAll(play: BatchPlay, lane?: Awaited<ReturnType<typeof open>>) {
  const before = (await model.seen()).batches
  await model.change({ batch: play })
  const send = (lane ?? (await open())).send('r0')
  const results = await Promise.allSettled(requests.map((request) => send(request, never)))
  const after = (await model.seen()).batches
  const outcomes = results.map((each) => (each.status === 'fulfilled' ? 'answered' : each.reason.code))
  return { results, outcomes, batches: after.batches - before.batches, lines: after.lines - before.lines }
}

test('requests go together, each gets its own answer in whatever order they come, at half price', async () => {
  const { results, outcomes, batches, lines } = await sendAll({})
  expect({ outcomes, batches, lines }).toEqual({ outcomes: Array(4).fill('answered'), batches: 1, lines: 4 })
  for (const [place, each] of results.entries()) {
    const body = (each as PromiseFulfilledResult<Record<string, unknown>>).value
    expect(JSON.stringify(body)).toContain(['red', 'blue', 'green', 'white'][place])
    const usage = { input: 1_000_000, cached: 0, output: 0 }
    const tier = String(body.service_tier)
    expect(priceCall({ ...usage, tier }, profile, 'gpt-6-luna')).toBe(
      0.5 * (priceCall(usage, profile, 'gpt-6-luna') ?? 0),
    )
  }
  expect((await model.seen()).refused).toEqual([])
})

test('what expired is sent again, and what was answered before is not', async () => {
  const { outcomes, batches, lines } = await sendAll({ ends: ['expired', 'completed'] })
  expect({ outcomes, batches, lines }).toEqual({ outcomes: Array(4).fill('answered'), batches: 2, lines: 6 })
})

test('a batch that is refused whole is tried again so many times, and then fails', async () => {
  const passing = await sendAll({ ends: ['failed', 'completed'] })
  expect(passing).toMatchObject({ outcomes: Array(4).fill('answered'), batches: 2 })
  const failing = await sendAll({ ends: ['failed', 'failed', 'failed', 'completed'] })
  expect(failing).toMatchObject({ outcomes: Array(4).fill('batch-refused'), batches: 3 })
})

test('of a refused file the line that is named fails, and the others go again', async () => {
  const { outcomes, batches } = await sendAll({ ends: ['failed', 'completed'], refusedLines: [2] })
  expect({ outcomes, batches }).toEqual({ outcomes: ['answered', 'batch-refused', 'answered', 'answered'], batches: 2 })
})

test('what a person cancelled is not sent again; what was answered until then counts', async () => {
  const { outcomes, batches } = await sendAll({ ends: ['cancelled'] })
  expect({ outcomes, batches }).toEqual({
    outcomes: ['answered', 'answered', 'batch-cancelled', 'batch-cancelled'],
    batches: 1,
  })
})

test('a line that failed by itself is sent again where that may help, and is given up where it may not', async () => {
  const passing = await sendAll({ lineFailures: [{ status: 500, every: 2 }] })
  expect(passing).toMatchObject({ outcomes: Array(4).fill('answered'), batches: 2, lines: 6 })
  const refused = await sendAll({ lineFailures: [{ status: 400, every: 2 }] })
  expect(refused.outcomes).toEqual(['model-request-refused', 'answered', 'model-request-refused', 'answered'])
  const often = Array.from({ length: 3 }, () => ({ status: 500, every: 1 }))
  expect(await sendAll({ lineFailures: often })).toMatchObject({
    outcomes: Array(4).fill('batch-line-failed'),
    batches: 3,
  })
})

test.each([
  ['after its number was written down', false],
  ['before its number was written down', true],
])(
  'a batch that was ordered by a process that died %s is taken up, and nothing is paid for twice',
  async (_, early) => {
    await model.change({ batch: {} })
    const own = join(folder, `killed-${early}`)
    const kept = createBatchRecords(own)
    const before = (await model.seen()).batches
    const stuck = new Promise<void>(() => {})
    // As if the process were gone: either after the order, or while it polls.
    const records: BatchRecords = early
      ? { ...kept, put: (each) => (each.batchId === null ? kept.put(each) : stuck) }
      : kept
    const first = await open({ records, dies: true, hold: (ms) => (early || ms === 1 ? Promise.resolve() : stuck) })
    for (const request of requests)
      first
        .send('r0')(request, never)
        .catch(() => {})
    await until('the order', async () => {
      const { records: there } = await kept.read()
      const isOrdered = (await model.seen()).batches.batches > before.batches
      return isOrdered && (early || there.some(({ batchId }) => batchId !== null))
    })

    const second = await open({ records: kept })
    const { outcomes, batches, lines } = await sendAll({}, second)
    expect({ outcomes, batches, lines }).toEqual({ outcomes: Array(4).fill('answered'), batches: 0, lines: 0 })
    expect((await readdir(own)).sort()).toEqual(['answers.jsonl'])
    // Another repeat is another question; so is one who was not content with the answer.
    await Promise.all(requests.map((request) => second.send('r1')(request, never)))
    await second.send('r0')(requests[0] ?? expect.unreachable(), never)
    expect((await model.seen()).batches.lines - before.lines).toBe(2 * 4 + 1)
  },
  20_000,
)

test('answers that came when nobody was there any more are handed on once', async () => {
  const records = createBatchRecords(join(folder, 'kept'))
  const before = await sendAll({}, await open({ records }))
  expect(before.lines).toBe(4)
  expect(await sendAll({}, await open({ records }))).toMatchObject({ outcomes: Array(4).fill('answered'), lines: 0 })
})

test('the stub answers as the official description says', async ({ skip }) => {
  const description = await loadOpenAiDescription()
  if (description === null) return skip('the official description is not on this machine')
  const form = new FormData()
  form.set('purpose', 'batch')
  form.set('file', new File(['{}\n'], 'batch.jsonl'))
  const file = await (await fetch(`${model.url}/files`, { method: 'POST', body: form })).json()
  expect(description.schema('OpenAIFile')(file)).toBe(true)
  for (const end of ['completed', 'expired', 'failed', 'cancelled'] as const) {
    await sendAll({ ends: [end], share: 1 })
    const { data } = (await (await fetch(`${model.url}/batches`)).json()) as { data: unknown[] }
    for (const batch of data.slice(0, 3)) expect(description.schema('Batch')(batch)).toBe(true)
  }
})
