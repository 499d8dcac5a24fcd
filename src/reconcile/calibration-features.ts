import type { Field } from '../domain/record.ts'

/** What a field's confidence is calibrated by: whether it holds a value or is blank, and how it came about. */
export type CalibrationFeatures = { part: 'value' | 'blank'; features: Readonly<Record<string, number>> }

/** What features are taken from: of the listing only what was there to be read. */
type Listing = { text: string; photos: readonly unknown[] }

/** Odds beyond these say no more: a read that is "certain" was once asked in a thousand cases at most. */
const rawMin = 0.02

/**
 * The features of a decided field, recomputable from any record: how sure it was, its status, the kinds of evidence behind it,
 * how many reads agree, how many values conflict and how much the seller wrote. Null for what a person said, which needs no
 * calibration.
 */
export function calibrationFeatures(field: Field, listing: Listing): CalibrationFeatures | null {
  const { status, evidence, conflicts } = field
  if (status === 'corrected' || evidence.some(({ kind, read }) => kind === 'person' && read === 'person')) return null
  const raw = Math.min(1 - rawMin, Math.max(rawMin, field.rawConfidence ?? field.confidence))
  const both = {
    always: 1,
    rawLogOdds: Math.log(raw / (1 - raw)),
    conflicts: Math.min(conflicts.length, 2),
    // The more is said, the more of it is about something else; and the more telling is what is not said.
    length: Math.log10((listing.text.length + 30) / 100),
  }
  if (field.value === null) {
    const features = {
      ...both,
      notApplicable: one(status === 'not-applicable'),
      text: one(listing.text.trim() !== ''),
      photos: one(listing.photos.length > 0),
    }
    return { part: 'blank', features }
  }
  const kinds = new Set(evidence.map(({ kind }) => kind))
  const reads = new Set(evidence.map(({ read }) => read)).size
  const features = {
    ...both,
    stated: one(status === 'stated'),
    inferred: one(status === 'inferred'),
    label: one(kinds.has('label')),
    photo: one(kinds.has('photo')),
    neighbor: one(kinds.has('neighbor')),
    agreeing: Math.min(Math.max(reads - 1, 0), 2),
  }
  return { part: 'value', features }
}

function one(is: boolean): number {
  return is ? 1 : 0
}
