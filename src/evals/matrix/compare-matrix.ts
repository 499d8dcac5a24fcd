import type { StoredRun } from '../run/run-folder.ts'
import { compareRuns, type RunComparison, type ScoreName } from '../score/compare-runs.ts'
import { type JudgedRun, judgeRun } from '../score/judge-run.ts'
import { type FieldScore, type RunScores, scoreRun } from '../score/score-run.ts'
import type { Comparison } from '../statistics/compare-pairs.ts'
import type { Combination } from './combinations.ts'

/** A combination with its run. */
export type MatrixRun = { combination: Combination; run: StoredRun }

export type MatrixRow = {
  name: string
  model: string | null
  cases: number
  missing: number
  all: Pick<FieldScore, 'right' | 'wrong' | 'extraction' | 'scored'>
  /** Dollars a case had nothing been kept from runs before; null: a price is not known. */
  usdPerCase: number | null
  /** Milliseconds of the median case, with the time that kept answers took once. */
  p50Ms: number
  /** Against the first combination; null for itself. */
  againstFirst: Comparison | null
}

/** The cheapest combination for one field that is not worse than the best one beyond the margin. */
export type FieldChoice = {
  field: string
  /** The highest share of right answers; of several the cheapest. */
  best: string
  bestRight: number
  chosen: string
  chosenRight: number
  /** Of the chosen one against the best: the largest loss that the interval leaves. 0 where they are the same. */
  lossMax: number
  /**
   * `not worse`: a cheaper one loses no more than the margin. `cheapest is best`: none is cheaper. `cheaper ones lose`: each
   * cheaper one is worse. `cannot tell`: of a cheaper one these cases leave it open, and the best one stays.
   */
  reason: 'not worse' | 'cheapest is best' | 'cheaper ones lose' | 'cannot tell'
  /** Where it stays open: cheaper combinations that may do as well. */
  open: string[]
}

export type MatrixComparison = { margin: number; rows: MatrixRow[]; fields: FieldChoice[] }

/**
 * Every combination of a matrix beside the first, and field by field the cheapest that will do. A combination without a known
 * price is never the cheaper one. Each comparison draws from a generator of its own, so that the order changes nothing.
 */
export function compareMatrix(
  matrix: readonly MatrixRun[],
  { margin, createRandom }: { margin: number; createRandom(): () => number },
): MatrixComparison {
  const judged = matrix.map(({ combination, run }): Judged => {
    const scores = scoreRun(run)
    const { askedUsd } = scores.expense
    const usd = askedUsd === null || scores.rows === 0 ? null : askedUsd / scores.rows
    return { combination, judged: judgeRun(run), scores, usd }
  })
  const compared = new Map<string, RunComparison | null>()
  const compare = (before: Judged, after: Judged) => {
    const key = `${before.combination.name} ${after.combination.name}`
    const known = compared.get(key)
    if (known !== undefined) return known
    const score: ScoreName = 'right'
    const fresh = compareRuns(before.judged, after.judged, { score, margin, random: createRandom() })
    compared.set(key, fresh)
    return fresh
  }
  const [first] = judged
  const names = [...new Set(judged.flatMap(({ scores }) => Object.keys(scores.fields)))]
  return {
    margin,
    rows: judged.map((each) => rowOf(each, each === first || first === undefined ? null : compare(first, each))),
    fields: names.flatMap((field) => choiceOf(field, judged, margin, compare) ?? []),
  }
}

type Judged = { combination: Combination; judged: JudgedRun; scores: RunScores; usd: number | null }

function rowOf({ combination, scores, usd }: Judged, comparison: RunComparison | null): MatrixRow {
  const { right, wrong, extraction, scored } = scores.all
  return {
    name: combination.name,
    model: combination.model,
    cases: scores.rows,
    missing: scores.missing,
    all: { right, wrong, extraction, scored },
    usdPerCase: usd,
    p50Ms: scores.expense.askedMs.p50,
    againstFirst: comparison?.all ?? null,
  }
}

function choiceOf(
  field: string,
  all: readonly Judged[],
  margin: number,
  compare: (before: Judged, after: Judged) => RunComparison | null,
): FieldChoice | null {
  const rightOf = ({ scores }: Judged) => scores.fields[field]?.right.share ?? 0
  // To a billionth: sums of the same calls in another order are the same cost.
  const costOf = ({ usd }: Judged) => (usd === null ? Number.POSITIVE_INFINITY : Math.round(usd * 1e9))
  const scored = all.filter(({ scores }) => Object.hasOwn(scores.fields, field))
  const [best] = [...scored].sort((a, b) => rightOf(b) - rightOf(a) || costOf(a) - costOf(b))
  if (best === undefined) return null
  const cheaper = scored.filter((each) => costOf(each) < costOf(best)).sort((a, b) => costOf(a) - costOf(b))
  const judged = cheaper.map((each) => ({ each, comparison: compare(best, each)?.fields[field] ?? null }))
  const enough = judged.find(({ comparison }) => comparison !== null && comparison.interval.low >= -margin)
  const chosen = enough?.each ?? best
  const low = enough?.comparison?.interval.low ?? 0
  // Neither within the margin nor surely beyond nothing: more cases would tell.
  const open = judged.filter(({ comparison }) => comparison === null || comparison.interval.high >= 0)
  const reason =
    enough !== undefined
      ? 'not worse'
      : cheaper.length === 0
        ? 'cheapest is best'
        : open.length > 0
          ? 'cannot tell'
          : 'cheaper ones lose'
  return {
    field,
    best: best.combination.name,
    bestRight: rightOf(best),
    chosen: chosen.combination.name,
    chosenRight: rightOf(chosen),
    lossMax: Math.max(0, -low),
    reason,
    open: reason === 'cannot tell' ? open.map(({ each }) => each.combination.name) : [],
  }
}
