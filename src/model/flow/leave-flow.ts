import { type FlowOutcome, type FlowState, flowRules } from './flow-state.ts'

/**
 * What one call's outcome teaches at `now`: limits and waits from the headers, and whether the endpoint works. After some
 * failures in a row the circuit opens; when its time is over one probe is let through, and its outcome decides.
 */
export function leaveFlow(state: FlowState, outcome: FlowOutcome, now: number): FlowState {
  return judge(learn(state, outcome, now), outcome, now)
}

function learn(state: FlowState, outcome: FlowOutcome, now: number): FlowState {
  const wait = outcome.retryAfter === 0 ? flowRules.retryAfterDefault : outcome.retryAfter
  return {
    ...state,
    requestsPerMinute: outcome.requestsPerMinute || state.requestsPerMinute,
    tokensPerMinute: outcome.tokensPerMinute || state.tokensPerMinute,
    requestsAt: outcome.requestsEmpty > 0 ? Math.max(state.requestsAt, now + outcome.requestsEmpty) : state.requestsAt,
    tokensAt: outcome.tokensEmpty > 0 ? Math.max(state.tokensAt, now + outcome.tokensEmpty) : state.tokensAt,
    blockedUntil:
      outcome.kind === 'limited'
        ? Math.max(state.blockedUntil, now + Math.min(wait, flowRules.retryAfterMax))
        : state.blockedUntil,
  }
}

function judge(state: FlowState, { kind, probe }: FlowOutcome, now: number): FlowState {
  const isOpen = state.openUntil > 0
  if (kind === 'quota' || kind === 'key') {
    const until = now + (kind === 'quota' ? flowRules.openQuota : flowRules.openKey)
    return { ...state, openUntil: Math.max(state.openUntil, until), openReason: kind, probeUntil: 0 }
  }
  // Calls that left before the circuit opened prove nothing about now: only the probe does.
  if (isOpen && !probe) return state
  if (kind === 'neutral') return { ...state, probeUntil: 0 }
  // Too busy is alive.
  if (kind !== 'failed') return { ...state, failures: 0, openings: 0, openUntil: 0, probeUntil: 0, openReason: 'none' }
  const failures = state.failures + 1
  if (!isOpen && failures < flowRules.failuresMax) return { ...state, failures }
  const pause = Math.min(flowRules.openFirst * 2 ** Math.min(state.openings, 10), flowRules.openMax)
  return {
    ...state,
    failures,
    openings: state.openings + 1,
    openUntil: now + pause,
    probeUntil: 0,
    openReason: 'outage',
  }
}
