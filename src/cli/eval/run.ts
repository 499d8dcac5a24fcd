import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import { capSpending } from '../../evals/run/cap-spending.ts'
import { spentUsd } from '../../evals/run/run-folder.ts'
import { scoreRun } from '../../evals/score/score-run.ts'
import { stopSignal } from '../stop-signal.ts'
import { terminalWidth } from '../terminal-width.ts'
import { caseProgress } from './case-progress.ts'
import { runsFolder } from './find-run.ts'
import { type PreparedSuite, prepareSuite } from './prepare-suite.ts'
import { runMatrix } from './run-matrix.ts'
import { runReport } from './run-report.ts'
import { wishedMatrix } from './wished-matrix.ts'

type RunOptions = {
  candidate: Record<string, string[]>
  model: string[]
  set: Record<string, unknown>
  name?: string
  repeat: number
  maxCost?: number
  resume?: string
  concurrency?: number
  batch?: true
  json?: true
}

/** `hangtag eval run`: a suite through the production code, into a folder. */
export function runSuiteCommand(readConfig: () => Config): Command {
  return new Command('run')
    .description('digitize every case of a suite with its settings, score it, and keep all of it in a folder')
    .argument('<suite>', 'a suite file, or the name of one in evals/suites')
    .option(
      '--candidate <prompt=variant>',
      'another variant of a prompt; several of one prompt are run each',
      collectPair,
      {},
    )
    .option('--model <name>', 'another model at the same endpoint; several are run each', collect, [])
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
    .option('--concurrency <n>', 'cases under way at once (default: two a core; with --batch 200)', count)
    .option('--batch', "by the provider's batch lane: half price, within a day; --resume takes up what is under way")
    .option('--json', 'the scores as JSON')
    .action(async (suiteName: string, options: RunOptions) => {
      const scores = await run(suiteName, options, readConfig())
      console.log(options.json === true ? JSON.stringify(scores.json) : scores.text)
      if (scores.isStopped) process.exitCode = 3
    })
}

async function run(suiteName: string, options: RunOptions, config: Config) {
  const prepared = await prepareSuite(suiteName, options.set, config)
  const name = options.resume ?? options.name ?? `${prepared.suite.name}-${stamp(new Date())}`
  const folder = join(runsFolder(config), name)
  const wish = wishedMatrix(prepared.suite, options)
  const signal = stopSignal()
  if (wish.matrix === null) return await runOne(prepared, wish.only, { ...options, name, folder }, signal)
  const print = options.json === true ? () => {} : (line: string) => console.log(line)
  return await runMatrix(
    prepared,
    wish.matrix,
    { ...options, batch: options.batch === true, concurrency: concurrencyOf(options), name, folder, print },
    signal,
  )
}

/** A round of a batch takes as long for many cases as for one. */
const batchConcurrency = 200

function concurrencyOf({ concurrency, batch }: RunOptions): number {
  return concurrency ?? (batch === true ? batchConcurrency : 2 * availableParallelism())
}

async function runOne(
  { dataset, run: runPrepared }: PreparedSuite,
  only: Parameters<PreparedSuite['run']>[0],
  options: RunOptions & { name: string; folder: string },
  signal: AbortSignal,
) {
  const { name, folder, maxCost, repeat: repeats, resume, batch = false } = options
  const concurrency = concurrencyOf(options)
  const budget = maxCost === undefined ? null : capSpending(maxCost, await spentUsd(folder))
  const progress = caseProgress(dataset.cases.length * repeats)
  const runOptions = {
    folder,
    name,
    repeats,
    concurrency,
    batch,
    resume: resume !== undefined,
    progress: progress.advance,
  }
  const { end, run: stored } = await runPrepared(only, runOptions, budget, signal).finally(progress.stop)
  const scores = scoreRun(stored)
  await writeFile(join(folder, 'scores.json'), `${JSON.stringify(scores, null, 2)}\n`)
  return {
    json: { run: name, folder, end: end.end, ...scores },
    text: runReport(stored.about, scores, { folder, end: end.end, width: terminalWidth() }),
    isStopped: end.end === 'spent',
  }
}

/** `20261121-104502`, in UTC: names sort by time. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}

function collect(text: string, before: string[]): string[] {
  return [...before, text]
}

function collectPair(text: string, before: Record<string, string[]>): Record<string, string[]> {
  const [, name, variant] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (name === undefined || variant === undefined)
    throw new InvalidArgumentError('prompt=variant, such as extract-attributes=terse')
  return { ...before, [name]: [...(before[name] ?? []), variant] }
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
