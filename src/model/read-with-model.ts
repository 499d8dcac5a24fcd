import type { Claim } from '../domain/claim.ts'
import type { ReadResult } from '../domain/internal-api.ts'
import { describeRun } from './describe-run.ts'
import type { AnswerForm, ModelReadName } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { planCalls } from './plan-calls.ts'
import { planSecondCalls } from './plan-second-calls.ts'
import type { Reading } from './read-answers.ts'
import type { CallDeps } from './run-call.ts'
import { type PlanRound, runRounds } from './run-rounds.ts'
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
  const readings = await runRounds(plan, input, deps, signal)
  const { claims, dropped } = together(readings)
  const shadows = await runShadows(plan, readings, input, deps, signal)
  return {
    claims,
    run: describeRun(readings, shadows.readings, input),
    extra: { dropped, ...(shadows.results.length === 0 ? {} : { shadows: shadows.results }) },
  }
}

const planners: Readonly<Record<ModelReadName, PlanRound>> = { model: planCalls, 'model-second': planSecondCalls }

/**
 * What the answers say together. Of each form the last answer counts: a category that was chosen more exactly, fields that were
 * asked for again for another category. A verdict on a dispute stands for what the same read had described there.
 */
function together(readings: readonly Reading[]): { claims: Claim[]; dropped: Dropped[] } {
  const dropped = readings.flatMap(({ outcome }) => (outcome.kind === 'claims' ? outcome.dropped : []))
  const claims = new Map<AnswerForm, Claim[]>()
  let category: string | null = null
  for (const { call, outcome } of readings) {
    if (outcome.kind !== 'claims') continue
    const before = claims.get(call.form)
    // Further down a large taxonomy nothing may fit; what was chosen above stays.
    if (call.form === 'category' && outcome.chosen === null && before !== undefined) continue
    // Several models, each asked for its own fields of one category, answer together.
    const isPart = call.fields !== undefined && before !== undefined && category === call.category
    claims.set(call.form, isPart ? [...before, ...unsaid(outcome.claims, before)] : outcome.claims)
    if (call.form === 'fields') category = call.category
  }
  const settled = new Set(claims.get('verdicts')?.map(({ attribute }) => attribute))
  const described = claims.get('statements')?.filter(({ attribute }) => !settled.has(attribute)) ?? []
  const fields = claims.get('fields') ?? []
  return {
    claims: [...chosenOrFitting(claims.get('category'), fields), ...described, ...(claims.get('verdicts') ?? [])],
    dropped,
  }
}

/** Each part says that the category fits: once is enough. */
function unsaid(claims: readonly Claim[], before: readonly Claim[]): Claim[] {
  return claims.filter(
    ({ attribute }) => attribute !== 'category' || !before.some((one) => one.attribute === attribute),
  )
}

/** The category once, from the answer that chose it; where it was certain before, from the answer that said that it fits. */
function chosenOrFitting(category: readonly Claim[] | undefined, fields: readonly Claim[]): Claim[] {
  if (category === undefined) return [...fields]
  return [...category, ...fields.filter(({ attribute }) => attribute !== 'category')]
}
