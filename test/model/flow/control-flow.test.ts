import { describe, expect, it, vi } from 'vitest'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import { controlFlow } from '../../../src/model/flow/control-flow.ts'
import type { Flow } from '../../../src/model/flow/create-redis-flow.ts'
import { enterFlow } from '../../../src/model/flow/enter-flow.ts'
import { type FlowState, unknownFlow } from '../../../src/model/flow/flow-state.ts'
import { leaveFlow } from '../../../src/model/flow/leave-flow.ts'
import type { ModelRequest, Send } from '../../../src/model/model-call.ts'
import { failuresMax, second } from './flow-case.ts'

const request: ModelRequest = { model: 'gpt-6-luna', messages: [] }
const forever = new AbortController().signal

/** A flow in memory, under a clock that the test moves. */
function bench(send: Send, limits: { requestsPerMinute?: number; waitMsMax?: number } = {}) {
  const held = { state: unknownFlow as FlowState, now: 1_790_000_000 * second }
  const flow: Flow = {
    enter: async (call) => {
      const { state, decision } = enterFlow(held.state, call, held.now)
      held.state = state
      return { ...decision, reason: state.openReason, at: held.now }
    },
    leave: async (outcome) => {
      const before = held.state.openReason
      held.state = leaveFlow(held.state, outcome, held.now)
      return { reason: held.state.openReason, before, at: held.now }
    },
    read: async () => held.state,
  }
  const log = { warn: vi.fn(), error: vi.fn() }
  const { requestsPerMinute = null, waitMsMax = 0 } = limits
  const options = { requestsPerMinute, tokensPerMinute: null, waitMsMax, deadlineMs: 1_000, countTokens: () => 10, log }
  return { held, log, flow, controlled: controlFlow(send, () => flow, options) }
}

const failing =
  (code: string, disposition: 'retry' | 'rate-limited' | 'give-up', retryAfterMs?: number): Send =>
  async () => {
    throw new HangtagError(code, { code, disposition, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
  }

describe('a call whose turn is far away', () => {
  it('is not sent, and is told when to come again', async () => {
    const send = vi.fn(async () => ({}))
    const { controlled } = bench(send, { requestsPerMinute: 60 })
    await controlled(request, forever)
    await expect(controlled(request, forever)).rejects.toMatchObject({
      code: 'model-busy',
      disposition: 'rate-limited',
      retryAfterMs: 1_021,
      evidence: { sent: false },
    })
    expect(send).toHaveBeenCalledTimes(1)
  })
})

it('waits for a slot that is near, and an abort ends the wait with nothing sent', async () => {
  const send = vi.fn(async () => ({}))
  const { controlled } = bench(send, { requestsPerMinute: 60, waitMsMax: 2_000 })
  await controlled(request, forever)
  const stopping = new AbortController()
  const waiting = controlled(request, stopping.signal)
  stopping.abort(new Error('stopping'))
  await expect(waiting).rejects.toMatchObject({ code: 'model-busy', evidence: { sent: false } })
  expect(send).toHaveBeenCalledTimes(1)
})

it('learns limits from the headers of an answer and of a refusal', async () => {
  const headers = new Headers({ 'x-ratelimit-limit-requests': '120' })
  const answered = bench(async (_request, _signal, about) => {
    about?.onHeaders?.(headers)
    return {}
  })
  await answered.controlled(request, forever)
  expect(answered.held.state.requestsPerMinute).toBe(120)

  const refused = bench(async (_request, _signal, about) => {
    about?.onHeaders?.(headers)
    throw new HangtagError('busy', { code: 'model-rate-limited', disposition: 'rate-limited', retryAfterMs: 3_000 })
  })
  await expect(refused.controlled(request, forever)).rejects.toMatchObject({ code: 'model-rate-limited' })
  expect(refused.held.state).toMatchObject({ requestsPerMinute: 120, blockedUntil: refused.held.now + 3 * second })
})

it('stops asking an endpoint that keeps failing, and says once that it does', async () => {
  const { controlled, log } = bench(failing('model-unavailable', 'retry'))
  for (let at = 0; at < failuresMax; at += 1)
    await expect(controlled(request, forever)).rejects.toMatchObject({ code: 'model-unavailable' })
  await expect(controlled(request, forever)).rejects.toMatchObject({
    code: 'model-paused',
    disposition: 'rate-limited',
    retryAfterMs: 1_000,
    evidence: { sent: false },
  })
  expect(log.warn).toHaveBeenCalledTimes(1)
})

it('stops and alerts where no quota is left: nothing is sent, and no call waits for it', async () => {
  const send = vi.fn(failing('model-quota', 'give-up'))
  const { controlled, log } = bench(send)
  for (let at = 0; at < 3; at += 1)
    await expect(controlled(request, forever)).rejects.toMatchObject({ code: 'model-quota', disposition: 'give-up' })
  expect(send).toHaveBeenCalledTimes(1)
  expect(log.error).toHaveBeenCalledTimes(1)
})

it('does not take a request that was refused for what is in it for an outage', async () => {
  const { controlled, held } = bench(failing('model-request-refused', 'give-up'))
  for (let at = 0; at < 2 * failuresMax; at += 1)
    await expect(controlled(request, forever)).rejects.toMatchObject({ code: 'model-request-refused' })
  expect(held.state.failures).toBe(0)
})

it('loses no answer because Redis could not be told of it', async () => {
  const { flow, log } = bench(async () => ({}))
  const away = async () => {
    throw new HangtagError('away', { code: 'redis-unavailable', disposition: 'retry' })
  }
  const options = { requestsPerMinute: null, tokensPerMinute: null, waitMsMax: 0, deadlineMs: 1, countTokens: () => 1 }
  const controlled = controlFlow(
    async () => ({ kept: true }),
    () => ({ ...flow, leave: away }),
    { ...options, log },
  )
  expect(await controlled(request, forever)).toEqual({ kept: true })
  expect(log.warn).toHaveBeenCalledTimes(1)
})
