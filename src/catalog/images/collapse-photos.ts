import type { PhotoHit } from './image-index.ts'

/** Bits in which the fingerprints of one picture may differ after it was resized or compressed again. */
const bitsMax = 2
/** Plain pictures share a fingerprint without being alike; the same picture is also as near to the query. */
const scoresApartMax = 0.02

/** Of items that show the same photo, only the first. */
export function collapsePhotos(hits: readonly PhotoHit[]): PhotoHit[] {
  const kept: PhotoHit[] = []
  for (const hit of hits) if (!kept.some((other) => isSamePhoto(other, hit))) kept.push(hit)
  return kept
}

function isSamePhoto(left: PhotoHit, right: PhotoHit): boolean {
  if (left.phash === null || right.phash === null || Math.abs(left.score - right.score) > scoresApartMax) return false
  return bitsApart(left.phash, right.phash) <= bitsMax
}

function bitsApart(left: string, right: string): number {
  const differing = BigInt(`0x${left}`) ^ BigInt(`0x${right}`)
  return differing.toString(2).replaceAll('0', '').length
}
