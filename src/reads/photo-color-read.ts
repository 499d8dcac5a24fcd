import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Claim } from '../domain/claim.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { findGarment, type Garment, type Picture } from './photo-color/find-garment.ts'
import { nearestFamily } from './photo-color/nearest-family.ts'
import { type Lab, oklab } from './photo-color/oklab.ts'
import type { Read, ReadPhoto } from './read.ts'

/** Raised by hand whenever some photo would be read differently. */
const rules = 2
/** Longest side that colors are counted on, in pixels: cloth keeps its color, and the count stays quick. The thumbnail is enough. */
const side = 80
/** A second family needs this share of the garment. */
const secondShare = 0.3
/** One family with this share is a plain color. */
const plainShare = 0.9
/** The lightness of white paper in a well exposed photo, and the most that a dark photo is lifted. */
const whiteLight = 0.96
const gainMax = 1.15
/** Three families or more with this share each, two of them plainly colored, are many colors; black cloth in folds is not. */
const manyShare = 0.15
const muted = new Set(['black', 'gray', 'white', 'beige', 'brown', 'navy'])

type Seen = { index: number; garment: Garment; shares: Map<string, number> }

/**
 * The garment's one or two color families as the photos show them, with low confidence: light, folds and background mislead.
 * Photos of labels are left out. Claims color, and a solid pattern where one family holds nearly all of it.
 */
export function photoColorRead(taxonomy: Taxonomy): Read {
  const version = createHash('sha256').update(`${rules} ${taxonomy.version}`).digest('hex').slice(0, 12)
  return {
    name,
    version,
    input: ({ photos }) => ({ photos: photos.filter(isOfItem).map(({ index, sha256 }) => [index, sha256]) }),
    async run({ photos }, signal) {
      const seen: Seen[] = []
      for (const photo of photos.filter(isOfItem)) {
        signal.throwIfAborted()
        seen.push(look(photo.index, await pictureOf(await photo.bytes('thumb'))))
      }
      return { claims: seen.length === 0 ? [] : claimsOf(seen, taxonomy) }
    },
  }
}

const name = 'photo-color'

function isOfItem({ notes }: ReadPhoto): boolean {
  return !notes.includes('label')
}

async function pictureOf(jpeg: Buffer): Promise<Picture> {
  const { data, info } = await sharp(jpeg)
    .resize(side, side, { fit: 'inside' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const colors = Array.from({ length: info.width * info.height }, (_, at) => {
    const from = at * info.channels
    const red = data[from] ?? 0
    return info.channels < 3 ? oklab(red, red, red) : oklab(red, data[from + 1] ?? 0, data[from + 2] ?? 0)
  })
  return { width: info.width, height: info.height, colors: exposed(colors) }
}

/** Indoor photos are dark: the brightest part is taken for white, within reason, so that white cloth is not read as gray. */
function exposed(colors: readonly Lab[]): Lab[] {
  const lights = Float64Array.from(colors, ([light]) => light).sort()
  const brightest = lights[Math.floor(lights.length * 0.98)] ?? 1
  const gain = Math.min(gainMax, Math.max(1, whiteLight / Math.max(0.01, brightest)))
  // Dark cloth stays dark: the lift grows with the light.
  return colors.map(([light, a, b]) => [Math.min(1, light * (1 + (gain - 1) * light * light)), a, b])
}

function look(index: number, picture: Picture): Seen {
  const garment = findGarment(picture)
  const shares = new Map<string, number>()
  let all = 0
  for (const { color, weight } of garment.pixels) {
    const family = nearestFamily(color)
    shares.set(family, (shares.get(family) ?? 0) + weight)
    all += weight
  }
  for (const [family, weight] of shares) shares.set(family, weight / all)
  return { index, garment, shares }
}

function claimsOf(seen: readonly Seen[], taxonomy: Taxonomy): Claim[] {
  const total = new Map<string, number>()
  for (const { shares } of seen)
    for (const [family, share] of shares) total.set(family, (total.get(family) ?? 0) + share / seen.length)
  const [first, second] = [...total].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (first === undefined) return []
  const large = [...total].filter(([, share]) => share >= manyShare).map(([family]) => family)
  const multicolor = large.length >= 3 && large.filter((family) => !muted.has(family)).length >= 2
  const value = multicolor
    ? ['multicolor']
    : [first[0], ...(second !== undefined && second[1] >= secondShare ? [second[0]] : [])]
  const contrast = seen.reduce((sum, { garment }) => sum + garment.contrast, 0) / seen.length
  const lead = first[1] - (second?.[1] ?? 0)
  const agreeing = seen.filter(({ shares }) => multicolor || topOf(shares) === first[0])
  const evidence = (agreeing.length > 0 ? agreeing : seen).map(({ index, garment }) => ({
    read: name,
    kind: 'photo' as const,
    photo: index,
    region: garment.region,
  }))
  const observed = (attribute: string, found: unknown, confidence: number): Claim => ({
    attribute,
    value: found,
    label: labelValue(taxonomy, attribute, found),
    status: 'observed',
    confidence,
    evidence,
  })
  const sure = 0.3 + 0.3 * lead + (contrast > 0 ? 0.05 : -0.05)
  const claims = [observed('color', value, multicolor ? 0.3 : sure)]
  if (first[1] >= plainShare && contrast > 0) claims.push(observed('pattern', 'solid', 0.5))
  return claims
}

function topOf(shares: ReadonlyMap<string, number>): string | undefined {
  return [...shares].sort((a, b) => b[1] - a[1])[0]?.[0]
}
