import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts'
import type { PairedRow } from '../statistics/paired-rows.ts'
import type { scoreNames } from '../suite/read-suite.ts'
import type { Verdict } from '../verdict.ts'
import type { JudgedCase, JudgedRun } from './judge-run.ts'

export type ScoreName = (typeof scoreNames)[number]

/** A field of a case that came out otherwise in at least one repeat. */
export type ChangedField = { id: string; field: string; before: Verdict[]; after: Verdict[]; gain: number }

export type RunComparison = {
  score: ScoreName
  margin: number
  /** Cases that both runs have; only these count. */
  shared: number
  onlyBefore: number
  onlyAfter: number
  all: Comparison
  fields: Record<string, Comparison>
  /** Slice → value → all fields of the cases that gold puts there. */
  slices: Record<string, Record<string, Comparison>>
  changed: ChangedField[]
}

/**
 * Two runs on the cases that both have, paired by case. The fields are one family of questions and the values of each slice
 * another, each with Holm's correction of its own. A field whose texts were judged by another model, or by none, is left out. `wrong` compares how seldom fields are wrong, so that a gain is always good.
 */
export function compareRuns(
  before: JudgedRun,
  after: JudgedRun,
  { score, margin, random }: { score: ScoreName; margin: number; random: () => number },
): RunComparison | null {
  const isAlike = (field: string) => before.judges[field] === after.judges[field]
  const known = new Map(before.cases.map((each) => [each.id, each]))
  const pairs = after.cases.flatMap((each) => {
    const earlier = known.get(each.id)
    return earlier === undefined ? [] : [fieldPairs(earlier, each, score).filter(({ field }) => isAlike(field))]
  })
  const rows = pairs.flat()
  if (rows.length === 0) return null
  const compare = (groups: [string, FieldPair[]][]) =>
    comparePairs(Object.fromEntries(groups.map(([name, group]) => [name, group.map(({ row }) => row)])), {
      margin,
      random,
    })
  const all = compare([['all', rows]]).all
  if (all === undefined) return null
  const slices = [...new Set(rows.flatMap(({ slices: own }) => Object.keys(own)))]
  return {
    score,
    margin,
    shared: pairs.length,
    onlyBefore: before.cases.length - pairs.length,
    onlyAfter: after.cases.length - pairs.length,
    all,
    fields: compare([...Map.groupBy(rows, ({ field }) => field)]),
    slices: Object.fromEntries(slices.map((slice) => [slice, compare(groupedBy(rows, slice))])),
    changed: rows.flatMap(({ row, id, field, before: old, after: fresh }) =>
      row.before === row.after ? [] : [{ id, field, before: old, after: fresh, gain: row.after - row.before }],
    ),
  }
}

type FieldPair = Omit<ChangedField, 'gain'> & { slices: JudgedCase['slices']; row: PairedRow }

function fieldPairs(before: JudgedCase, after: JudgedCase, score: ScoreName): FieldPair[] {
  return Object.entries(after.verdicts).flatMap(([field, verdicts]) => {
    const earlier = Object.hasOwn(before.verdicts, field) ? before.verdicts[field] : undefined
    const [old, fresh] = [meanOf(earlier ?? [], score), meanOf(verdicts, score)]
    if (earlier === undefined || old === null || fresh === null) return []
    const row = { cluster: after.cluster, before: old, after: fresh }
    return [{ id: after.id, field, before: earlier, after: verdicts, slices: after.slices, row }]
  })
}

/** How good the verdicts are, 0 to 1; null where the score does not ask about this field. */
export function meanOf(verdicts: readonly Verdict[], score: ScoreName): number | null {
  const asked = score === 'value' ? verdicts.filter((verdict) => verdict !== 'right-abstention') : verdicts
  const good = asked.filter((verdict) =>
    score === 'wrong' ? verdict !== 'wrong' : verdict === 'right-value' || verdict === 'right-abstention',
  )
  return asked.length === 0 ? null : good.length / asked.length
}

/** With fewer draws no difference can be told from chance (two-sided p of 2 in 32 at best): such values are looked at together. */
const drawsMin = 6

function groupedBy(rows: readonly FieldPair[], slice: string): [string, FieldPair[]][] {
  const placed = rows.flatMap((row) => (row.slices[slice] ?? []).slice(0, 1).map((value) => ({ value, row })))
  const groups = [...Map.groupBy(placed, ({ value }) => value)].map(([value, group]): [string, FieldPair[]] => [
    value,
    group.map(({ row }) => row),
  ])
  const isTelling = ([, group]: [string, FieldPair[]]) => new Set(group.map(({ row }) => row.cluster)).size >= drawsMin
  const rare = groups.filter((group) => !isTelling(group)).flatMap(([, group]) => group)
  const telling = groups.filter(isTelling).sort(([, a], [, b]) => b.length - a.length)
  return rare.length === 0 ? telling : [...telling, ['(rare ones)', rare]]
}
