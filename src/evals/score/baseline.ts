import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { jsonOrUndefined } from '../../domain/json-or-undefined.ts'
import { type Verdict, verdicts } from '../verdict.ts'
import type { JudgedRun } from './judge-run.ts'

/** One letter a repeat, so that a diff of the committed file shows what changed. */
const letters: Readonly<Record<Verdict, string>> = {
  'right-value': 'V',
  'right-abstention': 'B',
  wrong: 'W',
  missed: 'M',
}
const verdictOf = new Map(verdicts.map((verdict) => [letters[verdict], verdict]))

const baselineSchema = z.object({
  format: z.literal(1),
  legend: z.string(),
  suite: z.string(),
  /** The run that was blessed. */
  name: z.string(),
  dataset: z.string(),
  judges: z.record(z.string(), z.string()).default({}),
  cases: z.record(
    z.string(),
    z.object({
      cluster: z.string(),
      slices: z.record(z.string(), z.array(z.string())),
      verdicts: z.record(z.string(), z.string().regex(/^[VBWM]+$/)),
    }),
  ),
})

const legend = 'a letter a repeat: V right value, B rightly blank, W wrong, M missed'

/** Writes a judged run as the baseline that gates compare with: one case a line. */
export async function writeBaseline(file: string, { name, suite, dataset, judges, cases }: JudgedRun): Promise<void> {
  const lines = cases.map(({ id, cluster, slices, verdicts: judged }) => {
    const coded = Object.entries(judged).map(([field, each]) => [field, each.map((one) => letters[one]).join('')])
    return `    ${JSON.stringify(id)}: ${JSON.stringify({ cluster, slices, verdicts: Object.fromEntries(coded) })}`
  })
  const head = Object.entries({ format: 1, legend, suite, name, dataset, judges }).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  )
  await writeFile(file, `{\n${head.join('')}  "cases": {\n${lines.join(',\n')}\n  }\n}\n`)
}

/** Reads a baseline. Null where there is none; throws `HangtagError` code `input-unusable` where the file is no baseline. */
export async function readBaseline(file: string): Promise<JudgedRun | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const { data, error } = baselineSchema.safeParse(jsonOrUndefined(text))
  if (error !== undefined)
    throw new HangtagError(`${file} is no baseline: ${z.prettifyError(error)}`, {
      code: 'input-unusable',
      disposition: 'give-up',
    })
  const cases = Object.entries(data.cases).map(([id, { verdicts: coded, ...about }]) => ({
    id,
    ...about,
    verdicts: Object.fromEntries(
      Object.entries(coded).map(([field, text]) => [field, [...text].flatMap((letter) => verdictOf.get(letter) ?? [])]),
    ),
  }))
  return { name: data.name, suite: data.suite, dataset: data.dataset, judges: data.judges, cases }
}
