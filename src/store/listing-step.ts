import type { StoredListing } from './tables.ts'

export type NewEvent = { type: string; more?: Record<string, unknown> }

/** What a pure decision makes of a row: the row as it shall stand, and what to tell. `commitStep` carries it out. */
export type ListingStep = { row: StoredListing; events: NewEvent[] }

/** Whether a decision came out as a step, and not as a refusal. */
export function isStep(outcome: object): outcome is ListingStep {
  return 'row' in outcome
}
