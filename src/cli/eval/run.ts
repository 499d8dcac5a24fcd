import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import { capSpending } from '../../evals/run/cap-spending.ts'
import { runAnswersFolder, runPhotosFolder, spentUsd } from '../../evals/run/run-folder.ts'
import { runSuite } from '../../evals/run/run-suite.ts'
import { scoreRun } from '../../evals/score/score-run.ts'
import { readDataset } from '../../evals/suite/read-dataset.ts'
import { readSuite } from '../../evals/suite/read-suite.ts'
import { suiteSettings } from '../../evals/suite/suite-settings.ts'
import { defaultSettings } from '../../pipeline/default-settings.ts'
import { choosePrompt } from '../../prompt/choose-prompt.ts'
import { loadPrompts } from '../../prompt/load-prompts.ts'
import { loadCalibration } from '../../reconcile/load-calibration.ts'
import { loadTaxonomy } from '../../taxonomy/load-taxonomy.ts'
import { stopSignal } from '../stop-signal.ts'
import { terminalWidth } from '../terminal-width.ts'
import { runsFolder } from './find-run.ts'
import { runReport } from './run-report.ts'
import { suiteFile } from './suite-file.ts'

type RunOptions = {
  candidate: Record<string, string>
  set: Record<string, unknown>
  name?: string
  repeat: number
  maxCost?: number
  resume?: string
  concurrency: number
  json?: true
}

/** `hangtag eval run`: a suite through the production code, into a folder. */
export function runSuiteCommand(readConfig: () => Config): Command {
  return new Command('run')
    .description('digitize every case of a suite with its settings, score it, and keep all of it in a folder')
    .argument('<suite>', 'a suite file, or the name of one in evals/suites')
    .option('--candidate <prompt=variant>', 'another variant of a prompt; more than once for more', collectPair, {})
    .option(
      '--set <setting=value>',
      'over the suite, such as reads.model=single or model.name=gpt-x',
      collectSetting,
      {},
    )
    .option('--name <name>', "the run's name (default: the suite's, with the time)", runName)
    .option('--repeat <n>', 'each case so often, to see how stable answers are', count, 1)
    .option('--max-cost <usd>', 'dollars that its model calls may cost; then it stops, and --resume goes on', dollars)
    .option('--resume <run>', 'go on with a run that was stopped')
    .option('--concurrency <n>', 'cases under way at once', count, 2 * availableParallelism())
    .option('--json', 'the scores as JSON')
    .action(async (suiteName: string, options: RunOptions) => {
      const scores = await run(suiteName, options, readConfig())
      console.log(options.json === true ? JSON.stringify(scores.json) : scores.text)
      if (scores.isStopped) process.exitCode = 3
    })
}

async function run(suiteName: string, options: RunOptions, config: Config) {
  const suite = await readSuite(suiteFile(suiteName), config.dataFolder)
  const dataset = await readDataset(suite.dataset, suite.photos)
  const prompts = await loadPrompts(config.promptsFolder)
  const taxonomy = await loadTaxonomy(config.taxonomyFolder)
  const base = defaultSettings(config, await loadCalibration(config.calibrationFile))
  const chosen = { ...suite.prompts, ...options.candidate }
  const settings = suiteSettings(base, [suite.settings, options.set], chosen, prompts)
  const name = options.resume ?? options.name ?? `${suite.name}-${stamp(new Date())}`
  const folder = join(runsFolder(config), name)
  const { composeEvals } = await import('../../compose-evals.ts')
  const budget = options.maxCost === undefined ? null : capSpending(options.maxCost, await spentUsd(folder))
  const parts = await composeEvals(settingsModel(config, settings.model?.name ?? null), {
    taxonomy,
    prompts,
    photoFolder: runPhotosFolder(folder),
    answerFolders: { run: runAnswersFolder(folder), shared: resolve(config.home, 'evals', 'answers') },
    budget,
  })
  const progress = progressBar(dataset.cases.length * options.repeat)
  const used = Object.keys(settings.prompts).map((each) => [
    each,
    choosePrompt(prompts, each, settings.prompts).version,
  ])
  try {
    const runOptions = {
      folder,
      name,
      repeats: options.repeat,
      concurrency: options.concurrency,
      resume: options.resume !== undefined,
      prompts: Object.fromEntries(used),
      taxonomy: taxonomy.version,
      now: new Date(),
    }
    const deps = { ...parts, progress: () => progress.advance() }
    const { end, run: stored } = await runSuite(suite, dataset, settings, runOptions, deps, stopSignal())
    progress.stop()
    const scores = scoreRun(stored)
    await writeFile(join(folder, 'scores.json'), `${JSON.stringify(scores, null, 2)}\n`)
    return {
      json: { run: name, folder, end: end.end, ...scores },
      text: runReport(stored.about, scores, { folder, end: end.end, width: terminalWidth() }),
      isStopped: end.end === 'spent',
    }
  } finally {
    progress.stop()
    await parts.close()
  }
}

/** The model that the settings name, where they name another than the configuration. */
function settingsModel(config: Config, name: string | null): Config {
  return config.model === null || name === null ? config : { ...config, model: { ...config.model, name } }
}

function progressBar(total: number): { advance(): void; stop(): void } {
  const stream = process.stderr
  if (!stream.isTTY) return { advance: () => {}, stop: () => {} }
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} cases, {eta_formatted} left', stream, gracefulExit: false, clearOnComplete: true },
    Presets.shades_classic,
  )
  bar.start(total, 0)
  return { advance: () => bar.increment(), stop: () => bar.stop() }
}

/** `20261121-104502`, in UTC: names sort by time. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}

function collectPair(text: string, before: Record<string, string>): Record<string, string> {
  const [, name, variant] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (name === undefined || variant === undefined)
    throw new InvalidArgumentError('prompt=variant, such as extract-attributes=terse')
  return { ...before, [name]: variant }
}

function collectSetting(text: string, before: Record<string, unknown>): Record<string, unknown> {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (path === undefined || value === undefined)
    throw new InvalidArgumentError('setting=value, such as reads.model=single')
  return deepSet(before, path.split('.'), parsedValue(value))
}

function deepSet(
  base: Record<string, unknown>,
  [first, ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (first === undefined) return base
  const inner = base[first]
  const below = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {}
  return { ...base, [first]: rest.length === 0 ? value : deepSet(below, rest, value) }
}

/** `0.4`, `true` and `null` are what they look like; all else is text. */
function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function runName(text: string): string {
  if (/^[a-zA-Z0-9][\w.-]{0,99}$/.test(text)) return text
  throw new InvalidArgumentError('letters, digits, dots, hyphens and underscores')
}

function count(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('a whole number of at least 1')
}

function dollars(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('dollars, such as 2.50')
}
