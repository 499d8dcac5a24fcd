import { isDeepStrictEqual } from 'node:util'
import { type Decision, verbsOf, wrongState } from './change-listing.ts'
import { startDigitizing } from './start-digitizing.ts'
import type { StoredListing } from './tables.ts'

/** New text or hints; hints are replaced whole. What changes nothing counts nothing. */
export function changeInput(
  row: StoredListing,
  change: { text?: string; hints?: Record<string, unknown>; ifVersion?: number },
): Decision {
  if (!verbsOf(row).includes('change')) return wrongState(row)
  if (change.ifVersion !== undefined && change.ifVersion !== row.version) {
    return { refused: 'wrong-version', version: row.version }
  }
  const input = { ...row.input, text: change.text ?? row.input.text, hints: change.hints ?? row.input.hints }
  return isDeepStrictEqual(input, row.input) ? null : startDigitizing(row, { input })
}
