import type { Drafted } from '../read-drafts.ts'
import type { EvalRow } from '../run/eval-row.ts'
import type { RunAbout, StoredRun } from '../run/run-folder.ts'
import { type Outcome, scoreDrafts } from '../score-drafts.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import type { Verdict } from '../verdict.ts'

/** A case with how each field came out, one verdict a repeat. What comparisons and baselines are made of. */
export type JudgedCase = {
  id: string
  /** Cases of one seller are one draw. */
  cluster: string
  /** Slice → the values that gold accepts there. */
  slices: Record<string, string[]>
  verdicts: Record<string, Verdict[]>
}

export type JudgedRun = {
  name: string
  suite: string
  dataset: string
  /** Field → the model that judged its texts; a run that was judged otherwise cannot be compared in it. */
  judges: Record<string, string>
  cases: JudgedCase[]
}

/** Every field that gold names, in every row that is there. A row without a draft counts as missed in each of them. */
export function judgeRun({ about, cases, rows }: StoredRun): JudgedRun {
  const rowsOf = Map.groupBy(rows, ({ id }) => id)
  const judged = cases.flatMap((each): JudgedCase[] => {
    const mine = rowsOf.get(each.id) ?? []
    if (mine.length === 0) return []
    const outcomes = mine.flatMap((row) => outcomesOf(row, each, about))
    const byField = [...Map.groupBy(outcomes, ({ field }) => field)]
    return [
      {
        id: each.id,
        cluster: each.seller ?? each.id,
        slices: Object.fromEntries(about.slices.map((slice) => [slice, wordsOf(each.gold[slice])])),
        verdicts: Object.fromEntries(byField.map(([field, group]) => [field, group.map(({ verdict }) => verdict)])),
      },
    ]
  })
  const judges = rows.flatMap(({ judgments }) => judgments.map(({ field, judge }) => [field, judge] as const))
  return {
    name: about.name,
    suite: about.suite,
    dataset: about.dataset.version,
    judges: Object.fromEntries(judges),
    cases: judged,
  }
}

/**
 * One row against gold. What the copy says is judged as fields of its own, where gold names them; a text of other words is right
 * where a judge says that it says the same.
 */
export function outcomesOf(
  row: EvalRow,
  { id, gold }: EvalCase,
  { fields, mode }: Pick<RunAbout, 'fields' | 'mode'>,
): Outcome[] {
  const silent = mode === 'listed' ? [] : (fields ?? []).map((field) => [field, 'unknown'] as const)
  const scored = Object.entries({ ...Object.fromEntries(silent), ...gold }).filter(
    ([field, value]) => value !== null && (fields === null || fields.includes(field)),
  )
  const drafts = new Map<string, Drafted>()
  if (row.draft !== null)
    drafts.set(id, {
      id,
      state: 'draft',
      text: '',
      photos: [],
      corrections: [],
      fields: { ...copyFields(row.draft), ...row.draft.fields },
    })
  return scoreDrafts(drafts, [{ id, fields: Object.fromEntries(scored) }]).map((outcome) => {
    const judgment = row.judgments.find(({ field, got }) => field === outcome.field && got === outcome.got)
    return outcome.verdict === 'wrong' && judgment?.same === true ? { ...outcome, verdict: 'right-value' } : outcome
  })
}

function copyFields({ copy }: NonNullable<EvalRow['draft']>): Drafted['fields'] {
  return Object.fromEntries(
    Object.entries(copy).map(([name, { text }]) => [
      name,
      { value: text, label: null, status: 'inferred', confidence: 1, evidence: [], conflicts: [] },
    ]),
  )
}

function wordsOf(gold: unknown): string[] {
  return (Array.isArray(gold) ? gold : [gold]).filter((word) => typeof word === 'string')
}
