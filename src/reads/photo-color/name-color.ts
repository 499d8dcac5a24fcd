import type { Lab } from './cielab.ts'
import { colorDifference } from './color-difference.ts'

/** How likely a person calls the color each of some families, as parts that sum up to at most 1. */
export type ColorNames = ReadonlyMap<string, number>

/**
 * Names colors with the families that are known. A family is as likely as its nearest shade is near. Where the shade that fits
 * is of a family that is not known, the nearest known one has it if near enough (navy is blue), else it stays without a name.
 */
export function colorNamer(known: ReadonlySet<string>): (color: Lab) => ColorNames {
  const others = shades.filter(({ family }) => !known.has(family)).map(({ lab }) => lab)
  const families = [...new Set(shades.map(({ family }) => family))].filter((family) => known.has(family))
  const ofFamily = families.map((family) => ({
    family,
    labs: shades.filter((shade) => shade.family === family).map(({ lab }) => lab),
  }))
  return (color) => {
    let least = Number.POSITIVE_INFINITY
    const nearest = ofFamily.map(({ family, labs }) => {
      const apart = leastDifference(color, labs, least + reach)
      least = Math.min(least, apart)
      return { family, apart }
    })
    const foreign = leastDifference(color, others, Number.POSITIVE_INFINITY)
    if (least > sameMax && foreign < least) return new Map()
    const parts = nearest.map(({ apart }) => Math.exp((least ** 2 - apart ** 2) / (2 * tolerance ** 2)))
    const all = parts.reduce((sum, part) => sum + part, 0)
    return new Map(nearest.map(({ family }, at) => [family, (parts[at] ?? 0) / all]))
  }
}

/** CIEDE2000 at which a shade still says something about a color: people's names for cloth in photos differ by about that. */
const tolerance = 4
/** CIEDE2000 up to which one family's shade may stand in for another's. */
const sameMax = 12
/** CIEDE2000 past the nearest family at which another has no part worth knowing: less than 1 in 1,000. */
const reach = 16

/** The least difference from any of the colors, or `most` where all differ by more. */
function leastDifference(color: Lab, labs: readonly Lab[], most: number): number {
  let least = most
  for (const lab of labs) {
    // CIEDE2000 is never less than its part by lightness, which is at least the difference divided by this.
    if (Math.abs(color[0] - lab[0]) < least * 1.75) least = Math.min(least, colorDifference(color, lab))
  }
  return least
}

/**
 * Shades of each family as cloth looks in phone photos, as lightness, chroma and hue (degrees) in CIELAB: black shines and
 * is never 0, white lies in shade and is seldom 100, denim is blue at little chroma, what is dark and bluish is navy.
 * The looks of a surface (gold, silver, rose gold, bronze, clear) are not told from a photo here.
 */
const shadesOf: Readonly<Record<string, string>> = {
  black: '5 0 0, 12 0 0, 18 0 0, 24 0 0, 18 5 60, 18 5 150, 17 4 290, 24 4 60, 11 4 280, 25 3 280',
  gray: `33 1 0, 40 1 0, 48 1 0, 56 1 0, 63 1 0, 33 3 80, 40 4 80, 50 4 80, 58 5 90, 63 4 95, 35 4 260, 46 4 260,
    55 4 250`,
  white: `71 2 260, 76 2 0, 82 2 0, 88 2 0, 95 1 0, 70 5 275, 75 5 270, 86 6 270, 84 4 200, 78 5 80, 82 6 88,
    90 7 95`,
  navy: '8 12 280, 14 10 265, 18 8 260, 18 15 280, 22 10 265, 23 18 283, 25 24 288, 26 8 265',
  blue: `32 17 270, 38 16 272, 45 10 265, 46 18 255, 55 8 255, 62 8 270, 70 12 275, 60 7 300, 55 26 262, 68 20 260,
    76 14 255, 80 17 222, 28 30 287, 35 30 255, 32 40 296, 40 50 290, 60 30 225, 45 25 230, 32 120 306`,
  beige: '60 11 88, 62 13 80, 66 18 75, 70 12 84, 74 20 80, 76 14 85, 78 22 75, 82 14 88, 86 15 92, 92 20 98',
  brown: `16 8 45, 22 12 50, 28 9 60, 30 15 55, 38 14 58, 38 28 54, 40 10 70, 44 28 58, 47 16 60, 50 20 65,
    55 28 65`,
  red: '20 30 20, 23 22 10, 25 40 8, 30 35 15, 31 50 29, 36 45 25, 41 66 24, 45 60 30, 50 78 33',
  pink: `41 57 6, 45 65 5, 50 60 355, 58 52 12, 60 34 11, 64 40 15, 69 34 26, 72 25 0, 70 20 15, 67 9 20, 77 9 35,
    80 12 10, 85 8 10, 56 85 348, 66 64 350, 67 80 335`,
  orange: '50 50 48, 55 45 50, 60 60 55, 65 65 60, 70 50 60, 75 30 60',
  yellow: '65 50 85, 66 48 98, 71 45 97, 75 54 89, 85 50 98, 86 30 98, 90 70 100',
  green: `25 10 140, 30 15 140, 35 12 110, 40 20 130, 40 30 150, 45 12 115, 45 25 190, 55 45 135, 57 39 167,
    60 25 190, 70 10 125, 70 12 140, 70 60 120, 75 21 155, 80 15 150, 90 95 121, 92 65 126`,
  purple: `20 18 335, 22 14 320, 28 22 310, 30 14 300, 35 35 312, 40 25 330, 45 40 315, 56 57 334, 60 15 315,
    65 25 310, 75 14 310, 40 70 305, 60 85 316`,
}

const shades = Object.entries(shadesOf).flatMap(([family, list]) =>
  list.split(',').map((shade) => {
    const [light = 0, chroma = 0, degrees = 0] = shade.trim().split(' ').map(Number)
    const hue = (degrees / 180) * Math.PI
    const lab: Lab = [light, chroma * Math.cos(hue), chroma * Math.sin(hue)]
    return { family, lab }
  }),
)
