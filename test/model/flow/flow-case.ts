import { type FlowCall, type FlowOutcome, flowRules } from '../../../src/model/flow/flow-state.ts'

export const second = 1_000_000
export const minute = 60 * second

/** A seller's call at a limit of 60 a minute. */
export function flowCall(over: Partial<FlowCall> = {}): FlowCall {
  const limits = { requestsPerMinute: 60, tokensPerMinute: 0 }
  return { ...limits, tokens: 1_000, lane: 'seller', waitMax: 2 * second, lease: 65 * second, ...over }
}

export function flowOutcome(over: Partial<FlowOutcome> = {}): FlowOutcome {
  const limits = { requestsPerMinute: 0, tokensPerMinute: 0, requestsEmpty: 0, tokensEmpty: 0 }
  return { kind: 'answered', probe: false, retryAfter: 0, ...limits, ...over }
}

/** The most that any minute, wherever it begins, holds. */
export function mostInAMinute(sent: readonly { at: number; count: number }[]): number {
  return sent.reduce((most, { at: from }) => {
    const held = sent.filter(({ at }) => at >= from && at < from + minute)
    return Math.max(
      most,
      held.reduce((sum, { count }) => sum + count, 0),
    )
  }, 0)
}

export const { failuresMax, openFirst, openMax, openQuota, probeLook } = flowRules
