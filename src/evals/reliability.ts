import { exactInterval, type Share } from './exact-interval.ts'

/** How sure, and whether it was right. `fold`: of which models, when several made the predictions. */
export type Prediction = { confidence: number; right: boolean; fold?: number }

type Bin = { from: number; to: number; meanConfidence: number; right: Share }

export type Reliability = {
  rows: number
  rightShare: number
  meanConfidence: number
  /** Expected calibration error: how far confidence and the share right are apart, over the bins. */
  ece: number
  /** Mean squared error of confidence as a forecast. */
  brier: number
  /** How often a right one is surer than a wrong one of its fold; null where no fold has both. */
  auroc: number | null
  /** Tenths of confidence that hold a row. */
  bins: Bin[]
}

const binCount = 10

/** How far confidences can be believed, and how well they tell right from wrong. */
export function reliability(predictions: readonly Prediction[]): Reliability {
  const bins = [...Map.groupBy(predictions, binOf)].sort(([a], [b]) => a - b).map(([bin, group]) => binned(bin, group))
  const gaps = bins.map(({ right, meanConfidence }) => right.of * Math.abs(right.share - meanConfidence))
  return {
    rows: predictions.length,
    rightShare: mean(predictions.map(({ right }) => (right ? 1 : 0))),
    meanConfidence: mean(predictions.map(({ confidence }) => confidence)),
    ece: gaps.reduce((sum, gap) => sum + gap, 0) / predictions.length,
    brier: mean(predictions.map(({ confidence, right }) => (confidence - (right ? 1 : 0)) ** 2)),
    auroc: auroc(predictions),
    bins,
  }
}

function binOf({ confidence }: Prediction): number {
  return Math.min(binCount - 1, Math.floor(confidence * binCount))
}

function binned(bin: number, group: readonly Prediction[]): Bin {
  return {
    from: bin / binCount,
    to: (bin + 1) / binCount,
    meanConfidence: mean(group.map(({ confidence }) => confidence)),
    right: exactInterval(group.filter(({ right }) => right).length, group.length),
  }
}

/**
 * Mann and Whitney's statistic; ties count half. Only within folds: models that have not seen a wrong row are a little surer of
 * it than other folds' models are of theirs, and across folds an uninformative model would look worse than chance.
 */
function auroc(predictions: readonly Prediction[]): number | null {
  const folds = [...Map.groupBy(predictions, ({ fold }) => fold).values()].map(winsOf)
  const pairs = folds.reduce((sum, fold) => sum + fold.pairs, 0)
  return pairs === 0 ? null : folds.reduce((sum, fold) => sum + fold.wins, 0) / pairs
}

function winsOf(predictions: readonly Prediction[]): { wins: number; pairs: number } {
  const groups = [...Map.groupBy(predictions, ({ confidence }) => confidence)].sort(([a], [b]) => a - b)
  let wrongBelow = 0
  let wins = 0
  for (const [, group] of groups) {
    const right = group.filter((each) => each.right).length
    const wrong = group.length - right
    wins += right * (wrongBelow + wrong / 2)
    wrongBelow += wrong
  }
  return { wins, pairs: wrongBelow * (predictions.length - wrongBelow) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
