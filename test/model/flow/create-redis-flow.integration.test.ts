import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createRedisFlow } from '../../../src/model/flow/create-redis-flow.ts'
import { enterFlow } from '../../../src/model/flow/enter-flow.ts'
import {
  type FlowCall,
  type FlowOutcome,
  type FlowState,
  openReasons,
  unknownFlow,
} from '../../../src/model/flow/flow-state.ts'
import { leaveFlow } from '../../../src/model/flow/leave-flow.ts'
import { flowCall, minute, second } from './flow-case.ts'

let redis: Redis
beforeAll(() => {
  redis = new Redis(inject('redisUrl'))
})
afterAll(() => redis.disconnect())

const endpoint = { baseUrl: 'https://api.openai.com/v1', model: 'gpt-6-luna' }
const newFlow = () => createRedisFlow(redis, { prefix: `{test-${randomUUID()}}`, ...endpoint, apiKey: 'sk-secret' })

const someTime = fc.constantFrom(0, 1, 999, 40 * 1_000, second, 7 * second, minute)
const limit = fc.constantFrom(0, 1, 60, 61, 997, 1_000_000)
const call: fc.Arbitrary<FlowCall> = fc.record({
  tokens: fc.integer({ min: 1, max: 200_000 }),
  lane: fc.constantFrom('seller', 'bulk'),
  waitMax: someTime,
  lease: someTime,
  requestsPerMinute: limit,
  tokensPerMinute: limit,
})
const outcome: fc.Arbitrary<FlowOutcome> = fc.record({
  // Mostly failures, so that the circuit goes through all that it can be.
  kind: fc.constantFrom(
    ...(['failed', 'failed', 'failed', 'failed', 'answered', 'limited', 'quota', 'key', 'neutral'] as const),
  ),
  probe: fc.boolean(),
  retryAfter: someTime,
  requestsPerMinute: limit,
  tokensPerMinute: limit,
  requestsEmpty: someTime,
  tokensEmpty: someTime,
})
const step = fc.oneof(
  fc.record({ enter: call }),
  fc.record({ leave: outcome }),
  // Time goes by: everything in the state is that much earlier.
  fc.record({ later: someTime }),
)

it('decides in Redis, by its own clock, exactly as the pure rules do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const prefix = `{test-${randomUUID()}}`
      const flow = createRedisFlow(redis, { prefix, ...endpoint, apiKey: null })
      let expected: FlowState = unknownFlow
      for (const one of steps) {
        if ('enter' in one) {
          const { at, reason, ...decision } = await flow.enter(one.enter)
          const pure = enterFlow(expected, one.enter, at)
          expected = pure.state
          expect({ ...decision, reason }).toEqual({ ...pure.decision, reason: expected.openReason })
        } else if ('leave' in one) {
          const before = expected.openReason
          const left = await flow.leave(one.leave)
          expected = leaveFlow(expected, one.leave, left.at)
          expect(left).toEqual({ reason: expected.openReason, before, at: left.at })
        } else {
          expected = earlier(expected, one.later)
          await store(prefix, expected)
        }
        expect(await flow.read()).toEqual(expected)
      }
    }),
    { numRuns: 60 },
  )
})

it('gives callers of many connections slots that are the pace apart, none of them twice', async () => {
  const of = { prefix: `{test-${randomUUID()}}`, ...endpoint, apiKey: 'sk-secret' }
  const connections = await Promise.all(Array.from({ length: 10 }, async () => new Redis(inject('redisUrl'))))
  try {
    const asked = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        createRedisFlow(connections[at % 10] as Redis, of).enter(flowCall({ requestsPerMinute: 60_000 })),
      ),
    )
    const slots = asked.map(({ at, wait }) => at + wait).sort((a, b) => a - b)
    const gaps = slots.slice(1).map((slot, at) => slot - (slots[at] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  } finally {
    for (const connection of connections) connection.disconnect()
  }
})

it('keeps no key and no address in Redis, and another key has a pace of its own', async () => {
  const prefix = `{test-${randomUUID()}}`
  const one = createRedisFlow(redis, { prefix, ...endpoint, apiKey: 'sk-secret-1' })
  await one.enter(flowCall({ requestsPerMinute: 1 }))
  expect((await one.enter(flowCall({ requestsPerMinute: 1 }))).kind).toBe('later')
  const other = createRedisFlow(redis, { prefix, ...endpoint, apiKey: 'sk-secret-2' })
  expect((await other.enter(flowCall({ requestsPerMinute: 1 }))).kind).toBe('go')
  const keys = await redis.keys(`${prefix}*`)
  expect(keys).toHaveLength(2)
  expect(keys.join()).not.toMatch(/secret|openai|luna/)
})

it('says in our own words that Redis is away, and soon', async () => {
  const gone = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: 0, retryStrategy: () => null })
  gone.on('error', () => {})
  const flow = createRedisFlow(gone, { prefix: '{x}', ...endpoint, apiKey: null })
  // Not sent: what is set aside for a call that got no turn is not booked.
  await expect(flow.enter(flowCall())).rejects.toMatchObject({
    code: 'redis-unavailable',
    disposition: 'retry',
    evidence: { sent: false },
  })
  gone.disconnect()
})

it('forgets what it knew of an endpoint that nobody asks for a day', async () => {
  const flow = newFlow()
  await flow.enter(flowCall())
  const [key = ''] = await redis.keys('{test-*}:flow:*')
  expect(await redis.ttl(key)).toBeGreaterThan(0)
})

const times = [
  'requestsAt',
  'tokensAt',
  'blockedUntil',
  'sellerLineEnd',
  'bulkLineEnd',
  'openUntil',
  'probeUntil',
] as const

function earlier(state: FlowState, by: number): FlowState {
  const moved = times.map((time) => [time, state[time] === 0 ? 0 : state[time] - by])
  return { ...state, ...Object.fromEntries(moved) }
}

async function store(prefix: string, state: FlowState): Promise<void> {
  const [key] = await redis.keys(`${prefix.replaceAll(/[{}]/g, '\\$&')}*`)
  if (key === undefined) return
  await redis.hset(key, { ...state, openReason: openReasons.indexOf(state.openReason) })
}
