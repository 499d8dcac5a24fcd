import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { flowScript } from './flow-script.ts'
import {
  type FlowCall,
  type FlowDecision,
  type FlowOutcome,
  type FlowState,
  openReasons,
  unknownFlow,
} from './flow-state.ts'

type OpenReason = FlowState['openReason']

/** The state that all workers share. Failures are `HangtagError` code `redis-unavailable`, disposition `retry`. */
export type Flow = {
  /** `reason`: why the circuit is open, or was. `at`: Redis's time, in microseconds. */
  enter(call: FlowCall): Promise<FlowDecision & { reason: OpenReason; at: number }>
  /** Why the circuit is open now, and why it was before. */
  leave(outcome: FlowOutcome): Promise<{ reason: OpenReason; before: OpenReason; at: number }>
  read(): Promise<FlowState>
}

/**
 * The flow of one endpoint, model and key. The key goes into its name as a hash alone. `redis` must give up by itself
 * (`commandTimeout`, no endless retries), and is closed by its owner.
 */
export function createRedisFlow(
  redis: Redis,
  of: { prefix: string; baseUrl: string; model: string; apiKey: string | null },
): Flow {
  const named = createHash('sha256')
    .update(JSON.stringify([of.baseUrl, of.model, of.apiKey]))
    .digest('hex')
  const key = `${of.prefix}:flow:${named.slice(0, 32)}`
  const run = async (...given: (string | number)[]): Promise<number[]> => {
    try {
      return ((await redis.eval(flowScript, 1, key, ...given)) as string[]).map(Number)
    } catch (cause) {
      throw unavailable(cause)
    }
  }
  return {
    enter: async ({ tokens, lane, waitMax, lease, requestsPerMinute, tokensPerMinute }) => {
      const bulk = lane === 'bulk' ? 1 : 0
      const [at = 0, kind = 0, wait = 0, probe = 0, reason = 0] = await run(
        ...['enter', tokens, bulk, waitMax, lease, requestsPerMinute, tokensPerMinute],
      )
      return { kind: kinds[kind] ?? 'later', wait, probe: probe === 1, reason: openReasons[reason] ?? 'none', at }
    },
    leave: async ({ kind, probe, retryAfter, requestsPerMinute, tokensPerMinute, requestsEmpty, tokensEmpty }) => {
      const [at = 0, reason = 0, before = 0] = await run(
        ...['leave', kind, probe ? 1 : 0, retryAfter, requestsPerMinute, tokensPerMinute, requestsEmpty, tokensEmpty],
      )
      return { reason: openReasons[reason] ?? 'none', before: openReasons[before] ?? 'none', at }
    },
    read: async () => {
      const stored = await redis.hgetall(key).catch((cause: unknown) => {
        throw unavailable(cause)
      })
      const numbers = Object.keys(unknownFlow).map((field) => [field, Number(stored[field] ?? 0)])
      return { ...Object.fromEntries(numbers), openReason: openReasons[Number(stored.openReason ?? 0)] ?? 'none' }
    },
  }
}

const kinds = ['go', 'later', 'open'] as const

function unavailable(cause: unknown): HangtagError {
  return new HangtagError('Redis, which the workers share their pace by, does not answer.', {
    code: 'redis-unavailable',
    disposition: 'retry',
    // Whoever asks for a turn and gets no answer has sent nothing: it costs nothing.
    evidence: { sent: false },
    cause,
  })
}
