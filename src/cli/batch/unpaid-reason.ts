import { HangtagError } from '../../domain/hangtag-error.ts'
import type { ListingRecord } from '../../domain/record.ts'

/**
 * Why a listing has a draft without its model read for want of money, in plain words; null where money was no reason. A price
 * that is not known is the same for every line: it throws `input-unusable` with what to do.
 */
export function unpaidReason({ provenance }: ListingRecord): string | null {
  for (const { error, reason = 'No money was left for the model.' } of provenance.reads) {
    if (error === 'budget-spent' || error === 'budget-busy') return reason
    if (error === 'price-unknown')
      throw new HangtagError(reason, { code: 'input-unusable', disposition: 'give-up', evidence: { error } })
  }
  return null
}
