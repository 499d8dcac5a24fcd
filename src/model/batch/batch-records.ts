import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonOrUndefined } from '../../domain/json-or-undefined.ts'
import { nullIfMissing } from '../../domain/null-if-missing.ts'

const recordSchema = z.object({
  /** Written down before the batch is ordered, and carried by it. */
  name: z.string().regex(/^[\w-]+$/),
  /** Null: ordered, and not known whether it was taken. */
  batchId: z.string().nullable(),
  /** Its requests, in the order of its file. */
  requests: z.array(z.string()),
})
export type BatchRecord = z.infer<typeof recordSchema>

const answerSchema = z.object({ request: z.string(), body: z.record(z.string(), z.unknown()) })

/** What outlives a kill: which batches are under way with which requests, and the answers that came. */
export type BatchRecords = {
  read(): Promise<{ records: BatchRecord[]; answers: Map<string, Record<string, unknown>> }>
  put(record: BatchRecord): Promise<void>
  keepAnswers(answers: ReadonlyMap<string, Record<string, unknown>>): Promise<void>
  remove(record: BatchRecord): Promise<void>
}

/** Records in a folder: a file a batch, removed when its answers are kept, and one of answers. */
export function createBatchRecords(folder: string): BatchRecords {
  const fileOf = ({ name }: Pick<BatchRecord, 'name'>) => join(folder, `${name}.json`)
  const answersFile = join(folder, 'answers.jsonl')
  return {
    read: async () => {
      const names = ((await readdir(folder).catch(nullIfMissing)) ?? []).filter((name) => name.endsWith('.json'))
      const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
      const lines = ((await readFile(answersFile, 'utf8').catch(nullIfMissing)) ?? '').split('\n')
      const answers = lines.flatMap((line) => answerSchema.safeParse(jsonOrUndefined(line)).data ?? [])
      return {
        records: texts.flatMap((text) => recordSchema.safeParse(jsonOrUndefined(text)).data ?? []),
        answers: new Map(answers.map(({ request, body }) => [request, body])),
      }
    },
    put: async (record) => {
      await mkdir(folder, { recursive: true })
      const incoming = `${fileOf(record)}.new`
      await writeFile(incoming, `${JSON.stringify(record)}\n`)
      await rename(incoming, fileOf(record))
    },
    keepAnswers: async (answers) => {
      await mkdir(folder, { recursive: true })
      // A kill may have torn the last line: this one begins anew.
      const lines = [...answers].map(([request, body]) => `\n${JSON.stringify({ request, body })}`)
      await appendFile(answersFile, `${lines.join('')}\n`)
    },
    remove: (record) => rm(fileOf(record), { force: true }),
  }
}
