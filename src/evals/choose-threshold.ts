import { exactInterval, type Share } from './exact-interval.ts'
import type { Prediction } from './reliability.ts'

/** From this confidence on values are right often enough; `right` counts those that reach it, of `of` values in all. */
export type Threshold = { confidence: number; right: Share; of: number }

/** One-sided 95 %: the share right is not below its lower bound in 19 of 20 samples. */
const risk = 0.1

/**
 * The lowest confidence from which on the share right is at least `target`, by its lower bound and not by luck. Null where none
 * reaches it, as where there are too few rows to show it.
 */
export function chooseThreshold(predictions: readonly Prediction[], target: number): Threshold | null {
  const groups = [...Map.groupBy(predictions, ({ confidence }) => confidence)].sort(([a], [b]) => b - a)
  let chosen: Threshold | null = null
  let [rightCount, count] = [0, 0]
  for (const [confidence, group] of groups) {
    count += group.length
    rightCount += group.filter(({ right }) => right).length
    const right = exactInterval(rightCount, count, risk)
    if (right.low >= target) chosen = { confidence, right, of: predictions.length }
  }
  return chosen
}
