import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { fieldRule } from '../field-rule.ts'
import { readJsonLines } from '../read-json-lines.ts'

export const evalCaseSchema = z.object({
  id: z.string('it has no id').min(1).max(200),
  text: z.string().default(''),
  hints: z.record(z.string(), z.unknown()).default({}),
  /** Files, relative to the photos' root. */
  photos: z.array(z.string().min(1)).max(16).default([]),
  /** Whose listing it is; cases of one seller are one draw in statistics, and never on both sides of a split. */
  seller: z.string().nullable().default(null),
  /** What is right, by field. Null: two people could differ, so it is never scored. */
  gold: z.record(z.string(), z.unknown(), 'it says no fields'),
})
export type EvalCase = z.infer<typeof evalCaseSchema>

export type Dataset = {
  file: string
  photosRoot: string
  /** 12 hex digits over every row and every photo's bytes: the same version is the same data. */
  version: string
  cases: EvalCase[]
}

/**
 * A dataset in the golden files' shape: JSON Lines of `{ id, text, photos, gold }`. Throws `HangtagError` code `input-unusable`
 * that names the lines, fields and photos that cannot be used.
 */
export async function readDataset(file: string, photosRoot: string): Promise<Dataset> {
  const lines = await readJsonLines(file, evalCaseSchema, ({ gold }) =>
    Object.entries(gold).flatMap(([field, value]) =>
      value === null || fieldRule(field).gold.safeParse(value).success
        ? []
        : [`gold for ${field} cannot be ${JSON.stringify(value).slice(0, 80)}`],
    ),
  )
  const cases = lines.map(({ row }) => row)
  const hash = createHash('sha256')
  for (const each of cases) {
    hash.update(JSON.stringify(each))
    for (const photo of each.photos) hash.update(await photoOf(photosRoot, photo, each.id))
  }
  return { file, photosRoot, version: hash.digest('hex').slice(0, 12), cases }
}

async function photoOf(root: string, photo: string, id: string): Promise<Buffer> {
  try {
    return await readFile(resolve(root, photo))
  } catch (cause) {
    throw new HangtagError(
      `The photo ${photo} of case ${id} cannot be read (${errorCode(cause)}) below ${root}: set the suite's photos root`,
      { code: 'input-unusable', disposition: 'give-up', cause },
    )
  }
}
