import { ulid } from 'ulid'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { LedgerRow } from '../domain/internal-api.ts'
import type { Usage } from '../domain/record.ts'
import { mayHaveCost } from './may-have-cost.ts'
import type { ModelAnswer, ModelCall, Send } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { priceCall } from './price-call.ts'
import { type Reading, readAnswers } from './read-answers.ts'

/** What one call needs of the world outside. */
export type CallDeps = {
  send: Send
  /** Answers that were paid for before; null: none are kept. */
  answers: AnswerStore | null
  /** Money set aside before a call and settled after it; null: nothing is limited. */
  budget: Budget | null
  /** Called for every call, also for one that failed or was answered from the store. */
  addLedgerRow(row: LedgerRow): Promise<unknown>
  /** Milliseconds; any clock that only goes forward. */
  now(): number
}

/**
 * Bodies of answers, kept by what was asked exactly. `get` says null where nothing is kept. `isGood`: the answer could be read
 * as it was; a recording keeps the others too.
 */
export type AnswerStore = {
  get(call: ModelCall, input: ModelInput): Promise<unknown>
  put(call: ModelCall, input: ModelInput, body: unknown, isGood: boolean): Promise<unknown>
}

export type Budget = {
  /** Sets aside the most that the call can cost, under the call's id. Throws `HangtagError` where it does not fit. */
  reserve(id: string, call: ModelCall, input: ModelInput, signal: AbortSignal): Promise<unknown>
  /**
   * Books what it did cost and frees the rest. Null: what it cost is not known, and all that was set aside stays booked. Never
   * throws what Redis causes: by then there is an answer.
   */
  settle(id: string, costUsd: number | null): Promise<unknown>
}

/**
 * Runs one call: from the store where its answer is there, else reserved, sent, read, kept, written to the ledger and settled.
 * The ledger's row has the reservation's id: a call that dies in between stays booked until the two are compared. What was
 * not sent, for whatever reason, costs nothing, has no row, and throws.
 */
export async function runCall(
  call: ModelCall,
  input: ModelInput,
  deps: CallDeps,
  signal: AbortSignal,
): Promise<Reading> {
  const { answers, budget } = deps
  const id = ulid()
  const stored = (await answers?.get(call, input)) ?? null
  if (stored !== null) {
    const reading = readOne(call, { body: stored, ms: 0, cached: true }, input)
    await deps.addLedgerRow(rowOfReading(id, reading, input))
    return reading
  }
  await budget?.reserve(id, call, input, signal)
  const reading = await sendAndBook(id, call, input, deps, signal)
  await budget?.settle(id, costOf(reading, input))
  return reading
}

async function sendAndBook(
  id: string,
  call: ModelCall,
  input: ModelInput,
  deps: CallDeps,
  signal: AbortSignal,
): Promise<Reading> {
  const answer = await sendCall(id, call, input, deps, signal)
  const reading = readOne(call, answer, input)
  const isGood = reading.outcome.kind === 'claims'
  // Side by side: where the ledger cannot be written the job is tried again, and then finds the answer that was paid for.
  const [written] = await Promise.allSettled([
    deps.addLedgerRow(rowOfReading(id, reading, input)),
    ...('body' in answer ? [deps.answers?.put(call, input, answer.body, isGood)] : []),
  ])
  if (written.status === 'rejected') throw written.reason
  return reading
}

/**
 * Dollars of a call; null where nothing was counted or the price is not known. What came from the store, and what failed before
 * anybody worked on it, costs nothing.
 */
export function costOf({ call, usage, cached, outcome }: Reading, { profile }: ModelInput): number | null {
  if (cached) return 0
  const isFree = outcome.kind === 'failed' && !mayHaveCost(outcome.error)
  return usage === null && !isFree ? null : priceCall(usage ?? none, profile, call.request.model)
}

async function sendCall(
  id: string,
  call: ModelCall,
  input: ModelInput,
  deps: CallDeps,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const startedAt = deps.now()
  const elapsed = () => Math.max(0, deps.now() - startedAt)
  try {
    const { lane } = input.listing
    const body = await deps.send(call.request, signal, lane === undefined ? {} : { lane })
    return { body, ms: elapsed(), cached: false }
  } catch (error) {
    if (error instanceof HangtagError && error.evidence.sent === false) {
      await deps.budget?.settle(id, 0)
      signal.throwIfAborted()
      throw error
    }
    if (error instanceof HangtagError) return { error, ms: elapsed() }
    // An aborted call may have been paid for all the same: the ledger shows it before the abort goes on, and it stays booked.
    const outcome = signal.aborted ? 'aborted' : 'error'
    await deps.addLedgerRow(ledgerRow(id, call, { usage: null, ms: elapsed(), outcome, costUsd: null }, input))
    await deps.budget?.settle(id, null)
    throw error
  }
}

function readOne(call: ModelCall, answer: ModelAnswer, input: ModelInput): Reading {
  const [reading] = readAnswers([{ call, answer }], input.taxonomy)
  if (reading === undefined) throw new Error('one answer gives one reading')
  return reading
}

function rowOfReading(id: string, reading: Reading, input: ModelInput): LedgerRow {
  const { call, usage, ms, outcome, cached } = reading
  const said = cached ? 'cached' : outcome.kind === 'claims' ? 'ok' : outcome.error.code
  const booked = { usage: cached ? null : usage, ms, outcome: said, costUsd: costOf(reading, input) }
  return ledgerRow(id, call, booked, input)
}

const none: Usage = { input: 0, cached: 0, cacheWrite: 0, output: 0 }

function ledgerRow(
  id: string,
  call: ModelCall,
  { usage, ms, outcome, costUsd }: { usage: Usage | null; ms: number; outcome: string; costUsd: number | null },
  input: ModelInput,
): LedgerRow {
  return {
    id,
    listingId: input.listing.listingId,
    step: call.step,
    model: call.request.model,
    endpoint: input.settings.model?.endpoint ?? '',
    prompt: call.prompt,
    usage: usage ?? none,
    costUsd,
    outcome,
    ms,
  }
}
