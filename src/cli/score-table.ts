import pc from 'picocolors'
import type { Share } from '../evals/exact-interval.ts'
import type { Outcome } from '../evals/score-drafts.ts'
import type { Tally } from '../evals/tally-outcomes.ts'
import { printable } from './printable.ts'
import { textTable } from './text-table.ts'

const counts = [
  { head: 'rows', of: ({ scored }: Tally) => scored, width: 5 },
  { head: 'value', of: (tally: Tally) => tally.counts['right-value'], width: 5 },
  { head: 'blank', of: (tally: Tally) => tally.counts['right-abstention'], width: 5 },
  { head: 'wrong', of: (tally: Tally) => tally.counts.wrong, width: 5 },
  { head: 'missed', of: (tally: Tally) => tally.counts.missed, width: 6 },
]
const shareWidth = 13

/** Scores for a person at a terminal, a line a field in 79 columns: the verdicts counted, and the shares with their intervals. */
export function scoreTable(tallies: Readonly<Record<string, Tally>>, width: number): string {
  const columns = [
    { head: 'field', width: 13 },
    ...counts.map(({ head, width: wide }) => ({ head: head.padStart(wide), width: wide })),
    ...['right %', 'wrong %'].map((head) => ({ head: head.padStart(shareWidth), width: shareWidth })),
  ]
  const rows = Object.entries(tallies).map(([field, tally]) => [
    field,
    ...counts.map(({ of, width: wide }) => String(of(tally)).padStart(wide)),
    ...[tally.right, tally.wrong].map((share) => shareText(share).padStart(shareWidth)),
  ])
  return textTable(columns, rows, width)
}

/** The rows that were wrong or missed, a line each: what the draft has, and what gold accepts. */
export function failureTable(failures: readonly Outcome[], width: number): string {
  if (failures.length === 0) return 'Nothing was wrong or missed.'
  const columns = [
    { head: 'listing', width: 12 },
    { head: 'field', width: 13 },
    { head: 'verdict', width: 8 },
    { head: 'draft', width: { share: 1 } },
    { head: 'gold', width: { share: 1 } },
  ]
  const rows = failures.map(({ id, field, verdict, got, gold, drafted }) => [
    printable(id),
    printable(field),
    verdict === 'wrong' ? pc.red(verdict) : verdict,
    drafted ? valueText(got) : 'no draft',
    valueText(gold),
  ])
  return textTable(columns, rows, width)
}

/** `92.8 (88–96)`: the share and its bounds in per cent, a digit more where it is small. */
function shareText({ share, low, high }: Share): string {
  const round = (value: number) => (value < 0.1 && value > 0 ? (value * 100).toFixed(1) : (value * 100).toFixed(0))
  return `${share === 1 ? 100 : (share * 100).toFixed(1)} (${round(low)}–${round(high)})`
}

const valueCharactersMax = 120

function valueText(value: unknown): string {
  return printable(words(value) || 'blank', valueCharactersMax)
}

function words(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(words).join(', ')
  if (typeof value !== 'object') return String(value)
  const { system, label, id } = value as { system?: unknown; label?: unknown; id?: unknown }
  if (system !== undefined) return `${String(system)} ${String(label)}`
  return id === undefined ? JSON.stringify(value) : String(id)
}
