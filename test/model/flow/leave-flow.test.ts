import { describe, expect, it } from 'vitest'
import { enterFlow } from '../../../src/model/flow/enter-flow.ts'
import { type FlowState, unknownFlow } from '../../../src/model/flow/flow-state.ts'
import { leaveFlow } from '../../../src/model/flow/leave-flow.ts'
import {
  failuresMax,
  flowCall,
  flowOutcome,
  minute,
  openFirst,
  openMax,
  openQuota,
  probeLook,
  second,
} from './flow-case.ts'

const start = 1_790_000_000 * second
const call = flowCall({ requestsPerMinute: 0 })
const failed = flowOutcome({ kind: 'failed' })

function afterFailures(count: number): FlowState {
  return Array.from({ length: count }).reduce<FlowState>((state) => leaveFlow(state, failed, start), unknownFlow)
}

describe('the circuit', () => {
  it('opens after failures in a row, and one success between them begins the count anew', () => {
    const nearly = afterFailures(failuresMax - 1)
    expect(enterFlow(nearly, call, start).decision.kind).toBe('go')
    const mended = leaveFlow(leaveFlow(nearly, flowOutcome(), start), failed, start)
    expect(enterFlow(mended, call, start).decision.kind).toBe('go')
    const open = leaveFlow(nearly, failed, start)
    expect(open.openReason).toBe('outage')
    expect(enterFlow(open, call, start).decision).toEqual({ kind: 'open', wait: openFirst, probe: false })
  })

  it('is probed by one call at a time; the others are told to come a little later', () => {
    const open = afterFailures(failuresMax)
    const at = start + openFirst
    const probe = enterFlow(open, call, at)
    expect(probe.decision).toEqual({ kind: 'go', wait: 0, probe: true })
    const other = enterFlow(probe.state, call, at)
    expect(other.decision).toMatchObject({ kind: 'open', wait: probeLook })
    const closed = leaveFlow(other.state, flowOutcome({ probe: true }), at + second)
    expect(enterFlow(closed, call, at + second).decision).toEqual({ kind: 'go', wait: 0, probe: false })
  })

  it('stays open longer after each probe that fails, up to a bound', () => {
    let state = afterFailures(failuresMax)
    const pauses = Array.from({ length: 8 }, () => {
      const at = state.openUntil
      const probe = enterFlow(state, call, at)
      expect(probe.decision.probe).toBe(true)
      state = leaveFlow(probe.state, { ...failed, probe: true }, at)
      return state.openUntil - at
    })
    expect(pauses.slice(0, 3)).toEqual([2 * openFirst, 4 * openFirst, 8 * openFirst])
    expect(pauses.at(-1)).toBe(openMax)
  })

  it('lets another probe go when the one that had the turn died, and at once when its caller went away', () => {
    const at = start + openFirst
    const probe = enterFlow(afterFailures(failuresMax), call, at)
    expect(enterFlow(probe.state, call, at + call.lease - 1).decision.kind).toBe('open')
    expect(enterFlow(probe.state, call, at + call.lease).decision.probe).toBe(true)
    const away = leaveFlow(probe.state, flowOutcome({ kind: 'neutral', probe: true }), at)
    expect(enterFlow(away, call, at).decision.probe).toBe(true)
  })

  it('is not moved by calls that left before it opened', () => {
    const open = afterFailures(failuresMax)
    expect(leaveFlow(open, flowOutcome(), start)).toEqual(open)
    expect(leaveFlow(open, failed, start)).toEqual(open)
  })

  it('opens at once and for long where the account has no quota left', () => {
    const state = leaveFlow(unknownFlow, flowOutcome({ kind: 'quota' }), start)
    expect(state.openReason).toBe('quota')
    expect(enterFlow(state, call, start + 10 * minute).decision.kind).toBe('open')
    expect(enterFlow(state, call, start + openQuota).decision).toMatchObject({ kind: 'go', probe: true })
  })

  it('takes an endpoint that is only busy for one that works', () => {
    const state = leaveFlow(afterFailures(failuresMax - 1), flowOutcome({ kind: 'limited' }), start)
    expect(state.failures).toBe(0)
    expect(state.blockedUntil).toBe(start + second)
  })
})

it('keeps a limit that later answers do not repeat, and takes a new one', () => {
  const learned = leaveFlow(unknownFlow, flowOutcome({ requestsPerMinute: 500, tokensPerMinute: 200_000 }), start)
  expect(leaveFlow(learned, flowOutcome(), start)).toMatchObject({ requestsPerMinute: 500, tokensPerMinute: 200_000 })
  expect(leaveFlow(learned, flowOutcome({ requestsPerMinute: 50 }), start)).toMatchObject({ requestsPerMinute: 50 })
})

it('holds the next request back where the headers say that none is left', () => {
  const state = leaveFlow(unknownFlow, flowOutcome({ requestsPerMinute: 60, requestsEmpty: 1.5 * second }), start)
  expect(enterFlow(state, call, start).decision).toMatchObject({ kind: 'go', wait: 1.5 * second })
})
