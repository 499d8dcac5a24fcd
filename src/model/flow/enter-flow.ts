import { type FlowCall, type FlowDecision, type FlowLimits, type FlowState, flowRules } from './flow-state.ts'

/**
 * Decides on one call at `now`: its slot where one is near, else when to ask again. Pacing is GCRA with no burst: slots are a
 * share over 60 s / limit apart, so that no minute holds more than the limit. Tokens are paced in the same way, each call by
 * its own count. A batch may reserve only the nearer half of what lies ahead, so that a seller always finds a slot near.
 */
export function enterFlow(state: FlowState, call: FlowCall, now: number): { state: FlowState; decision: FlowDecision } {
  const requestsPace = paceOf(1, smaller(state, call, 'requestsPerMinute'))
  const tokensPace = paceOf(call.tokens, smaller(state, call, 'tokensPerMinute'))
  const spacing = Math.max(requestsPace, tokensPace, flowRules.spacingMin)
  if (state.openUntil > now) return sendAway('open', state.openUntil, spacing, state, call, now)
  const isHalfOpen = state.openUntil > 0
  if (isHalfOpen && state.probeUntil > now)
    return sendAway('open', Math.min(state.probeUntil, now + flowRules.probeLook), spacing, state, call, now)

  const slot = Math.max(
    now,
    state.blockedUntil,
    requestsPace > 0 ? state.requestsAt : 0,
    tokensPace > 0 ? state.tokensAt : 0,
  )
  const ahead = call.lane === 'bulk' ? Math.floor(call.waitMax / 2) : call.waitMax
  if (slot - now > ahead) return sendAway('later', slot - ahead, spacing, state, call, now)
  return {
    state: {
      ...state,
      requestsAt: slot + requestsPace,
      tokensAt: slot + tokensPace,
      probeUntil: isHalfOpen ? slot + call.lease : 0,
    },
    decision: { kind: 'go', wait: slot - now, probe: isHalfOpen },
  }
}

/** The learned limit or the configured one, whichever is lower; 0: neither is known. */
function smaller(state: FlowLimits, call: FlowLimits, which: keyof FlowLimits): number {
  if (state[which] === 0 || call[which] === 0) return Math.max(state[which], call[which])
  return Math.min(state[which], call[which])
}

function paceOf(count: number, perMinute: number): number {
  return perMinute === 0 ? 0 : Math.ceil((count * 60_000_000) / (perMinute * flowRules.paceShare))
}

/** A place in the lane's line, so that those who come back come one after the other and find a slot. */
function sendAway(
  kind: 'later' | 'open',
  earliest: number,
  spacing: number,
  state: FlowState,
  call: FlowCall,
  now: number,
): { state: FlowState; decision: FlowDecision } {
  const line = call.lane === 'bulk' ? 'bulkLineEnd' : 'sellerLineEnd'
  const place = Math.min(Math.max(state[line] + spacing, earliest), now + flowRules.lineMax)
  return { state: { ...state, [line]: place }, decision: { kind, wait: place - now, probe: false } }
}
