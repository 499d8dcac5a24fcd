import { barrierDistance } from './barrier-distance.ts'
import { boxBlur } from './box-blur.ts'
import { clusterColors } from './cluster-colors.ts'
import type { Picture } from './picture.ts'

/**
 * How likely each pixel belongs to the garment, 0 to 1. Three things tell: where it lies (sellers put the thing in the middle),
 * how far its color is from all that reaches the border, and which side the pixels of its color and of its neighborhood
 * are on; the last is settled in a few rounds. No color is taken for background by itself: a red sheet around a gray jacket
 * is as well told apart as a gray one around a red jacket.
 */
export function findGarment(picture: Picture): Float32Array {
  const { width, height } = picture
  const place = placeOdds(width, height)
  const standing = standingOdds(picture)
  const clusters = clusterColors(picture, clusterCount, lightWeight)
  let likely = place.map((odds, at) => probability(odds + (standing[at] ?? 0)))
  for (let round = 0; round < rounds; round++) {
    const byColor = colorOdds(clusters, likely)
    const around = boxBlur(byColor, width, height, blurRadius)
    likely = place.map((odds, at) =>
      // The pixel's own color counts half, as does how it stands out: both were in the first guess that the rounds began with.
      probability(odds + 0.5 * (standing[at] ?? 0) + 0.5 * (byColor[at] ?? 0) + (around[at] ?? 0)),
    )
  }
  return likely
}

/** Shadows and folds change lightness more than color. */
const lightWeight = 0.6
/** Enough for a print on a patterned sheet. */
const clusterCount = 16
const rounds = 3
const blurRadius = 2
/** The garment mostly lies within this part of the picture to each side of the middle; half likely at its edge. */
const halfWidth = 0.3
const halfHeight = 0.32

/** Log odds by place: a rounded box, high inside, near nothing at the border. */
function placeOdds(width: number, height: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, at) => {
    const x = Math.abs(((at % width) + 0.5) / width - 0.5) / halfWidth
    const y = Math.abs((Math.floor(at / width) + 0.5) / height - 0.5) / halfHeight
    const likely = 0.02 + 0.88 * 2 ** -(x ** 3 + y ** 3)
    return Math.log(likely / (1 - likely))
  })
}

/** Log odds by how much a pixel's color is cut off from the border, measured against the picture's own strongest. */
function standingOdds(picture: Picture): Float32Array {
  const distances = barrierDistance(picture, lightWeight)
  const strongest = distances.toSorted()[Math.floor(distances.length * 0.95)] ?? 0
  // Below this, all there is to see is noise.
  const full = Math.max(12, strongest)
  return distances.map((distance) => {
    const part = Math.min(1, distance / full)
    const likely = part / (part + 0.35)
    return Math.log((likely + 0.05) / (1.05 - likely))
  })
}

/** Log odds by the share of garment and of background that have the pixel's color. */
function colorOdds(clusters: Uint8Array, likely: Float32Array): Float32Array {
  const garment = new Float64Array(clusterCount)
  const background = new Float64Array(clusterCount)
  let garmentAll = 0
  for (let at = 0; at < likely.length; at++) {
    const cluster = clusters[at] ?? 0
    const part = likely[at] ?? 0
    garment[cluster] = (garment[cluster] ?? 0) + part
    background[cluster] = (background[cluster] ?? 0) + 1 - part
    garmentAll += part
  }
  const backgroundAll = likely.length - garmentAll
  // A color that one side lacks is improbable there, not impossible.
  const odds = garment.map((part, cluster) =>
    Math.log((part / garmentAll + 0.003) / ((background[cluster] ?? 0) / backgroundAll + 0.003)),
  )
  return Float32Array.from(clusters, (cluster) => odds[cluster] ?? 0)
}

function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}
