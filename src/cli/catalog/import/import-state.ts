import { createHash } from 'node:crypto'
import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { nullIfMissing } from '../../../domain/null-if-missing.ts'

/** How far an import of a file got: what a later run of the same command goes on from. */
export type ImportState = z.infer<typeof stateSchema>

const batchSchema = z.object({ id: z.string(), firstRow: z.int(), lastRow: z.int(), count: z.int() })
export type SentBatch = z.infer<typeof batchSchema>

const stateSchema = z.object({
  /** The file as it was. */
  size: z.number(),
  changedMs: z.number(),
  /** Names the batches of this import, so that one that was sent and not noted is not taken twice. */
  run: z.string(),
  /** All rows up to it were taken. */
  takenRow: z.int(),
  /** The last batch that was taken. */
  last: z.string().nullable(),
  /** Sent, and not yet known to be indexed. */
  waiting: z.array(batchSchema),
  written: z.int(),
  unchanged: z.int(),
  /** Items of batches that were given up. */
  failed: z.int(),
})

export type ImportStateFile = {
  /** What an earlier run of the same command on the same, unchanged file left; null where there is nothing to go on from. */
  read(): Promise<ImportState | null>
  /** A state at the beginning. */
  first(run: string): Promise<ImportState>
  write(state: ImportState): Promise<void>
  remove(): Promise<void>
}

/** The state of an import of `file`; `as` is what else makes it the same import: the tenant, the form, the columns. */
export async function openImportState(home: string, file: string, as: readonly unknown[]): Promise<ImportStateFile> {
  const name = createHash('sha256')
    .update(JSON.stringify([await realpath(file), ...as]))
    .digest('hex')
  const path = join(home, 'imports', `${name.slice(0, 32)}.json`)
  const fingerprint = async () => {
    const { size, mtimeMs } = await stat(file)
    return { size, changedMs: mtimeMs }
  }
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(nullIfMissing)
      const parsed = text === null ? null : (stateSchema.safeParse(parseJson(text)).data ?? null)
      const now = await fingerprint()
      return parsed?.size === now.size && parsed.changedMs === now.changedMs ? parsed : null
    },
    first: async (run) => ({
      ...(await fingerprint()),
      run,
      takenRow: 0,
      last: null,
      waiting: [],
      written: 0,
      unchanged: 0,
      failed: 0,
    }),
    write: async (state) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const temporary = `${path}.${process.pid}.tmp`
      await writeFile(temporary, JSON.stringify(state), { mode: 0o600 })
      await rename(temporary, path)
    },
    remove: () => rm(path, { force: true }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Torn by a loss of power: there is nothing to go on from.
    return null
  }
}
