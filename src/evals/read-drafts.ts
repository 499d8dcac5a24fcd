import { z } from 'zod'
import { correctionSchema, fieldSchema } from '../domain/record.ts'
import { readJsonLines } from './read-json-lines.ts'

/** What scoring needs of a record. */
const draftedSchema = z.looseObject({
  id: z.string('not a line of `digitize --input`: it has no id').min(1),
  state: z.string().default('draft'),
  text: z.string().default(''),
  photos: z.array(z.looseObject({ state: z.string() })).default([]),
  fields: z.record(z.string(), fieldSchema),
  corrections: z.array(correctionSchema).default([]),
})
export type Drafted = z.infer<typeof draftedSchema>

/** The records that `hangtag digitize --input` wrote, by the id of their input line. */
export async function readDrafts(file: string): Promise<Map<string, Drafted>> {
  const lines = await readJsonLines(file, draftedSchema)
  return new Map(lines.map(({ row }) => [row.id, row]))
}
