import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enterFlow } from '../../../src/model/flow/enter-flow.ts'
import { type FlowCall, type FlowState, unknownFlow } from '../../../src/model/flow/flow-state.ts'
import { leaveFlow } from '../../../src/model/flow/leave-flow.ts'
import { flowCall, flowOutcome, minute, mostInAMinute, second } from './flow-case.ts'

const start = 1_790_000_000 * second

type Sent = { at: number; count: number; lane: FlowCall['lane']; arrivedAt: number }

/** Callers that ask, wait or come back when they are told to, under a clock of the test's own, for so many minutes. */
function play(callers: readonly { at: number; call: FlowCall; late?: number }[], minutes: number) {
  let state: FlowState = unknownFlow
  const waiting = callers.map((caller) => ({ ...caller, arrivedAt: caller.at, starts: 0 }))
  const sent: Sent[] = []
  let startsMax = 0
  for (;;) {
    waiting.sort((a, b) => a.at - b.at)
    const next = waiting.shift()
    if (next === undefined || next.at > start + minutes * minute) break
    const { state: after, decision } = enterFlow(state, next.call, next.at)
    state = after
    startsMax = Math.max(startsMax, next.starts + 1)
    if (decision.kind === 'go') {
      expect(decision.wait).toBeLessThanOrEqual(next.call.waitMax)
      const { lane, tokens } = next.call
      const count = next.call.tokensPerMinute > 0 ? tokens : 1
      sent.push({ at: next.at + decision.wait, count, lane, arrivedAt: next.arrivedAt })
    } else {
      const late = next.late ?? 0
      waiting.push({ ...next, at: next.at + decision.wait + late, starts: next.starts + 1 })
    }
  }
  return { sent, startsMax }
}

describe('the pace at 60 a minute', () => {
  it('uses at least 95 % of the limit and no minute holds more, with hundreds who want to go at once', () => {
    for (const lane of ['seller', 'bulk'] as const) {
      const callers = Array.from({ length: 400 }, () => ({ at: start, call: flowCall({ lane }) }))
      const { sent, startsMax } = play(callers, 5)
      expect(sent.filter(({ at }) => at < start + 5 * minute).length).toBeGreaterThanOrEqual(0.95 * 300)
      expect(mostInAMinute(sent)).toBeLessThanOrEqual(60)
      // Each is sent away about once: its place in line is a slot.
      expect(startsMax).toBeLessThanOrEqual(3)
    }
  })

  it('holds when those who come back are late, by up to a second each', () => {
    const callers = Array.from({ length: 400 }, (_, at) => ({
      at: start + at * 7_000,
      call: flowCall({ lane: 'bulk' }),
      late: ((at * 7_919) % 1_000) * 1_000,
    }))
    const { sent } = play(callers, 5)
    expect(sent.filter(({ at }) => at < start + 5 * minute).length).toBeGreaterThanOrEqual(0.95 * 300)
    expect(mostInAMinute(sent)).toBeLessThanOrEqual(60)
  })

  it('never lets a minute hold more than the limit, whoever comes when', () => {
    const caller = fc.record({
      at: fc.integer({ min: 0, max: 3 * minute }).map((after) => start + after),
      lane: fc.constantFrom('seller', 'bulk'),
      late: fc.integer({ min: 0, max: 3 * second }),
    })
    fc.assert(
      fc.property(
        fc.array(caller, { maxLength: 120 }),
        fc.integer({ min: 3, max: 90 }),
        (callers, requestsPerMinute) => {
          const { sent } = play(
            callers.map(({ at, lane, late }) => ({ at, late, call: flowCall({ lane, requestsPerMinute }) })),
            10,
          )
          expect(mostInAMinute(sent)).toBeLessThanOrEqual(requestsPerMinute)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('lets a seller through within its short wait while a batch wants all that there is', () => {
    const batch = Array.from({ length: 300 }, () => ({ at: start, call: flowCall({ lane: 'bulk' }) }))
    const sellers = Array.from({ length: 10 }, (_, at) => ({ at: start + at * 13 * second, call: flowCall() }))
    const { sent } = play([...batch, ...sellers], 5)
    const waits = sent.filter(({ lane }) => lane === 'seller').map(({ at, arrivedAt }) => at - arrivedAt)
    expect(waits).toHaveLength(10)
    expect(Math.max(...waits)).toBeLessThanOrEqual(2.2 * second)
  })
})

it('paces by tokens too: a large call takes a longer piece of the minute', () => {
  const callers = Array.from({ length: 300 }, (_, at) => ({
    at: start,
    call: flowCall({ requestsPerMinute: 0, tokensPerMinute: 100_000, tokens: at % 2 === 0 ? 500 : 1_500 }),
  }))
  const { sent } = play(callers, 2)
  const inFirst = sent.filter(({ at }) => at < start + minute).reduce((sum, { count }) => sum + count, 0)
  expect(inFirst).toBeGreaterThanOrEqual(95_000)
  expect(mostInAMinute(sent)).toBeLessThanOrEqual(100_000)
})

it('lets everyone go while no limit is known, and keeps to the one that an answer tells', () => {
  const open = flowCall({ requestsPerMinute: 0 })
  let state: FlowState = unknownFlow
  for (let at = 0; at < 20; at += 1) {
    const entered = enterFlow(state, open, start)
    expect(entered.decision).toEqual({ kind: 'go', wait: 0, probe: false })
    state = entered.state
  }
  state = leaveFlow(state, flowOutcome({ requestsPerMinute: 60 }), start)
  const waits = [1, 2, 3, 4].map(() => {
    const entered = enterFlow(state, open, start)
    state = entered.state
    return entered.decision
  })
  expect(waits.map(({ kind }) => kind)).toEqual(['go', 'go', 'later', 'later'])
})

it('keeps to the lower of the limit that is configured and the one that is learned', () => {
  const state = { ...unknownFlow, requestsPerMinute: 600, requestsAt: 0 }
  expect(enterFlow(state, flowCall(), start).state.requestsAt - start).toBeGreaterThan(second)
  expect(enterFlow({ ...state, requestsPerMinute: 30 }, flowCall(), start).state.requestsAt - start).toBeGreaterThan(
    2 * second,
  )
})

it('sends nothing before the moment that a busy endpoint named, and tells the others to come after it', () => {
  const state = leaveFlow(unknownFlow, flowOutcome({ kind: 'limited', retryAfter: 20 * second }), start)
  const first = enterFlow(state, flowCall(), start)
  expect(first.decision).toEqual({ kind: 'later', wait: 18 * second, probe: false })
  const { decision } = enterFlow(first.state, flowCall(), start + 18.5 * second)
  expect(decision).toEqual({ kind: 'go', wait: 1.5 * second, probe: false })
})
