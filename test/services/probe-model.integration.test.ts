import { once } from 'node:events'
import { createServer } from 'node:http'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createModelClient } from '../../src/model/model-client.ts'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'
import type { Profiles } from '../../src/model/profiles/profile.ts'
import { checkShutdown } from '../../src/services/check-shutdown.ts'
import { probeModel } from '../../src/services/probe-model.ts'

const profiles = await loadProfiles()

type Answer = { status?: number; headers?: Record<string, string>; body: unknown }

/** Probes a server that gives this one answer; also what it was asked. */
async function probe(answer: Answer, model: { profile?: string; profiles?: Profiles } = {}) {
  const asked: { messages: { content: { image_url?: { url: string } }[] }[]; [key: string]: unknown }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    asked.push(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    response.end(JSON.stringify(answer.body))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`
  const { profile = 'generic', profiles: known = profiles } = model
  const chosen = chooseProfile(known, { baseUrl, profile })
  const { send } = createModelClient({ baseUrl, apiKey: 'hush', deadlineMs: 5_000, profile: chosen })
  const checks = await probeModel({ name: 'tiny', profile: chosen, send })
  return { states: Object.fromEntries(checks.map(({ part, state }) => [part, state])), checks, asked }
}

const said = (content: string, usage: unknown = { prompt_tokens: 40, completion_tokens: 12 }): Answer => ({
  body: { choices: [{ message: { content }, finish_reason: 'stop' }], ...(usage === null ? {} : { usage }) },
})
const right = JSON.stringify({ left: 'red', right: 'blue' })
describe('the doctor asks the model one tiny question', () => {
  it('which shows photos, schema, usage and limits at work', async () => {
    const headers = { 'x-ratelimit-limit-requests': '60', 'x-ratelimit-limit-tokens': '90000' }
    const { states, checks, asked } = await probe({ ...said(right), headers })
    // The endpoint has no price: what is spent is counted, and not known in dollars.
    expect(states).toEqual({ schema: 'ok', pictures: 'ok', usage: 'limited', limits: 'ok' })
    expect(checks.find(({ part }) => part === 'limits')?.detail).toContain('60 requests, 90000 tokens')
    expect(asked).toHaveLength(1)
    const url = asked[0]?.messages[0]?.content[1]?.image_url?.url ?? ''
    const photo = sharp(Buffer.from(url.replace('data:image/jpeg;base64,', ''), 'base64'))
    expect(await photo.metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 64 })
    expect(url.length).toBeLessThan(2_000)
  })

  it('and says what that cost, or that nobody knows', async () => {
    const usage = async (known: Profiles) => {
      const { checks } = await probe(said(right), { profiles: known })
      return checks.find(({ part }) => part === 'usage')
    }
    const price = { endpoint: '127.0.0.1*', model: 'tiny', input: 1, cached: 1, cacheWrite: 1, output: 2 }
    expect(await usage({ ...profiles, prices: [price] })).toMatchObject({
      state: 'ok',
      detail: 'this question: 40 tokens in, 12 out, $0.000064',
    })
    expect(await usage(profiles)).toMatchObject({
      detail: expect.stringContaining('no price is known'),
      fix: expect.stringContaining('MODEL_PRICES'),
    })
  })

  it.each([
    ['a model that sees no photo', said('{"left":"white","right":"white"}'), { schema: 'ok', pictures: 'limited' }],
    ['a schema that is not held to', said('Left is red, right is blue.'), { schema: 'limited', pictures: 'ok' }],
    ['a fenced answer', said(`\`\`\`json\n${right}\n\`\`\``), { schema: 'limited', pictures: 'ok' }],
    ['an endpoint that counts nothing', said(right, null), { usage: 'limited' }],
    [
      'more tokens than were reckoned with',
      said(right, { prompt_tokens: 90_000, completion_tokens: 12 }),
      { usage: 'limited' },
    ],
    [
      'a photo that costs more than its rule says',
      said(right, { prompt_tokens: 40, completion_tokens: 12, prompt_tokens_details: { image_tokens: 30 } }),
      { usage: 'limited' },
    ],
    ['a refusal', { body: { choices: [{ message: { refusal: 'No.' } }] } }, { answers: 'broken', usage: 'limited' }],
    ['a refused key', { status: 401, body: { error: { message: 'wrong key hush' } } }, { answers: 'broken' }],
    ['a refused parameter', { status: 400, body: { error: { message: 'max_tokens?' } } }, { answers: 'broken' }],
    ['no quota left', { status: 429, body: { error: { code: 'insufficient_quota' } } }, { answers: 'broken' }],
    ['a busy endpoint', { status: 429, body: { error: { message: 'slow down' } } }, { answers: 'limited' }],
  ])('%s is found, with what to do about it', async (_, answer, expected) => {
    const { states, checks } = await probe(answer)
    expect(states).toMatchObject(expected)
    expect(JSON.stringify(checks)).not.toContain('hush')
    for (const { state, fix } of checks) if (state !== 'ok') expect(fix).toMatch(/\w/)
  })

  it('in the form that its kind of endpoint reads', async () => {
    const { asked } = await probe(said(right), { profile: 'ollama' })
    expect(asked[0]).toMatchObject({ max_tokens: 1_000, temperature: 0 })
    expect(asked[0]).not.toHaveProperty('max_completion_tokens')
  })
})

describe("a model's last day", () => {
  const openai = chooseProfile(profiles, { baseUrl: 'https://api.openai.com/v1', profile: null })
  const state = (model: string, today: string) => checkShutdown(openai, model, new Date(today))?.state ?? null

  it('is warned of half a year before, and is a fault once it has passed', () => {
    expect(state('gpt-4o-mini', '2026-06-01')).toBeNull()
    expect(state('gpt-4o-mini', '2026-11-21')).toBe('limited')
    expect(state('gpt-4o-mini', '2027-01-14')).toBe('limited')
    expect(state('gpt-4o-mini', '2027-01-16')).toBe('broken')
    expect(state('gpt-6-luna', '2026-11-21')).toBeNull()
    expect(checkShutdown(openai, 'gpt-4.1', new Date('2026-11-21'))?.detail).toContain('2027-01-14, in 54 days')
  })
})
