import { ulid } from 'ulid'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { LedgerRow } from '../domain/internal-api.ts'
import type { Usage } from '../domain/record.ts'
import type { ModelAnswer, ModelCall, Send } from './model-call.ts'
import type { ModelInput } from './plan-calls.ts'
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

/** Bodies of answers, kept by what was asked exactly. `get` says null where nothing is kept. */
export type AnswerStore = {
  get(call: ModelCall, input: ModelInput): Promise<unknown>
  put(call: ModelCall, input: ModelInput, body: unknown): Promise<unknown>
}

export type Budget = {
  /** Sets aside the most that the call can cost, under the call's id. Throws `HangtagError` where it does not fit. */
  reserve(id: string, call: ModelCall, input: ModelInput): Promise<unknown>
  /** Books what it did cost and frees the rest. Null: what it cost is not known, and all that was set aside stays booked. */
  settle(id: string, input: ModelInput, costUsd: number | null): Promise<unknown>
}

/**
 * Runs one call: from the store where its answer is there, else reserved, sent, read, written to the ledger, settled, and
 * kept. The ledger's row has the reservation's id: a call that dies in between stays booked until the two are compared.
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
  if (stored !== null) return book(id, call, { body: stored, ms: 0, cached: true }, input, deps)
  await budget?.reserve(id, call, input)
  const answer = await sendCall(id, call, input, deps, signal)
  const reading = await book(id, call, answer, input, deps)
  await budget?.settle(id, input, costOf(reading, input))
  if (reading.outcome.kind === 'claims' && 'body' in answer) await answers?.put(call, input, answer.body)
  return reading
}

/** Dollars of a call; null where nothing was counted or the price is not known. What came from the store costs nothing. */
export function costOf({ call, usage, cached }: Reading, { profile }: ModelInput): number | null {
  if (cached) return 0
  return usage === null ? null : priceCall(usage, profile, call.request.model)
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
    const body = await deps.send(call.request, signal)
    return { body, ms: elapsed(), cached: false }
  } catch (error) {
    if (error instanceof HangtagError) return { error, ms: elapsed() }
    // An aborted call may have been paid for all the same: the ledger shows it before the abort goes on, and it stays booked.
    const outcome = signal.aborted ? 'aborted' : 'error'
    const row = ledgerRow(id, call, { usage: null, ms: elapsed(), outcome, costUsd: null }, input)
    await deps.addLedgerRow(row)
    throw error
  }
}

async function book(
  id: string,
  call: ModelCall,
  answer: ModelAnswer,
  input: ModelInput,
  deps: CallDeps,
): Promise<Reading> {
  const [reading] = readAnswers([{ call, answer }], input.taxonomy)
  if (reading === undefined) throw new Error('one answer gives one reading')
  const { usage, ms, outcome, cached } = reading
  const said = cached ? 'cached' : outcome.kind === 'claims' ? 'ok' : outcome.error.code
  const booked = { usage: cached ? null : usage, ms, outcome: said, costUsd: costOf(reading, input) }
  await deps.addLedgerRow(ledgerRow(id, call, booked, input))
  return reading
}

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
    usage: usage ?? { input: 0, cached: 0, cacheWrite: 0, output: 0 },
    costUsd,
    outcome,
    ms,
  }
}
