import type { WireEvidence } from './wire-forms.ts'

/** What an answer says of one field, whatever the form of the answer was. */
export type Said = {
  field: string
  applies: 'yes' | 'no' | 'cannot-tell'
  evidence: readonly WireEvidence[]
  /** One string a value, in the forms that `parseValue` reads. */
  values: readonly string[]
  /** A whole value of the record, chosen out of several that were shown; then `values` is empty. */
  whole?: unknown
}

/** A part of the answer that became no claim, or counts less: what it was about, which kind of fault, and what was wrong. */
export type Dropped = { attribute: string; code: DroppedCode; reason: string }

/**
 * `slot-out-of-range`: a slot that was not offered. `quote-not-in-text`, `photo-not-shown`: evidence that is not in the input.
 * `no-evidence`: nothing was left of it. `value-unknown`: the taxonomy does not take the value. `field-unknown`,
 * `field-not-asked`: the category has no such field. `category-rejected`: the item is not of the category that was asked about.
 */
type DroppedCode =
  | 'slot-out-of-range'
  | 'quote-not-in-text'
  | 'photo-not-shown'
  | 'no-evidence'
  | 'value-unknown'
  | 'field-unknown'
  | 'field-not-asked'
  | 'category-rejected'
