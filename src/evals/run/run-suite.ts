import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Dataset } from '../suite/read-dataset.ts'
import type { Suite } from '../suite/read-suite.ts'
import { type DigitizeCaseDeps, digitizeCase } from './digitize-case.ts'
import { type EvalRow, rowKey } from './eval-row.ts'
import { type RunEnd, runCases } from './run-cases.ts'
import { createRun, keepCall, keepRow, mendLines, type RunAbout, readRun, type StoredRun } from './run-folder.ts'

export type RunSuiteOptions = {
  folder: string
  name: string
  repeats: number
  concurrency: number
  /** Whether the folder is a run already, which is to be gone on with. */
  resume: boolean
  prompts: Record<string, string>
  taxonomy: string
  now: Date
}

/**
 * Runs a suite into a folder, or goes on with a run that was stopped: what is there is not run again. Throws `HangtagError` code
 * `run-differs` where the run to go on with was of other settings or other data.
 */
export async function runSuite(
  suite: Suite,
  dataset: Dataset,
  settings: Settings,
  options: RunSuiteOptions,
  deps: Pick<DigitizeCaseDeps, 'digitize' | 'photoStore' | 'normalize'> & { progress(row: EvalRow): void },
  signal: AbortSignal,
): Promise<{ end: RunEnd; run: StoredRun }> {
  const { folder, repeats, concurrency } = options
  const about = aboutRun(suite, dataset, settings, options)
  if (options.resume) {
    await mendLines(folder)
    refuseOther(about, (await readRun(folder)).about)
  } else await createRun(folder, about, dataset.cases)
  const done = new Set((await readRun(folder)).rows.map(rowKey))
  const caseDeps: DigitizeCaseDeps = {
    ...deps,
    keepCall: (call) => keepCall(folder, call),
    photosRoot: dataset.photosRoot,
    settings,
    attempts,
  }
  const end = await runCases(
    dataset.cases,
    { repeats, concurrency, done },
    {
      digitize: (evalCase, repeat, either) => digitizeCase(evalCase, repeat, caseDeps, either),
      keep: (row) => keepRow(folder, row),
      progress: deps.progress,
    },
    signal,
  )
  return { end, run: await readRun(folder) }
}

/** An endpoint that is away for longer than a few growing waits ends its case as failed, and the report says so. */
const attempts = 6

function aboutRun(suite: Suite, dataset: Dataset, settings: Settings, options: RunSuiteOptions): RunAbout {
  return {
    format: 1,
    name: options.name,
    suite: suite.name,
    description: suite.description,
    dataset: { file: dataset.file, version: dataset.version, cases: dataset.cases.length },
    settings,
    prompts: options.prompts,
    taxonomy: options.taxonomy,
    repeats: options.repeats,
    fields: suite.fields ?? (suite.mode === 'listed' ? null : namedFields(dataset)),
    mode: suite.mode,
    slices: suite.slices,
    margin: suite.margin,
    startedAt: options.now.toISOString(),
  }
}

/** Every field that gold names anywhere: what its silence can be about. */
function namedFields({ cases }: Dataset): string[] {
  return [...new Set(cases.flatMap(({ gold }) => Object.keys(gold)))]
}

function refuseOther(wanted: RunAbout, there: RunAbout): void {
  const compared = ({ dataset: { version }, settings, prompts, taxonomy, repeats }: RunAbout) => ({
    'the dataset': version,
    'the settings': settings,
    'the prompts': prompts,
    'the taxonomy': taxonomy,
    'the repeats': repeats,
  })
  const [one, other] = [compared(wanted), compared(there)]
  const differing = Object.entries(one).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(other[name as keyof typeof other]),
  )
  if (differing.length === 0) return
  const names = differing.map(([name]) => name).join(', ')
  throw new HangtagError(`The run ${there.name} was begun with other inputs (${names}): start a new one`, {
    code: 'run-differs',
    disposition: 'give-up',
    evidence: { differing: names },
  })
}
