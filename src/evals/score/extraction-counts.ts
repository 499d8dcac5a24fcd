/**
 * What became of a value that text should yield, as the literature on attribute extraction counts it: `VC` value correct, `VW` value
 * wrong, `VN` value missed, `NV` value invented where gold has none, `NN` rightly none.
 */
export type ExtractionOutcome = 'NN' | 'NV' | 'VN' | 'VC' | 'VW'
export type ExtractionCounts = Readonly<Record<ExtractionOutcome, number>>

/** How precise and how complete, in per cent. */
export type ExtractionScore = { precision: number; recall: number; f1: number }

/** `gold`: the accepted values, none where there is nothing to find. Equality is exact, but for spaces around a value. */
export function extractionOutcome(gold: readonly string[], said: string | null): ExtractionOutcome {
  const accepted = gold.map((value) => value.trim()).filter((value) => value !== 'n/a')
  if (accepted.length === 0) return said === null ? 'NN' : 'NV'
  if (said === null) return 'VN'
  return accepted.includes(said.trim()) ? 'VC' : 'VW'
}

export function countOutcomes(outcomes: readonly ExtractionOutcome[]): ExtractionCounts {
  const counts = { NN: 0, NV: 0, VN: 0, VC: 0, VW: 0 }
  for (const outcome of outcomes) counts[outcome] += 1
  return counts
}

/**
 * Precision VC/(NV+VC+VW), recall VC/(VN+VC+VW), and their harmonic mean; 0 where there is nothing to divide by. Precision and
 * recall are rounded to two decimals before F1 is made of them, as ExtractGPT's tables are.
 */
export function scoreCounts({ NV, VN, VC, VW }: ExtractionCounts): ExtractionScore {
  const precision = perCent(VC, NV + VC + VW)
  const recall = perCent(VC, VN + VC + VW)
  const f1 = precision + recall === 0 ? 0 : toTwoDecimals((2 * precision * recall) / (precision + recall))
  return { precision, recall, f1 }
}

/** The plain mean of scores: each attribute counts the same, however often it occurs. */
export function meanScore(scores: readonly ExtractionScore[]): ExtractionScore {
  const mean = (of: (score: ExtractionScore) => number) =>
    scores.length === 0 ? 0 : toTwoDecimals(scores.reduce((sum, score) => sum + of(score), 0) / scores.length)
  return {
    precision: mean((score) => score.precision),
    recall: mean((score) => score.recall),
    f1: mean(({ f1 }) => f1),
  }
}

function perCent(part: number, whole: number): number {
  return whole === 0 ? 0 : toTwoDecimals((100 * part) / whole)
}

/** Exact halves go to the even digit, as in the Python that ExtractGPT's tables were made with: 78.125 is 78.12 there. */
function toTwoDecimals(value: number): number {
  const isHalf = Number.isInteger(value * 8) && Math.abs((value * 100) % 1) === 0.5
  if (isHalf) return (2 * Math.round(value * 50)) / 100
  return Number(value.toFixed(2))
}
