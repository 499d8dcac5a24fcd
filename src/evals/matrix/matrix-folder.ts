import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { jsonOrUndefined } from '../../domain/json-or-undefined.ts'
import type { Combination } from './combinations.ts'

const matrixAboutSchema = z.object({
  format: z.literal(1),
  name: z.string(),
  suite: z.string(),
  combinations: z
    .array(
      z.object({
        /** Also of the folder in which its run lies. */
        name: z.string().regex(/^[\w.+-]+$/),
        model: z.string().nullable(),
        prompts: z.record(z.string(), z.string()),
        label: z.string().nullable(),
        settings: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
})
export type MatrixAbout = z.infer<typeof matrixAboutSchema>

const file = 'matrix.json'

/**
 * Writes down which combinations a matrix is of, or sees that they are the same where it is gone on with (`resume`). Throws
 * `HangtagError` code `run-exists` or `run-differs`.
 */
export async function openMatrix(folder: string, about: MatrixAbout, resume: boolean): Promise<void> {
  if (resume) {
    const there = await readMatrix(folder)
    if (there !== null && JSON.stringify(there.combinations) === JSON.stringify(about.combinations)) return
    throw failure('run-differs', `${about.name} was begun with other combinations: start a new one`)
  }
  await mkdir(folder, { recursive: true })
  try {
    await writeFile(join(folder, file), `${JSON.stringify(about, null, 2)}\n`, { flag: 'wx' })
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw cause
    throw failure('run-exists', `${folder} is a matrix already: --resume goes on with it`)
  }
}

/** What a matrix is of; null where the folder holds none. Throws `input-unusable` for a file that is none. */
export async function readMatrix(folder: string): Promise<MatrixAbout | null> {
  const text = await readFile(join(folder, file), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const { data, error } = matrixAboutSchema.safeParse(jsonOrUndefined(text))
  if (error !== undefined) throw failure('input-unusable', `${join(folder, file)}: ${z.prettifyError(error)}`)
  return data
}

/** Where the run of a combination lies. */
export function combinationFolder(folder: string, { name }: Pick<Combination, 'name'>): string {
  return join(folder, name)
}

function failure(code: 'run-exists' | 'run-differs' | 'input-unusable', message: string): HangtagError {
  return new HangtagError(message, { code, disposition: 'give-up' })
}
