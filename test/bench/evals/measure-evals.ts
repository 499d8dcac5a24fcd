import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { evalCaseSchema } from '../../../src/evals/suite/read-dataset.ts'
import { startModelServer } from '../../stubs/start-model-server.ts'

const passSchema = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  scoringSeconds: z.number(),
  /** The most that was resident until then: before the first case, with the run read back whole, and when it was scored. */
  peakMb: z.object({ ready: z.number(), run: z.number(), scored: z.number() }),
})
export type EvalPass = z.infer<typeof passSchema>

export type EvalsReport = {
  /** Every case asked of the stub, over HTTP, and written down. */
  asked: { cases: number; pass: EvalPass }[]
  /** In turns, every answer kept: the runner, and the same cases by the production code alone. */
  kept: { cases: number; runner: EvalPass; bare: EvalPass }[]
  /** Of the whole run, on disk. */
  rowsMb: number
}

const program = fileURLToPath(new URL('evals-program.ts', import.meta.url))
const counts = { small: 500, large: 2_000 }

/**
 * What the runner itself takes: cases of words alone, their free reads off, a model stub without delay, each pass in a process of
 * its own.
 */
export async function measureEvals(rounds: number, say: (text: string) => void): Promise<EvalsReport> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-bench-evals-'))
  const model = await startModelServer()
  try {
    const suite = await writeSuite(folder)
    const env = {
      ...process.env,
      ...{ HANGTAG_HOME: folder, MODEL_BASE_URL: model.url, MODEL_NAME: 'gpt-6-luna', MODEL_PROFILE: 'openai' },
      LOG_LEVEL: 'error',
    }
    const pass = async (mode: 'suite' | 'bare', cases: number, name: string): Promise<EvalPass> => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, mode, String(cases), suite, name], {
        env,
      })
      const took = passSchema.parse(JSON.parse(stdout))
      say(`${name}: ${cases} cases in ${took.seconds.toFixed(1)} s`)
      return took
    }
    const asked: EvalsReport['asked'] = []
    // The small one first: the large one asks for the rest, and after it everything is kept.
    for (const cases of [counts.small, counts.large])
      asked.push({ cases, pass: await pass('suite', cases, `asked-${cases}`) })
    const { size } = await stat(join(folder, 'runs', `asked-${counts.large}`, 'rows.jsonl'))
    const kept: EvalsReport['kept'] = []
    for (let round = 1; round <= rounds; round += 1)
      for (const cases of [counts.small, counts.large]) {
        const bare = await pass('bare', cases, `bare-${cases}-${round}`)
        kept.push({ cases, bare, runner: await pass('suite', cases, `kept-${cases}-${round}`) })
      }
    return { asked, kept, rowsMb: size / 1_000_000 }
  } finally {
    await model.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The project's own texts, over and over, each with a number of its own so that no two are asked for as one. */
async function writeSuite(folder: string): Promise<string> {
  const lines = (await readFile(resolve(import.meta.dirname, '../../../evals/seller-texts/rows.jsonl'), 'utf8')).trim()
  const texts = lines.split('\n').map((line) => evalCaseSchema.parse(JSON.parse(line)))
  const rows = Array.from({ length: counts.large }, (_, at) => {
    const each = texts[at % texts.length]
    return `${JSON.stringify({ ...each, id: `${each?.id}-${at}`, text: `${each?.text} Item ${at}.` })}\n`
  })
  await writeFile(join(folder, 'rows.jsonl'), rows.join(''))
  const suite = join(folder, 'texts.yaml')
  const reads = '{ model: single, sellerText: false, label: false, photoColor: false, neighbors: false }'
  const settings = `{ reads: ${reads}, copy: { writer: fields } }`
  await writeFile(suite, `description: words alone\ndataset: rows.jsonl\nsettings: ${settings}\n`)
  return suite
}
