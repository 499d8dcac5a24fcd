import { exactInterval, type Share } from './exact-interval.ts'
import type { Outcome } from './score-drafts.ts'
import { type Verdict, verdicts } from './verdict.ts'

/** How a field did: how often which verdict, and the shares right (value or abstention) and wrong with 95 % intervals. */
export type Tally = { scored: number; right: Share; wrong: Share } & { counts: Record<Verdict, number> }

/** What the golden files score, in the order in which a listing is read; anything else comes after, by name. */
const order = [
  ...['category', 'department', 'brand', 'size', 'color', 'material', 'condition', 'flaws', 'quantity'],
  ...['pattern', 'sleeve-length'],
]

/** Outcomes counted by field. */
export function tallyOutcomes(outcomes: readonly Outcome[]): Record<string, Tally> {
  const groups = [...Map.groupBy(outcomes, ({ field }) => field)].sort(([a], [b]) => byOrder(a, b))
  return Object.fromEntries(groups.map(([field, group]) => [field, tally(group)]))
}

function tally(outcomes: readonly Outcome[]): Tally {
  const count = (wanted: Verdict) => outcomes.filter(({ verdict }) => verdict === wanted).length
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>
  const scored = outcomes.length
  return {
    scored,
    right: exactInterval(counts['right-value'] + counts['right-abstention'], scored),
    wrong: exactInterval(counts.wrong, scored),
    counts,
  }
}

function byOrder(a: string, b: string): number {
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length)
  return place(a) - place(b) || (a < b ? -1 : 1)
}
