import { HangtagError } from '../domain/hangtag-error.ts'
import { isSpared, lastWords } from './last-words.ts'
import type { ModelCall } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import type { Reading } from './read-answers.ts'
import { type CallDeps, runCall } from './run-call.ts'

/** What is still to be asked after what was answered; an empty plan ends the rounds. */
export type PlanRound = (input: ModelInput, readings: readonly Reading[]) => Promise<ModelCall[]>

/**
 * Plan, send, read, until nothing is left to ask. Throws the `HangtagError` of the call that gave nothing, unless the others are
 * of use without it; by then every call is in the ledger.
 */
export async function runRounds(
  plan: PlanRound,
  input: ModelInput,
  deps: CallDeps,
  signal: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = []
  const most = callsMax * (1 + new Set(Object.values(input.settings.model?.routes ?? {})).size)
  for (let calls = await plan(input, readings); calls.length > 0; calls = await plan(input, readings))
    for (const call of calls) {
      if (readings.length >= most) throw new Error(`a plan of more than ${most} calls for one listing`)
      readings.push(await runCall(call, input, deps, signal).catch((error: unknown) => unsent(call, error)))
    }
  for (const reading of lastWords(readings).reverse())
    if (reading.outcome.kind !== 'claims' && !isDispensable(reading) && !isSpared(reading, readings))
      throw reading.outcome.error
  return readings
}

/**
 * No plan is that long: a category level by level (4 calls), the fields of one that turns out wrong and of another (2), each
 * followed up once; fields once more for each model that they are routed to. One that were would be a mistake of ours, and paid for without end.
 */
const callsMax = 12

/** A budget's refusal is thrown before anything is sent; of a call that can be done without it is a failure like another. */
function unsent(call: ModelCall, error: unknown): Reading {
  if (!(error instanceof HangtagError)) throw error
  const reading: Reading = { call, ms: 0, usage: null, cached: false, outcome: { kind: 'failed', error } }
  if (!isDispensable(reading)) throw error
  return reading
}

/**
 * A stronger model that will not judge takes nothing from what was described before it: the dispute stays for a person. What may
 * pass is thrown all the same, so that the job comes back for it.
 */
function isDispensable({ call, outcome }: Reading): boolean {
  return call.form === 'verdicts' && outcome.kind !== 'claims' && outcome.error.disposition === 'give-up'
}
