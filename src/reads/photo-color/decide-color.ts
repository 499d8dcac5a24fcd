import type { Lab } from './cielab.ts'
import { colorDifference } from './color-difference.ts'
import type { Look } from './look-at-photo.ts'

export type ColorDecision = {
  /** One family or two, dominant first. */
  value: string[]
  /** The chance that a person accepts the first. */
  confidence: number
}

/** The color of an item from all looks at it: one family, two, or multicolor. Null where no known family fits it. */
export function decideColor(looks: readonly Look[], known: ReadonlySet<string>): ColorDecision | null {
  const total = new Map<string, number>()
  for (const { shares } of looks)
    for (const [family, share] of shares) total.set(family, (total.get(family) ?? 0) + share / looks.length)
  const named = [...total.values()].reduce((sum, share) => sum + share, 0)
  const ordered = [...total].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const [first, second] = ordered
  if (first === undefined || named < namedMin) return null
  const apart = looks.reduce((sum, look) => sum + Math.min(1, look.apart / 30), 0) / looks.length
  const agreeing = looks.filter(({ shares }) => (shares.get(first[0]) ?? 0) >= Math.max(...shares.values())).length
  const lead = (first[1] - (second?.[1] ?? 0)) * (agreeing / looks.length)
  const shares = ordered.map(([, share]) => share / named)
  const confidence = named * chanceOf(shares, apart) * (1 - tieDoubt * Math.max(0, 1 - lead / clearLead))
  const means = meansOf(looks)
  if (known.has('multicolor') && isColorful(looks, total))
    return { value: ['multicolor'], confidence: Math.min(multicolorChance, confidence) }
  const both = second !== undefined && second[1] >= secondShare && areDistinct(means, first[0], second[0])
  return { value: both ? [first[0], second[0]] : [first[0]], confidence }
}

/** With less of the garment than this in known colors, its color is not one of them. */
const namedMin = 0.5
/** A second family needs this share of the garment, and to look this different (CIEDE2000): folds are not a color. */
const secondShare = 0.3
const distinctMin = 20

/** Where two families tie, or photos disagree, people may accept either, and may not: up to this doubt, none from this lead on. */
const tieDoubt = 0.25
const clearLead = 0.3
/** About how often it was right where it was said. */
const multicolorChance = 0.75

/**
 * From how evenly the families share the garment (entropy) and how plainly the garment stands out (0 to 1): a logistic curve fitted on
 * 238 photos of used clothes; fitted on either half, it holds for the other. Scaled, for no photo makes sure.
 */
function chanceOf(shares: readonly number[], apart: number): number {
  const entropy = shares.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0)
  return 0.95 / (1 + Math.exp(3.2 * entropy - 2.2 * apart - 5.6))
}

/**
 * A print or weave (cloth that differs from itself smoothed) in which no family and no hue leads and two hues or more have a real share: not the navy,
 * blue and gray of one pair of jeans, nor black and white checks. A fine print blends into grays in a photo, so a tenth is a real share.
 */
function isColorful(looks: readonly Look[], total: ReadonlyMap<string, number>): boolean {
  const uneven = looks.filter(({ unevenness }) => unevenness !== null && unevenness >= patternedMin)
  if (uneven.length < looks.length / 2) return false
  const shares = hues.map((families) => families.reduce((sum, family) => sum + (total.get(family) ?? 0), 0))
  return Math.max(...total.values(), ...shares) < leadMin && shares.filter((share) => share >= 0.1).length >= 2
}

/** Families that are one hue, light or dark; black, white, gray, beige and brown are none. */
const hues = [['blue', 'navy'], ['purple'], ['pink', 'red'], ['green'], ['yellow', 'orange']]
/** A family or hue with this share leads, however many others there are. */
const leadMin = 0.5
/** Unevenness of cloth with a pattern; the folds and the shine of plain cloth seldom come to this. */
const patternedMin = 22

function areDistinct(means: ReadonlyMap<string, Lab>, one: string, other: string): boolean {
  const [first, second] = [means.get(one), means.get(other)]
  return first !== undefined && second !== undefined && colorDifference(first, second) >= distinctMin
}

/** A family's mean color over all looks, by its share in each. */
function meansOf(looks: readonly Look[]): Map<string, Lab> {
  const sums = new Map<string, { sum: [number, number, number]; share: number }>()
  for (const { shares, means } of looks)
    for (const [family, [light, a, b]] of means) {
      const share = shares.get(family) ?? 0
      const found = sums.get(family) ?? { sum: [0, 0, 0], share: 0 }
      found.sum = [found.sum[0] + share * light, found.sum[1] + share * a, found.sum[2] + share * b]
      found.share += share
      sums.set(family, found)
    }
  return new Map(
    [...sums].map(
      ([
        family,
        {
          sum: [light, a, b],
          share,
        },
      ]) => [family, [light / share, a / share, b / share]],
    ),
  )
}
