import { problem } from '../domain/problem.ts'
import type { ListingStep } from './listing-step.ts'
import type { StoredListing } from './tables.ts'

/**
 * Looks at what a listing has to work with. A photo that is still under way: it waits. Text or a photo that can be used: it
 * is digitized. Neither: it fails, naming each photo's code. Counts no version; the step it is part of does.
 */
export function settleInput(row: StoredListing): ListingStep {
  if (row.photos.some((photo) => photo.state === 'received')) return { row, events: [] }
  if (row.input.text.trim() !== '' || row.photos.some((photo) => photo.state === 'normalized')) {
    return { row: { ...row, state: 'digitizing' }, events: [{ type: 'listing.digitizing' }] }
  }
  const noInput = noUsableInput(row)
  return {
    row: { ...row, state: 'failed', problem: noInput },
    events: [{ type: 'listing.failed', more: { problem: noInput } }],
  }
}

function noUsableInput(row: StoredListing) {
  const detail =
    row.photos.length === 0
      ? 'There is no text and no photo. Add one.'
      : `There is no text, and no photo can be used (${row.photos.map((photo) => `photo ${photo.index}: ${photo.code}`).join(', ')}). Add text or another photo.`
  return problem(422, 'no-usable-input', 'Nothing to digitize', detail, {
    errors: row.photos.map((photo) => ({ path: `photos/${photo.index}`, message: photo.code ?? 'rejected' })),
  })
}
