import type { EvalRow } from '../run/eval-row.ts'

/** What a run took. Dollars count the calls whose price is known; `unpriced` those whose price is not. */
export type Expense = {
  costUsd: number
  unpriced: number
  /** Dollars had every call been sent: kept answers at what they cost once. Null where a price is not known. */
  askedUsd: number | null
  /** Dollars a draft that no person has to look at; null where there is none, or a price is not known. */
  costPerUnreviewedUsd: number | null
  calls: number
  /** Share of calls that were answered from what was kept; null where none was made. */
  cachedShare: number | null
  tokens: { input: number; cached: number; output: number }
  /** Milliseconds a case, from start to draft. */
  ms: { p50: number; p95: number }
  /** The same with the time that kept answers took once. */
  askedMs: { p50: number; p95: number }
}

export function expenseOf(rows: readonly EvalRow[]): Expense {
  const calls = rows.flatMap((row) => row.calls)
  const sum = (of: (call: EvalRow['calls'][number]) => number) => calls.reduce((total, call) => total + of(call), 0)
  const costUsd = sum((call) => call.costUsd ?? 0)
  const unreviewed = rows.filter(({ draft }) => draft?.review.needed === false).length
  const unpriced = calls.filter((call) => call.costUsd === null).length
  const asked = calls.map(({ costUsd: usd, kept }) => (kept === undefined ? usd : kept.costUsd))
  const keptMs = (row: EvalRow) => row.calls.reduce((total, { kept }) => total + (kept?.paid?.ms ?? 0), 0)
  return {
    costUsd,
    unpriced,
    askedUsd: asked.includes(null) ? null : asked.reduce<number>((total, usd) => total + (usd ?? 0), 0),
    costPerUnreviewedUsd: unreviewed === 0 || unpriced > 0 ? null : costUsd / unreviewed,
    calls: calls.length,
    cachedShare: calls.length === 0 ? null : calls.filter(({ outcome }) => outcome === 'cached').length / calls.length,
    tokens: {
      input: sum(({ usage }) => usage.input),
      cached: sum(({ usage }) => usage.cached),
      output: sum(({ usage }) => usage.output),
    },
    ms: percentiles(rows.map(({ ms }) => ms)),
    askedMs: percentiles(rows.map((row) => Math.round(row.ms + keptMs(row)))),
  }
}

function percentiles(times: number[]): { p50: number; p95: number } {
  const sorted = times.sort((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) }
}

/** The nearest rank: a time that some case really took. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
