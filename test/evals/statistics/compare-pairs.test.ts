import { expect, test } from 'vitest'
import { bootstrapInterval } from '../../../src/evals/statistics/bootstrap-interval.ts'
import { comparePairs } from '../../../src/evals/statistics/compare-pairs.ts'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import { clusterGains, type PairedRow } from '../../../src/evals/statistics/paired-rows.ts'

/** Cases in clusters whose members go well or badly together; `gain` of them more became right than wrong. */
function drawRows(
  random: () => number,
  { clusters, size, discordant, gain }: { clusters: number; size: number; discordant: number; gain: number },
): PairedRow[] {
  const upShare = (discordant + gain) / 2
  return Array.from({ length: clusters }, (_, cluster) => {
    // Half of the clusters' members follow the first one's fate.
    const fate = random()
    return Array.from({ length: size }, (): PairedRow => {
      const luck = random() < 0.5 ? fate : random()
      const [before, after] = luck < upShare ? [0, 1] : luck < discordant ? [1, 0] : [1, 1]
      return { cluster: `listing-${cluster}`, before, after }
    })
  }).flat()
}

const share = (times: number, isHit: () => boolean) => {
  let hits = 0
  for (let time = 0; time < times; time += 1) if (isHit()) hits += 1
  return hits / times
}

test('where nothing changed, "better" or "worse" is said of at most 5 % of runs, alone, clustered, and over several slices', () => {
  const random = createRandom(11)
  const saysSomething = (slices: Record<string, PairedRow[]>) =>
    Object.values(comparePairs(slices, { margin: 0.01, random })).some(({ verdict }) => /better|worse/.test(verdict))
  const single = { clusters: 200, size: 1, discordant: 0.1, gain: 0 }
  const clustered = { clusters: 40, size: 5, discordant: 0.2, gain: 0 }
  expect(share(120, () => saysSomething({ all: drawRows(random, single) }))).toBeLessThanOrEqual(0.05)
  expect(share(60, () => saysSomething({ all: drawRows(random, clustered) }))).toBeLessThanOrEqual(0.05)
  expect(
    share(40, () =>
      saysSomething({ a: drawRows(random, single), b: drawRows(random, single), c: drawRows(random, single) }),
    ),
  ).toBeLessThanOrEqual(0.05)
})

test('the interval of the bootstrap holds the true gain in 93 to 97 of 100 samples', () => {
  const random = createRandom(5)
  const holds = () => {
    const rows = drawRows(random, { clusters: 150, size: 2, discordant: 0.3, gain: 0.06 })
    const { low, high } = bootstrapInterval(clusterGains(rows), random, 400)
    return low <= 0.06 && 0.06 <= high
  }
  const covered = share(1_500, holds)
  expect(covered).toBeGreaterThanOrEqual(0.93)
  expect(covered).toBeLessThanOrEqual(0.97)
})

test('a true gain of 5 points on 500 cases, of which 10 % differ, is found in at least 80 of 100 samples', () => {
  const random = createRandom(3)
  const found = () => {
    const rows = drawRows(random, { clusters: 500, size: 1, discordant: 0.1, gain: 0.05 })
    return comparePairs({ brand: rows }, { margin: 0.01, random }).brand?.verdict === 'better'
  }
  expect(share(40, found)).toBeGreaterThanOrEqual(0.8)
})

test('the smallest difference that is named is one that four of five samples show', () => {
  const random = createRandom(9)
  const size = { clusters: 300, size: 1, discordant: 0.2 }
  const [named] = Object.values(comparePairs({ all: drawRows(random, { ...size, gain: 0 }) }, { margin: 0.01, random }))
  const gain = named?.smallestDifference ?? Number.NaN
  const found = () => {
    const rows = drawRows(random, { ...size, gain })
    return comparePairs({ all: rows }, { margin: 0.01, random }).all?.verdict === 'better'
  }
  const power = share(60, found)
  expect(power).toBeGreaterThan(0.6)
  expect(power).toBeLessThan(0.95)
})

test('equal runs are "no change" only where there are cases enough to say so', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, place) => ({ cluster: String(place), before: 1, after: 1 }))
  const verdictOf = (count: number) =>
    comparePairs({ all: rows(count) }, { margin: 0.02, random: createRandom(1) }).all?.verdict
  expect(verdictOf(20)).toBe('cannot tell')
  expect(verdictOf(500)).toBe('no change')
  expect(comparePairs({ none: [] }, { margin: 0.02, random: createRandom(1) })).toEqual({})
})

test('a clear loss is worse, with its interval below zero', () => {
  const rows = drawRows(createRandom(2), { clusters: 200, size: 1, discordant: 0.2, gain: -0.2 })
  const { all } = comparePairs({ all: rows }, { margin: 0.02, random: createRandom(1) })
  expect(all).toMatchObject({ verdict: 'worse', rows: 200, clusters: 200 })
  expect(all?.interval.high).toBeLessThan(0)
  expect(all?.gain).toBeCloseTo((all?.after ?? 0) - (all?.before ?? 0), 12)
})
