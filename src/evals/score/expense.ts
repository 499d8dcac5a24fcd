import type { EvalRow } from '../run/eval-row.ts'

/** What a run took. Dollars count the calls whose price is known; `unpriced` those whose price is not. */
export type Expense = {
  costUsd: number
  unpriced: number
  /** Dollars a draft that no person has to look at; null where there is none, or a price is not known. */
  costPerUnreviewedUsd: number | null
  calls: number
  /** Share of calls that were answered from what was kept; null where none was made. */
  cachedShare: number | null
  tokens: { input: number; cached: number; output: number }
  /** Milliseconds a case, from start to draft. */
  ms: { p50: number; p95: number }
}

export function expenseOf(rows: readonly EvalRow[]): Expense {
  const calls = rows.flatMap((row) => row.calls)
  const sum = (of: (call: EvalRow['calls'][number]) => number) => calls.reduce((total, call) => total + of(call), 0)
  const costUsd = sum((call) => call.costUsd ?? 0)
  const unreviewed = rows.filter(({ draft }) => draft?.review.needed === false).length
  const unpriced = calls.filter((call) => call.costUsd === null).length
  const times = rows.map(({ ms }) => ms).sort((a, b) => a - b)
  return {
    costUsd,
    unpriced,
    costPerUnreviewedUsd: unreviewed === 0 || unpriced > 0 ? null : costUsd / unreviewed,
    calls: calls.length,
    cachedShare: calls.length === 0 ? null : calls.filter(({ outcome }) => outcome === 'cached').length / calls.length,
    tokens: {
      input: sum(({ usage }) => usage.input),
      cached: sum(({ usage }) => usage.cached),
      output: sum(({ usage }) => usage.output),
    },
    ms: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
  }
}

/** The nearest rank: a time that some case really took. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
