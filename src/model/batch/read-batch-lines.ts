import { z } from 'zod'
import { jsonOrUndefined } from '../../domain/json-or-undefined.ts'

/** What became of one request of a batch. */
export type BatchLine =
  | { kind: 'answer'; body: Record<string, unknown> }
  | { kind: 'refused'; status: number; body: unknown }
  /** It was never worked on, or not to the end: `batch_expired` and the like. */
  | { kind: 'left'; code: string; message: string }

const lineSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

/** The lines of an output file and an error file, in any order, by the name of the request. A line that is none is left out. */
export function readBatchLines(texts: readonly string[]): Map<string, BatchLine> {
  const lines = new Map<string, BatchLine>()
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const { data } = lineSchema.safeParse(jsonOrUndefined(line))
    if (data === undefined) continue
    const read = lineOf(data)
    // An answer counts, whatever else is said of the same request.
    if (lines.get(data.custom_id)?.kind !== 'answer') lines.set(data.custom_id, read)
  }
  return lines
}

function lineOf({ response, error }: z.infer<typeof lineSchema>): BatchLine {
  if (response == null) {
    const { code, message } = error ?? {}
    return { kind: 'left', code: code ?? 'no-response', message: message ?? 'The batch gave no answer to it.' }
  }
  const { status_code: status, body } = response
  if (status === 200 && typeof body === 'object' && body !== null)
    return { kind: 'answer', body: body as Record<string, unknown> }
  return { kind: 'refused', status, body }
}
