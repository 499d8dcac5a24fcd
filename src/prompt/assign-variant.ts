import { createHash } from 'node:crypto'
import type { PromptLabels } from './prompt.ts'

/**
 * Which variant of a prompt a listing gets, and which one is run beside it, if any. A listing has a fixed place from 0 to 1
 * for each prompt, by a hash of both: the candidate takes the places from below, the shadow those from above. A listing so
 * gets the same variant at every run, a share that grows by a tenth moves a tenth of the listings and no other, and two
 * prompts are tried on listings that have nothing to do with each other. Without a listing: production alone.
 */
export function assignVariant(
  name: string,
  { production, candidate, shadow }: PromptLabels,
  listingId: string | null,
): { variant: string; shadow: string | null } {
  if (listingId === null) return { variant: production, shadow: null }
  const place = placeOf(name, listingId)
  if (candidate !== null && place < candidate.share) return { variant: candidate.variant, shadow: null }
  return { variant: production, shadow: shadow !== null && place >= 1 - shadow.share ? shadow.variant : null }
}

/** At least 0, less than 1. 48 bits: the most that `readUIntBE` gives, and exact in a number. */
function placeOf(name: string, listingId: string): number {
  return createHash('sha256').update(`${name}\n${listingId}`).digest().readUIntBE(0, 6) / 2 ** 48
}
