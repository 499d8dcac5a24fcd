import { chooseThreshold, type Threshold } from '../choose-threshold.ts'
import { exactInterval, type Share } from '../exact-interval.ts'
import type { Reliability } from '../reliability.ts'
import type { StoredRun } from '../run/run-folder.ts'
import { scoreConfidence } from '../score-confidence.ts'
import type { Outcome } from '../score-drafts.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import { type AnswerCount, countAnswers } from './count-answers.ts'
import { countEvidence, type EvidenceCount } from './count-evidence.ts'
import { type Expense, expenseOf } from './expense.ts'
import {
  countOutcomes,
  type ExtractionCounts,
  type ExtractionOutcome,
  type ExtractionScore,
  meanScore,
  scoreCounts,
} from './extraction-counts.ts'
import { outcomesOf } from './judge-run.ts'

/**
 * Three tiers, apart: whether it was seen that a value can be told or cannot (`told`), whether the value is right where gold and
 * draft both have one (`value`), and both together (`right`).
 */
export type FieldScore = {
  scored: number
  told: Share
  value: Share
  right: Share
  wrong: Share
  counts: ExtractionCounts
  extraction: ExtractionScore
}

export type RunScores = {
  cases: number
  rows: number
  /** Cases without a row yet: the run was stopped. */
  missing: number
  failed: { id: string; code: string }[]
  /** Part → drafts that had to do without it. */
  degraded: Record<string, number>
  all: FieldScore
  macro: ExtractionScore
  fields: Record<string, FieldScore>
  slices: Record<string, Record<string, FieldScore>>
  confidence: Record<'values' | 'blanks', Reliability | null>
  /** From which confidence on values are right so often, and how many that are. */
  coverage: { target: number; threshold: Threshold | null }[]
  /** Share of fields with the same verdict in every repeat; null where there is one repeat alone. */
  stability: Share | null
  /** Whether models kept to the form that they were asked for. */
  answers: AnswerCount
  evidence: EvidenceCount
  expense: Expense
}

const targets = [0.9, 0.95, 0.98]

/** Everything that a run says about its settings. With repeats every one of them counts. */
export function scoreRun({ about, cases, rows }: StoredRun): RunScores {
  const known = new Map(cases.map((each) => [each.id, each]))
  const pairs = rows.flatMap((row) => {
    const evalCase = known.get(row.id)
    return evalCase === undefined ? [] : [{ row, evalCase }]
  })
  const judged = pairs.flatMap(({ row, evalCase }) =>
    outcomesOf(row, evalCase, about).map((outcome) => ({ outcome, evalCase })),
  )
  const outcomes = judged.map(({ outcome }) => outcome)
  const fields = grouped(outcomes, ({ field }) => field)
  const values = outcomes.flatMap(({ got, confidence, verdict }) =>
    got === null || confidence === null ? [] : [{ confidence, right: verdict === 'right-value' }],
  )
  return {
    cases: cases.length,
    rows: rows.length,
    missing: cases.length * about.repeats - rows.length,
    failed: rows.flatMap(({ id, problem }) => (problem === null ? [] : [{ id, code: problem.code }])),
    degraded: countsOf(rows.flatMap(({ draft }) => draft?.provenance.degraded ?? [])),
    all: fieldScore(outcomes),
    macro: meanScore(Object.values(fields).map(({ extraction }) => extraction)),
    fields,
    slices: Object.fromEntries(about.slices.map((slice) => [slice, sliceScores(judged, slice)])),
    confidence: scoreConfidence(outcomes),
    coverage: targets.map((target) => ({ target, threshold: chooseThreshold(values, target) })),
    stability: about.repeats > 1 ? stabilityOf(outcomes) : null,
    answers: countAnswers(rows),
    evidence: countEvidence(pairs),
    expense: expenseOf(rows),
  }
}

function sliceScores(
  judged: readonly { outcome: Outcome; evalCase: EvalCase }[],
  slice: string,
): Record<string, FieldScore> {
  const placed = judged.flatMap(({ outcome, evalCase: { gold } }) => {
    const [value] = Array.isArray(gold[slice]) ? gold[slice] : [gold[slice]]
    return typeof value === 'string' ? [{ value, outcome }] : []
  })
  return Object.fromEntries(
    [...Map.groupBy(placed, ({ value }) => value)]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([value, group]) => [value, fieldScore(group.map(({ outcome }) => outcome))]),
  )
}

function grouped(outcomes: readonly Outcome[], key: (outcome: Outcome) => string): Record<string, FieldScore> {
  return Object.fromEntries([...Map.groupBy(outcomes, key)].map(([name, group]) => [name, fieldScore(group)]))
}

function fieldScore(outcomes: readonly Outcome[]): FieldScore {
  const extracted = outcomes.map(extractionOf)
  const count = (wanted: ExtractionOutcome) => extracted.filter((each) => each === wanted).length
  const counts = countOutcomes(extracted)
  const both = count('VC') + count('VW')
  const scored = outcomes.length
  return {
    scored,
    told: exactInterval(both + count('NN'), scored),
    value: exactInterval(count('VC'), both),
    right: exactInterval(count('VC') + count('NN'), scored),
    wrong: exactInterval(count('VW') + count('NV'), scored),
    counts,
    extraction: scoreCounts(counts),
  }
}

/** A wrong value where gold has none was invented; a right blank is one where gold may be blank. */
function extractionOf({ verdict, gold }: Outcome): ExtractionOutcome {
  if (verdict === 'right-value') return 'VC'
  if (verdict === 'right-abstention') return 'NN'
  if (verdict === 'missed') return 'VN'
  return isBlank(gold) ? 'NV' : 'VW'
}

function isBlank(gold: unknown): boolean {
  const words = Array.isArray(gold) ? gold : [gold]
  return words.every((word) => word === 'unknown' || word === 'not-applicable')
}

function stabilityOf(outcomes: readonly Outcome[]): Share {
  const groups = [...Map.groupBy(outcomes, ({ id, field }) => `${id} ${field}`).values()]
  const same = groups.filter((group) => new Set(group.map(({ verdict }) => verdict)).size === 1)
  return exactInterval(same.length, groups.length)
}

function countsOf(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, group]) => [name, group.length]))
}
