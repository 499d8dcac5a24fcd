import type { Weights } from '../domain/calibration.ts'

export type Example = { features: Readonly<Record<string, number>>; right: boolean }

/** Steps of Newton's method; on these problems it stands still after fewer than ten. */
const stepsMax = 50
const stillBelow = 1e-10

/**
 * A logistic model by penalized likelihood: weights are drawn toward `prior` as a normal belief with variance 1 / `penalty` would
 * draw them, so that a few examples move them little. The weight of `rising` is never negative. Deterministic for a given
 * order of examples.
 */
export function fitLogistic(
  examples: readonly Example[],
  { prior, penalty, rising }: { prior: Weights; penalty: number; rising: string },
): Weights {
  const names = [
    ...new Set([...Object.keys(prior), ...examples.flatMap(({ features }) => Object.keys(features))]),
  ].sort()
  const rows = examples.map(({ features, right }) => ({
    x: names.map((name) => features[name] ?? 0),
    y: right ? 1 : 0,
  }))
  const center = names.map((name) => prior[name] ?? 0)
  const free = maximize(rows, center, penalty, null)
  const place = names.indexOf(rising)
  // The problem is concave: where the free optimum breaks the one bound, the bound optimum lies on it.
  const weights = place >= 0 && at(free, place) < 0 ? maximize(rows, center, penalty, place) : free
  return Object.fromEntries(names.map((name, index) => [name, at(weights, index)]))
}

type Row = { x: number[]; y: number }

/** Newton's method; the weight at `zero`, if any, is held at nothing. */
function maximize(rows: readonly Row[], center: readonly number[], penalty: number, zero: number | null): number[] {
  let weights = center.map((value, index) => (index === zero ? 0 : value))
  for (let step = 0; step < stepsMax; step += 1) {
    const slope = center.map((value, index) => penalty * (value - at(weights, index)))
    const curve = center.map((_, i) => center.map((__, j) => (i === j ? penalty : 0)))
    for (const { x, y } of rows) {
      const share = 1 / (1 + Math.exp(-dot(x, weights)))
      for (const [i, value] of x.entries()) {
        if (value === 0) continue
        slope[i] = at(slope, i) + (y - share) * value
        const line = curve[i] ?? []
        for (const [j, other] of x.entries()) line[j] = at(line, j) + share * (1 - share) * value * other
      }
    }
    if (zero !== null) hold(zero, slope, curve)
    const change = solve(curve, slope)
    if (Math.max(...change.map(Math.abs)) < stillBelow) break
    weights = climb(weights, change, (tried) => worth(rows, center, penalty, tried))
  }
  return weights
}

/** What the weights are worth: the log-likelihood of the rows, less the penalty. */
function worth(rows: readonly Row[], center: readonly number[], penalty: number, weights: readonly number[]): number {
  const distance = center.reduce((sum, value, index) => sum + (value - at(weights, index)) ** 2, 0)
  const likelihood = rows.reduce((sum, { x, y }) => {
    const logOdds = dot(x, weights)
    return sum + y * logOdds - Math.max(0, logOdds) - Math.log1p(Math.exp(-Math.abs(logOdds)))
  }, 0)
  return likelihood - (penalty / 2) * distance
}

const shortestStep = 1e-6

/** The step, or the longest half, quarter … of it that gains: where the curve is flat, a whole one jumps far over the top. */
function climb(from: readonly number[], change: readonly number[], value: (weights: number[]) => number): number[] {
  const start = value([...from])
  for (let scale = 1; scale > shortestStep; scale /= 2) {
    const tried = from.map((weight, index) => weight + scale * at(change, index))
    if (value(tried) >= start) return tried
  }
  return [...from]
}

/** Takes one weight out of the step. */
function hold(index: number, slope: number[], curve: number[][]): void {
  slope[index] = 0
  for (const [i, line] of curve.entries()) {
    for (const j of line.keys()) if (i === index || j === index) line[j] = i === j ? 1 : 0
  }
}

/** Gauss's elimination; the matrix is symmetric and, thanks to the penalty, positive. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, index) => [...line, at(right, index)])
  for (const [pivot, line] of lines.entries()) {
    for (const lower of lines.slice(pivot + 1)) {
      const factor = at(lower, pivot) / at(line, pivot)
      for (const column of line.keys()) lower[column] = at(lower, column) - factor * at(line, column)
    }
  }
  const solution: number[] = lines.map(() => 0)
  for (const [index, line] of [...lines.entries()].reverse()) {
    const known = dot(line.slice(index + 1, -1), solution.slice(index + 1))
    solution[index] = (at(line, line.length - 1) - known) / at(line, index)
  }
  return solution
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * at(other, index), 0)
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0
}
