import { z } from 'zod'
import { fieldRule } from './field-rule.ts'
import { readJsonLines } from './read-json-lines.ts'

/** What is right for a listing, by field; a field that is null or not there is not scored. */
export type Gold = { id: string; fields: Record<string, unknown> }

const rowSchema = z.looseObject({
  id: z.string('not a gold row: it has no id').min(1),
  gold: z.record(z.string(), z.unknown(), 'not a gold row: it says no fields'),
})

/** The gold rows of a file: lines of `{ id, gold: { field: … } }`; text, photos and notes beside them are left out. */
export async function readGold(file: string): Promise<Gold[]> {
  const lines = await readJsonLines(file, rowSchema, ({ gold }) =>
    Object.entries(scored(gold)).flatMap(([field, value]) =>
      fieldRule(field).gold.safeParse(value).success
        ? []
        : [`gold for ${field} cannot be ${JSON.stringify(value).slice(0, 80)}`],
    ),
  )
  return lines.map(({ row }) => ({ id: row.id, fields: scored(row.gold) }))
}

function scored(gold: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(gold).filter(([, value]) => value !== null && value !== undefined))
}
