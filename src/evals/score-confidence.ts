import { type Reliability, reliability } from './reliability.ts'
import type { Outcome } from './score-drafts.ts'

/** How far the confidence of values, and of blanks, can be believed; null where there are none. */
export function scoreConfidence(outcomes: readonly Outcome[]): Record<'values' | 'blanks', Reliability | null> {
  const of = (isBlank: boolean) => {
    const predictions = outcomes.flatMap(({ got, confidence, verdict }) =>
      confidence !== null && (got === null) === isBlank
        ? [{ confidence, right: verdict === 'right-value' || verdict === 'right-abstention' }]
        : [],
    )
    return predictions.length === 0 ? null : reliability(predictions)
  }
  return { values: of(false), blanks: of(true) }
}
