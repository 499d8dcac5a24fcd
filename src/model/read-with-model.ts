import type { Claim } from '../domain/claim.ts'
import type { ReadResult } from '../domain/internal-api.ts'
import type { Usage } from '../domain/record.ts'
import type { ModelCall } from './model-call.ts'
import { modelReadVersion } from './model-read-version.ts'
import { type ModelInput, planCalls } from './plan-calls.ts'
import { planRepairs } from './plan-repairs.ts'
import type { Reading } from './read-answers.ts'
import { type CallDeps, costOf, runCall } from './run-call.ts'

/**
 * The model read of one listing: plan, send, read, and one repair turn where an answer does not fit. Returns claims, the run
 * (usage and dollars of all its calls; dollars null where a price is not known) and what was dropped, as `extra`. Throws the
 * `HangtagError` of the first call that gave nothing; by then every call is in the ledger.
 */
export async function readWithModel(input: ModelInput, deps: CallDeps, signal: AbortSignal): Promise<ReadResult> {
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
  const costs = all.map((reading) => costOf(reading, input))
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
      usage: all.reduce((sum, { usage, cached }) => add(sum, cached ? none : (usage ?? none)), none),
      costUsd: costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
    },
    extra: { dropped },
  }
}

async function runCalls(
  calls: readonly ModelCall[],
  input: ModelInput,
  deps: CallDeps,
  signal: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const call of calls) readings.push(await runCall(call, input, deps, signal))
  return readings
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
