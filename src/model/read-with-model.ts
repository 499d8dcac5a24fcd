import { ulid } from 'ulid'
import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { LedgerRow, ReadResult } from '../domain/internal-api.ts'
import type { Usage } from '../domain/record.ts'
import type { ModelAnswer, ModelCall, Send } from './model-call.ts'
import { modelReadVersion } from './model-read-version.ts'
import { type ModelInput, planCalls } from './plan-calls.ts'
import { planRepairs } from './plan-repairs.ts'
import { priceCall } from './price-call.ts'
import { type Reading, readAnswers } from './read-answers.ts'

export type ModelReadDeps = {
  send: Send
  /** Called for every call that was sent, also for one that failed. */
  addLedgerRow(row: LedgerRow): Promise<unknown>
  /** Milliseconds; any clock that only goes forward. */
  now(): number
}

/**
 * The model read of one listing: plan, send, read, and one repair turn where an answer does not fit. Returns claims, the run
 * (usage and dollars of all its calls; dollars null where a price is not known) and what was dropped, as `extra`. Throws the
 * `HangtagError` of the first call that gave nothing; by then every call is in the ledger.
 */
export async function readWithModel(input: ModelInput, deps: ModelReadDeps, signal: AbortSignal): Promise<ReadResult> {
  const startedAt = deps.now()
  const calls = await planCalls(input)
  const readings = await runCalls(calls, input, deps, signal)
  const repairs = await planRepairs(readings, input.prompts, input.settings.prompts)
  const repaired = await runCalls(repairs, input, deps, signal)

  const claims: Claim[] = []
  const dropped: unknown[] = []
  const settled = [...readings.filter(({ outcome }) => outcome.kind !== 'repairable'), ...repaired]
  for (const { outcome } of settled) {
    if (outcome.kind !== 'claims') throw outcome.error
    claims.push(...outcome.claims)
    dropped.push(...outcome.dropped)
  }
  const all = [...readings, ...repaired]
  const costs = all.map(({ call, usage }) => costOf(call, usage, input))
  const { model } = input.settings
  return {
    claims,
    run: {
      read: 'model',
      version: modelReadVersion(input),
      ms: Math.max(0, deps.now() - startedAt),
      cached: false,
      ...(model === null ? {} : { model: model.name, endpoint: model.endpoint }),
      ...(calls[0] === undefined ? {} : { prompt: calls[0].prompt }),
      usage: all.reduce((sum, { usage }) => add(sum, usage ?? none), none),
      costUsd: costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
    },
    extra: { dropped },
  }
}

async function runCalls(
  calls: readonly ModelCall[],
  input: ModelInput,
  deps: ModelReadDeps,
  signal: AbortSignal,
): Promise<Reading[]> {
  const sent: { call: ModelCall; answer: ModelAnswer }[] = []
  for (const call of calls) sent.push({ call, answer: await sendCall(call, input, deps, signal) })
  const readings = readAnswers(sent, input.taxonomy)
  for (const { call, ms, usage, outcome } of readings) {
    const result = outcome.kind === 'claims' ? 'ok' : outcome.error.code
    await deps.addLedgerRow(ledgerRow(call, { usage, ms, outcome: result }, input))
  }
  return readings
}

async function sendCall(
  call: ModelCall,
  input: ModelInput,
  deps: ModelReadDeps,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const startedAt = deps.now()
  const elapsed = () => Math.max(0, deps.now() - startedAt)
  try {
    const body = await deps.send(call.request, signal)
    return { body, ms: elapsed() }
  } catch (error) {
    if (error instanceof HangtagError) return { error, ms: elapsed() }
    // An aborted call may have been paid for all the same: the ledger shows it before the abort goes on.
    const outcome = signal.aborted ? 'aborted' : 'error'
    await deps.addLedgerRow(ledgerRow(call, { usage: null, ms: elapsed(), outcome }, input))
    throw error
  }
}

function ledgerRow(
  call: ModelCall,
  result: { usage: Usage | null; ms: number; outcome: string },
  input: ModelInput,
): LedgerRow {
  return {
    id: ulid(),
    listingId: input.listing.listingId,
    step: call.step,
    model: call.request.model,
    endpoint: input.settings.model?.endpoint ?? '',
    prompt: call.prompt,
    usage: result.usage ?? none,
    costUsd: costOf(call, result.usage, input),
    outcome: result.outcome,
    ms: result.ms,
  }
}

/** Null where nothing was counted: whether and what a call cost that gave no count is not known. */
function costOf(call: ModelCall, usage: Usage | null, { settings }: ModelInput): number | null {
  if (usage === null || settings.model === null) return null
  return priceCall(usage, { endpoint: settings.model.endpoint, model: call.request.model })
}

const none: Usage = { input: 0, cached: 0, cacheWrite: 0, output: 0 }

function add(sum: Usage, usage: Usage): Usage {
  return {
    input: sum.input + usage.input,
    cached: sum.cached + usage.cached,
    cacheWrite: (sum.cacheWrite ?? 0) + (usage.cacheWrite ?? 0),
    output: sum.output + usage.output,
    ...(usage.tier === undefined ? {} : { tier: usage.tier }),
  }
}
