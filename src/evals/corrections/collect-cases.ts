import { createHash } from 'node:crypto'
import type { ListingRecord } from '../../domain/record.ts'
import { type CorrectedCase, correctedCase, type LeftOut } from './corrected-case.ts'

export type CollectedCases = {
  dev: CorrectedCase[]
  test: CorrectedCase[]
  records: number
  leftOut: Partial<Record<LeftOut, number>>
  /** Records with the words and photos of a newer one. */
  duplicates: number
  /** Cases that would be in dev and share a photo with one in test. */
  shared: number
}

/**
 * Cases from records, split by seller: all cases of one are in dev or all in test, by a hash of the seller alone, so that a
 * later collection puts them on the same side. Of the same words with the same photos the newest stays, whoever's they are; what
 * shares a photo across the sides is left out of dev.
 */
export function collectCases(
  records: readonly ListingRecord[],
  options: { sellerHint: string; withPhotos: boolean; testShare: number },
): CollectedCases {
  const leftOut: CollectedCases['leftOut'] = {}
  const newest = new Map<string, CorrectedCase>()
  let duplicates = 0
  for (const record of records) {
    const made = correctedCase(record, options)
    if (typeof made === 'string') leftOut[made] = (leftOut[made] ?? 0) + 1
    else {
      const other = newest.get(made.content)
      if (other !== undefined) duplicates += 1
      if (other === undefined || isNewer(made, other)) newest.set(made.content, made)
    }
  }
  const cases = [...newest.values()].sort((a, b) => (a.listingId < b.listingId ? -1 : 1))
  const test = cases.filter((each) => placeOf(each.case.seller) < options.testShare)
  const tested = new Set(test.flatMap(({ fingerprints }) => fingerprints))
  const others = cases.filter((each) => placeOf(each.case.seller) >= options.testShare)
  const dev = others.filter(({ fingerprints }) => !fingerprints.some((each) => tested.has(each)))
  return { dev, test, records: records.length, leftOut, duplicates, shared: others.length - dev.length }
}

/** The same record read twice is one too: then the later version counts. */
function isNewer(one: CorrectedCase, other: CorrectedCase): boolean {
  const [first, second] = [Date.parse(one.updatedAt), Date.parse(other.updatedAt)]
  return first === second ? one.listingId > other.listingId : first > second
}

/** From 0 up to 1, the same for a seller on every machine. */
function placeOf(seller: string | null): number {
  const hash = createHash('sha256').update(`split ${seller}`).digest()
  return hash.readUInt32BE(0) / 2 ** 32
}
