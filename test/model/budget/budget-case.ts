import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import type { LedgerRow } from '../../../src/domain/internal-api.ts'
import type { SpendingLimit } from '../../../src/domain/spending.ts'
import type { ModelCall, Send } from '../../../src/model/model-call.ts'
import type { ModelInput } from '../../../src/model/model-input.ts'
import { planCalls } from '../../../src/model/plan-calls.ts'
import { type Budget, type CallDeps, runCall } from '../../../src/model/run-call.ts'
import { modelCase } from '../model-case.ts'

const priced = { model: 'gpt-6-luna', endpoint: 'api.openai.com' }

/** One call whose price is known, of a listing under these limits. */
export async function budgetCase(
  spendingLimits: SpendingLimit[],
  model: { model: string; endpoint: string } = priced,
): Promise<{ call: ModelCall; input: ModelInput }> {
  const given = modelCase(model)
  const input = { ...given, listing: { ...given.listing, spendingLimits } }
  const [call] = await planCalls(input)
  if (call === undefined) throw new Error('nothing was planned')
  return { call, input }
}

/** Runs the call with this budget and sender; rows of the ledger go to `rows`. */
export async function runWith(
  { call, input }: Awaited<ReturnType<typeof budgetCase>>,
  {
    send,
    budget,
    rows = [],
    more = {},
  }: { send: Send; budget: Budget | null; rows?: LedgerRow[]; more?: Partial<CallDeps> },
  signal: AbortSignal = new AbortController().signal,
) {
  const addLedgerRow = async (row: LedgerRow) => rows.push(row)
  const deps = { send, budget, answers: null, addLedgerRow, now: () => performance.now(), ...more }
  return runCall(call, input, deps, signal)
}

/** The `HangtagError` that some work ends with. */
export async function failureOf(work: Promise<unknown>): Promise<HangtagError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HangtagError)) throw new Error(`expected a HangtagError, got ${String(error)}`)
  return error
}

/** An answer that is no use and says how many tokens it took: only the money is of interest. */
export function answerOf(input: number, output: number): unknown {
  return {
    choices: [{ message: { content: '{}', refusal: null }, finish_reason: 'stop' }],
    usage: { prompt_tokens: input, completion_tokens: output },
  }
}
