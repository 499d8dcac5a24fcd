import { setTimeout as delay } from 'node:timers/promises'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Lane } from '../../domain/job.ts'
import type { ModelRequest, Send } from '../model-call.ts'
import type { Flow } from './create-redis-flow.ts'
import type { FlowLimits, FlowOutcome } from './flow-state.ts'
import { readLimitHeaders } from './read-limit-headers.ts'

export type FlowOptions = {
  /** Configured limits; null: what the endpoint says. */
  requestsPerMinute: number | null
  tokensPerMinute: number | null
  /** A slot that is further away is not waited for: the job is put off instead. */
  waitMsMax: number
  /** Of one call, waiting not included. */
  deadlineMs: number
  /** The most that the endpoint may count for this request, output included. */
  countTokens(request: ModelRequest): number
  log: Record<'warn' | 'error', (facts: object, message: string) => void>
}

/**
 * The same `send`, at the pace that all workers keep together and not at all while the endpoint does not work. What is not
 * sent throws a `HangtagError` whose evidence says `sent: false`: `model-busy` and `model-paused` (rate-limited, with the time
 * to come back), `model-quota` and `model-key-refused` (give up).
 */
export function controlFlow(send: Send, flowOf: (model: string) => Flow, options: FlowOptions): Send {
  return async (request, signal, about) => {
    const flow = flowOf(request.model)
    const decision = await flow.enter(flowCall(request, about?.lane ?? 'seller', options))
    if (decision.kind !== 'go') throw notSent(decision)
    const { probe } = decision
    const report = (outcome: Partial<FlowOutcome>) => leave(flow, { ...nothing, probe, ...outcome }, options)
    try {
      if (decision.wait > 0) await delay(decision.wait / 1_000, undefined, { signal })
      signal.throwIfAborted()
    } catch {
      await report({ kind: 'neutral' })
      throw stoppedWaiting(signal)
    }
    const limits: Partial<FlowOutcome> = {}
    try {
      const body = await send(request, signal, {
        ...about,
        onHeaders: (headers) => {
          Object.assign(limits, readLimitHeaders(headers))
          about?.onHeaders?.(headers)
        },
      })
      await report({ kind: 'answered', ...limits })
      return body
    } catch (error) {
      await report({ ...outcomeOf(error, signal), ...limits })
      throw error
    }
  }
}

function flowCall(request: ModelRequest, lane: Lane, options: FlowOptions) {
  const limits: FlowLimits = {
    requestsPerMinute: options.requestsPerMinute ?? 0,
    tokensPerMinute: options.tokensPerMinute ?? 0,
  }
  const waitMax = Math.round(options.waitMsMax * 1_000)
  // A probe whose worker died must not keep the circuit open for ever.
  const lease = Math.round(options.deadlineMs * 1_000) + 5_000_000
  return { ...limits, tokens: options.countTokens(request), lane, waitMax, lease }
}

const nothing: Omit<FlowOutcome, 'probe'> = {
  kind: 'neutral',
  retryAfter: 0,
  requestsPerMinute: 0,
  tokensPerMinute: 0,
  requestsEmpty: 0,
  tokensEmpty: 0,
}

function outcomeOf(error: unknown, signal: AbortSignal): Pick<FlowOutcome, 'kind'> & Partial<FlowOutcome> {
  if (signal.aborted || !(error instanceof HangtagError)) return { kind: 'neutral' }
  if (error.code === 'model-quota') return { kind: 'quota' }
  if (error.code === 'model-key-refused') return { kind: 'key' }
  if (error.disposition === 'rate-limited')
    return { kind: 'limited', retryAfter: Math.round((error.retryAfterMs ?? 0) * 1_000) }
  // A request that is refused for what is in it says that the endpoint works.
  return { kind: error.disposition === 'retry' ? 'failed' : 'answered' }
}

/** The answer is there, or its failure: neither is lost because Redis could not be told of it. */
async function leave(flow: Flow, outcome: FlowOutcome, { log }: FlowOptions): Promise<void> {
  try {
    const { reason, before } = await flow.leave(outcome)
    if (reason === before) return
    if (reason === 'quota' || reason === 'key')
      log.error({ reason }, `the model is not asked any more: ${reasons[reason]}`)
    else if (reason === 'outage') log.warn({ reason }, 'the model is not asked for a while: it failed too often')
    else log.warn({ before }, 'the model is asked again')
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'the pace was not told of a call')
  }
}

const reasons = {
  quota: 'its account has no quota left; add some, it is tried again every quarter of an hour',
  key: 'it refused the key; correct MODEL_API_KEY',
} as const

function notSent(decision: Awaited<ReturnType<Flow['enter']>>): HangtagError {
  const retryAfterMs = Math.ceil(decision.wait / 1_000)
  const evidence = { sent: false, reason: decision.reason, retryAfterMs }
  if (decision.kind === 'later')
    return new HangtagError('The model is asked as fast as it may be; this call comes later.', {
      code: 'model-busy',
      disposition: 'rate-limited',
      retryAfterMs,
      evidence,
    })
  if (decision.reason === 'quota')
    return new HangtagError('The model account has no quota left.', {
      code: 'model-quota',
      disposition: 'give-up',
      evidence,
    })
  if (decision.reason === 'key')
    return new HangtagError('The model endpoint refused the key.', {
      code: 'model-key-refused',
      disposition: 'give-up',
      evidence,
    })
  return new HangtagError('The model endpoint failed too often; it is asked again in a while.', {
    code: 'model-paused',
    disposition: 'rate-limited',
    retryAfterMs,
    evidence,
  })
}

function stoppedWaiting(signal: AbortSignal): HangtagError {
  return new HangtagError('The caller stopped while the call waited for its turn.', {
    code: 'model-busy',
    disposition: 'rate-limited',
    evidence: { sent: false },
    cause: signal.reason,
  })
}
