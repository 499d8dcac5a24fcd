import type { ListingState } from './record.ts'

export const listingVerbs = ['change', 'redigitize', 'correct', 'accept', 'publish', 'delete'] as const
/** `change` is new text, hints or a photo. */
export type ListingVerb = (typeof listingVerbs)[number]

export type VerbSituation = {
  state: ListingState
  /** A publish order is under way. */
  publishing: boolean
  version: number
  publishedVersion: number | null
  /** The tenant's policy accepts this draft by threshold. */
  acceptedByPolicy: boolean
}

/** Which verbs a listing takes now, in the order of `listingVerbs`. The table is design section 6. */
export function possibleVerbs(situation: VerbSituation): ListingVerb[] {
  const { state, publishing } = situation
  const drafted = state === 'draft' || state === 'needs-review'
  const changedSince = situation.publishedVersion === null || situation.version > situation.publishedVersion
  const possible: Record<ListingVerb, boolean> = {
    change: !publishing,
    redigitize: !publishing,
    correct: drafted || state === 'accepted' || state === 'published',
    accept: drafted,
    publish:
      !publishing &&
      (state === 'accepted' ||
        (state === 'published' && changedSince) ||
        (state === 'draft' && situation.acceptedByPolicy)),
    delete: true,
  }
  return listingVerbs.filter((verb) => possible[verb])
}
