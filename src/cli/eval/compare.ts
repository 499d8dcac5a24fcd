import { Command, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { readRun } from '../../evals/run/run-folder.ts'
import { compareRuns, type RunComparison, type ScoreName } from '../../evals/score/compare-runs.ts'
import { judgeRun } from '../../evals/score/judge-run.ts'
import type { Comparison } from '../../evals/statistics/compare-pairs.ts'
import { createRandom } from '../../evals/statistics/create-random.ts'
import { scoreNames } from '../../evals/suite/read-suite.ts'
import { printable } from '../printable.ts'
import { terminalWidth } from '../terminal-width.ts'
import { textTable } from '../text-table.ts'
import { findRun } from './find-run.ts'

type CompareOptions = { score: ScoreName; margin?: number; changed?: true; json?: true }

/** `hangtag eval compare`: is the second run better, worse, no different, or can these cases not tell. */
export function compareCommand(readConfig: () => Config): Command {
  return new Command('compare')
    .description('two runs on the cases that both have: better, worse, no change or cannot tell, by field and slice')
    .argument('<before>', 'a run: its name or its folder')
    .argument('<after>', 'another')
    .addOption(
      new Option('--score <score>', 'what is compared').choices(scoreNames).default('right' satisfies ScoreName),
    )
    .option('--margin <share>', "gains within ± this are no change (default: the second run's suite)", share)
    .option('--changed', 'also each field of each case that came out otherwise')
    .option('--json', 'as JSON, with every changed field')
    .addHelpText('after', help)
    .action(async (before: string, after: string, options: CompareOptions) => {
      const [one, other] = await Promise.all([before, after].map((run) => readRun(findRun(readConfig(), run))))
      if (one === undefined || other === undefined) return
      const margin = options.margin ?? other.about.margin
      const comparison = compareRuns(judgeRun(one), judgeRun(other), {
        score: options.score,
        margin,
        random: createRandom(1),
      })
      if (comparison === null) {
        const message = `${one.about.name} and ${other.about.name} have no scored case in common`
        throw new HangtagError(message, { code: 'input-unusable', disposition: 'give-up' })
      }
      const data = { before: one.about.name, after: other.about.name, ...comparison }
      const text = comparisonReport(data, comparison, options.changed === true, terminalWidth())
      console.log(options.json === true ? JSON.stringify(data) : text)
    })
}

const help = `
Cases are paired, and cases of one seller count as one draw. A verdict "better"
or "worse" takes a significant test (McNemar's exact one, or sign flips where
draws hold several cases; Holm's correction over the fields, and over the values
of a slice) and a 95 % interval that leaves zero out. "no change" takes an
interval inside the margin; all else is "cannot tell". "least" is the smallest
gain that so many cases would show in four of five samples.
`

function comparisonReport(
  { before, after }: { before: string; after: string },
  comparison: RunComparison,
  withChanged: boolean,
  width: number,
): string {
  const { all, fields, slices, shared, onlyBefore, onlyAfter, changed, score, margin } = comparison
  const left = [
    ...(onlyBefore > 0 ? [`${onlyBefore} only in the first`] : []),
    ...(onlyAfter > 0 ? [`${onlyAfter} only in the second`] : []),
  ]
  return [
    pc.bold(`${printable(before)} → ${printable(after)}: ${verdictText(all)}`),
    `${shared} shared cases${left.length === 0 ? '' : ` (${left.join(', ')})`}, score ${score}, margin ± ${points(margin)} points`,
    comparisonTable('field', { ...fields, all }, width),
    ...Object.entries(slices).flatMap(([slice, values]) =>
      Object.keys(values).length < 2 ? [] : [comparisonTable(slice, values, width)],
    ),
    withChanged
      ? changedTable(comparison, width)
      : pc.dim(`${changed.length} fields came out otherwise; --changed lists them`),
  ].join('\n\n')
}

function comparisonTable(head: string, comparisons: Readonly<Record<string, Comparison>>, width: number): string {
  const columns = [
    { head, width: 14 },
    ...[
      { head: 'rows', width: 5 },
      { head: 'before', width: 6 },
      { head: 'after', width: 6 },
      { head: 'gain', width: 6 },
      { head: '95 %', width: 14 },
      { head: 'least', width: 5 },
    ].map((column) => ({ ...column, head: column.head.padStart(column.width) })),
    { head: 'verdict', width: 11 },
  ]
  const rows = Object.entries(comparisons).map(([name, each]) => [
    printable(name),
    String(each.rows).padStart(5),
    points(each.before).padStart(6),
    points(each.after).padStart(6),
    signed(each.gain).padStart(6),
    `${signed(each.interval.low)} to ${signed(each.interval.high)}`.padStart(14),
    (each.smallestDifference === 0 ? '–' : points(each.smallestDifference)).padStart(5),
    verdictText(each),
  ])
  return textTable(columns, rows, width)
}

function changedTable({ changed }: RunComparison, width: number): string {
  const columns = [
    { head: 'case', width: 14 },
    { head: 'field', width: 14 },
    { head: 'before', width: { share: 1 } },
    { head: 'after', width: { share: 1 } },
  ]
  const sorted = [...changed].sort((a, b) => a.gain - b.gain)
  const rows = sorted.map(({ id, field, before, after }) => [printable(id), field, before.join(', '), after.join(', ')])
  return rows.length === 0 ? 'Nothing came out otherwise.' : textTable(columns, rows, width)
}

function verdictText({ verdict }: Comparison): string {
  if (verdict === 'better') return pc.green(verdict)
  if (verdict === 'worse') return pc.red(verdict)
  return verdict === 'cannot tell' ? pc.yellow(verdict) : verdict
}

function points(share: number): string {
  return (share * 100).toFixed(1)
}

function signed(share: number): string {
  const text = points(share)
  return share > 0 && text !== '0.0' ? `+${text}` : text.replace('-', '−').replace('−0.0', '0.0')
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('a number from 0 to 1')
}
