import { createReadStream } from 'node:fs'
import { access, appendFile, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type LedgerRow, ledgerRowSchema } from '../../domain/internal-api.ts'
import { jsonOrUndefined } from '../../domain/json-or-undefined.ts'
import { settingsSchema } from '../../domain/settings.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { evalCaseSchema } from '../suite/read-dataset.ts'
import { scoreModes } from '../suite/read-suite.ts'
import { type EvalRow, evalRowSchema, judgmentSchema, rowKey, type TextJudgment } from './eval-row.ts'

/** All that decides what a run comes to, and the cases themselves, so that the folder can be judged on another machine. */
const runAboutSchema = z.object({
  format: z.literal(1),
  name: z.string(),
  suite: z.string(),
  description: z.string(),
  dataset: z.object({ file: z.string(), version: z.string(), cases: z.int() }),
  settings: settingsSchema,
  /** Prompt → variant and content hash, as used where nothing else is assigned. */
  prompts: z.record(z.string(), z.string()),
  taxonomy: z.string(),
  repeats: z.int().min(1),
  /** Null: all that gold names. */
  fields: z.array(z.string()).nullable(),
  mode: z.enum(scoreModes).default('listed'),
  slices: z.array(z.string()),
  margin: z.number(),
  startedAt: z.string(),
})
export type RunAbout = z.infer<typeof runAboutSchema>

/** A run as it was kept; torn lines (of a run that was killed) are not there. */
export type StoredRun = { folder: string; about: RunAbout; cases: z.infer<typeof evalCaseSchema>[]; rows: EvalRow[] }

const files = {
  about: 'run.json',
  cases: 'cases.jsonl',
  rows: 'rows.jsonl',
  calls: 'calls.jsonl',
  judgments: 'judgments.jsonl',
}

/** Where the run's photos lie, as they were shown. */
export function runPhotosFolder(folder: string): string {
  return join(folder, 'photos')
}

/** Where the answers that the run used lie, with what was asked. */
export function runAnswersFolder(folder: string): string {
  return join(folder, 'answers')
}

/** Makes the folder with what is known before the first case. One that is there already is left alone: code `run-exists`. */
export async function createRun(folder: string, about: RunAbout, cases: StoredRun['cases']): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, files.cases), cases.map((each) => `${JSON.stringify(each)}\n`).join(''))
  try {
    // Last, and only once: with it the folder is a run.
    await writeFile(join(folder, files.about), `${JSON.stringify(about, null, 2)}\n`, { flag: 'wx' })
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw cause
    throw new HangtagError(
      `${folder} is a run already: --resume goes on with it, --name gives the new one another name`,
      {
        code: 'run-exists',
        disposition: 'give-up',
        cause,
      },
    )
  }
}

/** Whether a folder holds a run already, begun or complete. */
export async function isRun(folder: string): Promise<boolean> {
  return await access(join(folder, files.about)).then(
    () => true,
    () => false,
  )
}

/** Reads a run. Throws `HangtagError` code `input-unusable` where the folder is none. */
export async function readRun(folder: string): Promise<StoredRun> {
  const text = await readFile(join(folder, files.about), 'utf8').catch((cause: unknown) => {
    throw unusableInput(
      `${folder} is no run: ${files.about} ${errorCode(cause) === 'ENOENT' ? 'is not there' : 'cannot be read'}`,
      cause,
    )
  })
  const { data: about, error } = runAboutSchema.safeParse(jsonOrUndefined(text))
  if (error !== undefined) throw unusableInput(`${folder}: ${files.about}: ${z.prettifyError(error)}`)
  const cases = await linesOf(join(folder, files.cases), evalCaseSchema)
  const rows = await linesOf(join(folder, files.rows), evalRowSchema)
  // The first counts: a case that two processes ran at once was paid for twice and is judged once.
  const byKey = new Map<string, EvalRow>()
  for (const row of rows) if (!byKey.has(rowKey(row))) byKey.set(rowKey(row), row)
  const judgments = Map.groupBy(await linesOf(join(folder, files.judgments), judgmentSchema), rowKey)
  const judged = [...byKey].map(([key, row]) => ({ ...row, judgments: judgments.get(key) ?? [] }))
  return { folder, about, cases, rows: judged }
}

/** Appends a finished row, in one write. */
export async function keepRow(folder: string, row: EvalRow): Promise<void> {
  await appendFile(join(folder, files.rows), `${JSON.stringify(row)}\n`)
}

/** Appends what a judge said. */
export async function keepJudgment(folder: string, judgment: TextJudgment): Promise<void> {
  await appendFile(join(folder, files.judgments), `${JSON.stringify(judgment)}\n`)
}

/** Appends a model's call the moment it is over: what a killed case has cost counts for the ceiling of the resumed run. */
export async function keepCall(folder: string, call: LedgerRow): Promise<void> {
  await appendFile(join(folder, files.calls), `${JSON.stringify(call)}\n`)
}

/** What all calls of a run have cost, those without a known price left out. */
export async function spentUsd(folder: string): Promise<number> {
  const calls = await linesOf(join(folder, files.calls), ledgerRowSchema)
  return calls.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)
}

/** After a kill the last line may be torn: the next one must not be glued to it. */
export async function mendLines(folder: string): Promise<void> {
  for (const name of [files.rows, files.calls, files.judgments]) {
    await endAtLine(join(folder, name))
  }
}

/** Takes off what stands behind the last line end, read from the end: a run may be larger than memory. */
async function endAtLine(path: string): Promise<void> {
  const file = await open(path, 'r+').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (file === null) return
  try {
    const { size } = await file.stat()
    let end = size
    while (end > 0) {
      const from = Math.max(0, end - chunkBytes)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(end - from), 0, end - from, from)
      const place = buffer.subarray(0, bytesRead).lastIndexOf(lineEnd)
      end = place < 0 ? from : from + place + 1
      if (place >= 0) break
    }
    if (end < size) await file.truncate(end)
  } finally {
    await file.close()
  }
}

const lineEnd = 10
const chunkBytes = 1 << 18

async function linesOf<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const rows: T[] = []
  try {
    for await (const line of readLines(file)) {
      const { data } = schema.safeParse(jsonOrUndefined(line))
      if (data !== undefined) rows.push(data)
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
  return rows
}

/** Line by line: the text of a large run is longer than a string can be, and would lie in memory beside its rows. */
async function* readLines(file: string): AsyncGenerator<string> {
  // Not by `readline`, which ends lines at U+2028 too: JSON leaves that as it is.
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: chunkBytes })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
