import { z } from 'zod'
import type { ListingRecord } from '../../domain/record.ts'

/** What a later run needs of a line; a file's line that lacks the first three was not written by a batch. */
const outputLineSchema = z.looseObject({
  id: z.string(),
  listingId: z.string(),
  state: z.string(),
  inputHash: z.string().optional(),
})
export type OutputLine = z.infer<typeof outputLineSchema>

/** How every line begins: what a killed run left of one is known by it. */
const beginning = '{"id":"'

/**
 * The line of the output: the id of the input, the record, and the hash that tells a later run what it was made from; null
 * where a later run shall make it again.
 */
export function outputLine(id: string, record: ListingRecord, inputHash: string | null): string {
  return `${JSON.stringify({ id, ...record, ...(inputHash === null ? {} : { inputHash }) })}\n`
}

/** A line of an earlier run; null where it is none. */
export function parseOutputLine(text: string | null): OutputLine | null {
  try {
    return outputLineSchema.safeParse(JSON.parse(text ?? '')).data ?? null
  } catch {
    // Not JSON, so not a line of a batch.
    return null
  }
}

/** Whether what begins so is the first part of such a line, and not some other file's words. */
export function isTornOutputLine(head: string): boolean {
  return beginning.startsWith(head.slice(0, beginning.length))
}
