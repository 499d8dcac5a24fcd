import type { Claim } from '../domain/claim.ts'
import type { ReadResult } from '../domain/internal-api.ts'
import type { Usage } from '../domain/record.ts'
import type { AnswerForm, ModelCall, ModelReadName } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { planCalls } from './plan-calls.ts'
import { planSecondCalls } from './plan-second-calls.ts'
import type { Reading } from './read-answers.ts'
import { type CallDeps, costOf, runCall } from './run-call.ts'
import { runShadows } from './run-shadows.ts'
import type { Dropped } from './said.ts'

/**
 * One model read of one listing, in rounds: plan, send, read, until nothing is left to ask. Returns claims, the run (its steps
 * with prompts, photos, usage and dollars; dollars null where a price is not known) and what was dropped, as `extra`. Throws the
 * `HangtagError` of the call that gave nothing; by then every call is in the ledger.
 */
export async function readWithModel(
  name: ModelReadName,
  input: ModelInput,
  deps: CallDeps,
  signal: AbortSignal,
): Promise<Pick<ReadResult, 'claims' | 'extra'> & { run: Partial<ReadResult['run']> }> {
  const plan = planners[name]
  const readings: Reading[] = []
  for (let calls = await plan(input, readings); calls.length > 0; calls = await plan(input, readings))
    for (const call of calls) readings.push(await runCall(call, input, deps, signal))
  const last = readings.at(-1)
  if (last !== undefined && last.outcome.kind !== 'claims') throw last.outcome.error
  const { claims, dropped } = together(readings)
  const shadows = await runShadows(plan, readings, input, deps, signal)
  return {
    claims,
    run: runOf(readings, shadows.readings, input),
    extra: { dropped, ...(shadows.results.length === 0 ? {} : { shadows: shadows.results }) },
  }
}

const planners: Readonly<
  Record<ModelReadName, (input: ModelInput, readings: readonly Reading[]) => Promise<ModelCall[]>>
> = { model: planCalls, 'model-second': planSecondCalls }

/**
 * What the answers say together. Of each form the last answer counts: a category that was chosen more exactly, fields that were
 * asked for again for another category. A verdict on a dispute stands for what the same read had described there.
 */
function together(readings: readonly Reading[]): { claims: Claim[]; dropped: Dropped[] } {
  const dropped = readings.flatMap(({ outcome }) => (outcome.kind === 'claims' ? outcome.dropped : []))
  const claims = new Map<AnswerForm, Claim[]>()
  for (const { call, outcome } of readings) {
    if (outcome.kind !== 'claims') continue
    // Further down a large taxonomy nothing may fit; what was chosen above stays.
    if (call.form === 'category' && outcome.chosen === null && claims.has('category')) continue
    claims.set(call.form, outcome.claims)
  }
  const settled = new Set(claims.get('verdicts')?.map(({ attribute }) => attribute))
  const described = claims.get('statements')?.filter(({ attribute }) => !settled.has(attribute)) ?? []
  const fields = claims.get('fields') ?? []
  return {
    claims: [...chosenOrFitting(claims.get('category'), fields), ...described, ...(claims.get('verdicts') ?? [])],
    dropped,
  }
}

/** The category once, from the answer that chose it; where it was certain before, from the answer that said that it fits. */
function chosenOrFitting(category: readonly Claim[] | undefined, fields: readonly Claim[]): Claim[] {
  if (category === undefined) return [...fields]
  return [...category, ...fields.filter(({ attribute }) => attribute !== 'category')]
}

function runOf(
  readings: readonly Reading[],
  shadows: readonly Reading[],
  input: ModelInput,
): Partial<ReadResult['run']> {
  const all = [...readings, ...shadows]
  const costs = all.map((reading) => costOf(reading, input))
  const { model } = input.settings
  const main = readings.findLast(({ call }) => call.attempt !== 'repair')
  return {
    ...(model === null ? {} : { model: model.name, endpoint: model.endpoint }),
    ...(main === undefined ? {} : { prompt: main.call.prompt }),
    usage: all.reduce((sum, { usage, cached }) => add(sum, cached ? none : (usage ?? none)), none),
    costUsd: costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
    steps: all.map(({ call, usage, cached }, place) => ({
      prompt: call.prompt,
      model: call.request.model,
      photos: [...call.photos],
      usage: cached || usage === null ? none : usage,
      costUsd: costs[place] ?? null,
      ...(place < readings.length ? {} : { shadow: true }),
    })),
  }
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
