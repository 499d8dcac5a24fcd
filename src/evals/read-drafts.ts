import { z } from 'zod'
import { correctionSchema, fieldSchema } from '../domain/record.ts'
import { readJsonLines } from './read-json-lines.ts'

/** What scoring needs of a record. */
const draftedSchema = z.looseObject({
  id: z.string('not a record: it has no id').min(1),
  state: z.string().default('draft'),
  text: z.string().default(''),
  photos: z.array(z.looseObject({ state: z.string() })).default([]),
  fields: z.record(z.string(), fieldSchema),
  corrections: z.array(correctionSchema).default([]),
})
export type Drafted = z.infer<typeof draftedSchema>

/** Records by id: that of the input line where `hangtag digitize --input` wrote them, else that of the listing. */
export async function readDrafts(file: string): Promise<Map<string, Drafted>> {
  const lines = await readJsonLines(file, z.preprocess(named, draftedSchema))
  return new Map(lines.map(({ row }) => [row.id, row]))
}

function named(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'listingId' in row ? { id: row.listingId, ...row } : row
}
