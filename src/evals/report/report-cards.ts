import type { EvalRow } from '../run/eval-row.ts'
import type { RunAbout, StoredRun } from '../run/run-folder.ts'
import { outcomesOf } from '../score/judge-run.ts'
import type { Outcome } from '../score-drafts.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import type { CardField, CaseCard } from './case-card.ts'

/** So many cases are on a page; more make it slow to open. */
const cardsMax = 200

/**
 * The cases worth looking at, the worst first: those that came out otherwise than in `before`, or, where there is no run before,
 * those with a field that is wrong or missed. The first repeat stands for its case. `photosOf` gives the addresses of photos.
 */
export async function reportCards(
  run: StoredRun,
  before: StoredRun | null,
  photosOf: (evalCase: EvalCase, row: EvalRow) => Promise<string[]>,
): Promise<{ cards: CaseCard[]; leftOut: number }> {
  const earlier = before === null ? null : firstRows(before)
  const now = firstRows(run)
  const found = run.cases.flatMap((evalCase) => {
    const row = now.get(evalCase.id)
    const old = earlier?.get(evalCase.id)
    if (row === undefined || (earlier !== null && old === undefined)) return []
    const fields = fieldsOf(evalCase, row, old ?? null, run.about)
    const kinds = kindsOf(fields, earlier !== null)
    const shown = fields.filter((each) => isShown(each, earlier !== null))
    return shown.length === 0 ? [] : [{ evalCase, row, fields: shown, kinds }]
  })
  const sorted = found.sort((a, b) => badness(b.kinds) - badness(a.kinds) || b.fields.length - a.fields.length)
  const cards = sorted.slice(0, cardsMax).map(async ({ evalCase, row, fields, kinds }): Promise<CaseCard> => {
    const [slice] = run.about.slices.flatMap((name) => evalCase.gold[name] ?? []).flat()
    const photos = await photosOf(evalCase, row)
    return { evalCase, photos, fields, kinds, problem: row.problem, slice: typeof slice === 'string' ? slice : '' }
  })
  return { cards: await Promise.all(cards), leftOut: Math.max(0, found.length - cardsMax) }
}

function firstRows({ rows }: StoredRun): Map<string, EvalRow> {
  return new Map(rows.filter(({ repeat }) => repeat === 0).map((row) => [row.id, row]))
}

function fieldsOf(evalCase: EvalCase, row: EvalRow, old: EvalRow | null, about: RunAbout): CardField[] {
  const before = new Map(old === null ? [] : outcomesOf(old, evalCase, about).map((each) => [each.field, each]))
  return outcomesOf(row, evalCase, about).map((after) => {
    const was = before.get(after.field)
    return { field: after.field, gold: after.gold, before: was === undefined ? null : seen(was), after: seen(after) }
  })
}

function seen({ verdict, got, confidence }: Outcome): CardField['after'] {
  return { verdict, value: got, confidence }
}

function isShown({ before, after }: CardField, isCompared: boolean): boolean {
  if (!isCompared) return !isRight(after)
  return (
    before !== null &&
    (before.verdict !== after.verdict || JSON.stringify(before.value) !== JSON.stringify(after.value))
  )
}

function kindsOf(fields: readonly CardField[], isCompared: boolean): string[] {
  const kinds = fields.flatMap((field): string[] => {
    if (!isShown(field, isCompared)) return []
    const { before, after } = field
    if (before === null) return isRight(after) ? [] : [after.verdict]
    if (isRight(before) !== isRight(after)) return [isRight(after) ? 'better' : 'worse']
    return ['other']
  })
  return [...new Set(kinds)]
}

function isRight({ verdict }: CardField['after']): boolean {
  return verdict === 'right-value' || verdict === 'right-abstention'
}

function badness(kinds: readonly string[]): number {
  return kinds.includes('worse') || kinds.includes('wrong')
    ? 2
    : kinds.includes('better') || kinds.includes('missed')
      ? 1
      : 0
}
