import type { StoredRun } from '../run/run-folder.ts'
import type { FieldScore, RunScores } from '../score/score-run.ts'

export type MlflowRun = {
  name: string
  startedAt: string
  endedAt: Date
  isComplete: boolean
  params: Record<string, string>
  metrics: Record<string, number>
  tags: Record<string, string>
}

/** A parameter may be so long on every version (500 from 1.28, 6,000 from 2.8, by MLflow's notes); a longer one is cut. */
const parameterCharactersMax = 500

/** A run in MLflow's words: settings are parameters, scores are metrics, what it was of is tags. Shares and F1 are from 0 to 1. */
export function mlflowRun({ about }: StoredRun, scores: RunScores, endedAt: Date): MlflowRun {
  const { dataset, settings, prompts, taxonomy, repeats, suite, name } = about
  const params = { suite, dataset: dataset.version, cases: dataset.cases, repeats, taxonomy, prompts, settings }
  const { all, macro, fields, confidence, evidence, expense, stability, failed, missing } = scores
  const metrics: Record<string, number | null> = {
    ...fieldMetrics('all', all),
    macro_f1: macro.f1 / 100,
    failed: failed.length,
    missing,
    stability: stability?.share ?? null,
    evidence_found: evidence.pieces === 0 ? null : evidence.found / evidence.pieces,
    ...Object.fromEntries(
      Object.entries(confidence).flatMap(([what, found]) =>
        found === null
          ? []
          : [
              [`confidence.${what}.ece`, found.ece],
              [`confidence.${what}.brier`, found.brier],
              [`confidence.${what}.auroc`, found.auroc],
            ],
      ),
    ),
    cost_usd: expense.costUsd,
    calls: expense.calls,
    cached_share: expense.cachedShare,
    tokens_input: expense.tokens.input,
    tokens_output: expense.tokens.output,
    case_ms_p50: expense.ms.p50,
    case_ms_p95: expense.ms.p95,
    ...Object.assign({}, ...Object.entries(fields).map(([field, score]) => fieldMetrics(`field.${field}`, score))),
  }
  return {
    name,
    startedAt: about.startedAt,
    endedAt,
    isComplete: missing === 0,
    params: Object.fromEntries(
      flat(params).map(([key, value]) => [nameOf(key), value.slice(0, parameterCharactersMax)]),
    ),
    metrics: Object.fromEntries(
      Object.entries(metrics).flatMap(([key, value]) =>
        value === null || !Number.isFinite(value) ? [] : [[nameOf(key), value]],
      ),
    ),
    tags: {
      'hangtag.run': name,
      'hangtag.started': about.startedAt,
      'hangtag.suite': suite,
      'hangtag.dataset': dataset.version,
      'mlflow.note.content': about.description,
    },
  }
}

function fieldMetrics(name: string, { right, value, told, wrong, extraction, scored }: FieldScore) {
  return {
    [`${name}.right`]: right.share,
    [`${name}.value`]: value.share,
    [`${name}.told`]: told.share,
    [`${name}.wrong`]: wrong.share,
    [`${name}.f1`]: extraction.f1 / 100,
    [`${name}.scored`]: scored,
  }
}

/** `{ a: { b: 1 } }` as `a.b`; lists, and what is empty, as JSON. */
function flat(value: Readonly<Record<string, unknown>>, path: readonly string[] = []): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const place = [...path, key]
    const isBranch = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    if (isBranch && Object.keys(inner).length > 0) return flat(inner as Record<string, unknown>, place)
    return [[place.join('.'), typeof inner === 'string' ? inner : JSON.stringify(inner)]]
  })
}

/** What MLflow takes in names, at most 250 characters. */
function nameOf(key: string): string {
  return key.replaceAll(/[^\w\-. /]/g, '_').slice(0, 250)
}
