import { basename } from 'node:path'
import { Command, Option } from 'commander'
import pc from 'picocolors'
import { readStoredRun, type StoredRun } from '../../evals/replay/read-stored-run.ts'
import { type Replay, type ReplayMode, replayRun } from '../../evals/replay/replay-run.ts'
import type { ExtractionScore } from '../../evals/score/extraction-counts.ts'
import { scoreModes } from '../../evals/suite/read-suite.ts'
import { printable } from '../printable.ts'
import { terminalWidth } from '../terminal-width.ts'
import { textTable } from '../text-table.ts'

type ReplayOptions = { mode: ReplayMode; cells?: true; json?: true }

/** `hangtag eval replay`: scores answers that were kept, without calling anything. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('scores stored answers again, without calling anything: run files of ExtractGPT, gzipped or not')
    .argument('<file...>', 'run files')
    .addOption(
      new Option('--mode <mode>', 'what attributes count as that gold does not list')
        .choices(scoreModes)
        .default('listed' satisfies ReplayMode),
    )
    .option('--cells', 'also each attribute of each category')
    .option('--json', 'one line of JSON a file: file, mode, microF1, perAttribute (F1, per cent) and the counts')
    .addHelpText('after', help)
    .action(async (files: string[], { mode, cells, json }: ReplayOptions) => {
      for (const [place, file] of files.entries()) {
        const stored = await readStoredRun(file)
        if (json === true) console.log(JSON.stringify(jsonLine(file, replayRun(stored, mode))))
        else console.log(`${place === 0 ? '' : '\n'}${report(file, stored, mode, cells === true)}`)
      }
    })
}

const help = `
listed leaves attributes out that gold does not list, as ExtractGPT's own tables
do; unlisted-as-none takes gold's silence for "not there", so that what a model
invents counts against it. Per cent throughout; precision and recall are rounded
to two decimals before F1 is made of them.
`

function jsonLine(file: string, { mode, micro, macro, counts, cells, categories }: Replay) {
  const perAttribute = Object.fromEntries(Object.entries(cells).map(([name, { f1 }]) => [name, f1]))
  return { file, mode, microF1: micro.f1, perAttribute, micro, macro, counts, categories, cells }
}

/** Both modes side by side, the categories of the one that was asked for, and whether the authors' own scores came out again. */
function report(file: string, stored: StoredRun, mode: ReplayMode, withCells: boolean): string {
  const replays = scoreModes.map((each) => replayRun(stored, each))
  const asked = replays.find((replay) => replay.mode === mode)
  const about = [stored.model, stored.dataset, `${stored.examples.length} titles`].filter((part) => part !== null)
  const both = replays.flatMap(({ mode: name, micro, macro, counts }) => [
    [`${name}, micro`, ...figures(micro), `${counts.VC}/${counts.VW}/${counts.VN}/${counts.NV}/${counts.NN}`],
    [`${name}, macro`, ...figures(macro), ''],
  ])
  const parts = withCells ? asked?.cells : asked?.categories
  const rows = Object.entries(parts ?? {}).map(([name, score]) => [printable(name), ...figures(score), ''])
  return [
    pc.bold(`${printable(basename(file))}: ${printable(about.join(', '))}`),
    table('scores', both),
    table(`${mode}, by ${withCells ? 'attribute and category' : 'category'}`, rows),
    pc.dim(agreement(stored, replays)),
  ].join('\n\n')
}

function table(head: string, rows: readonly string[][]): string {
  const columns = [
    { head, width: 30 },
    ...['P', 'R', 'F1'].map((name) => ({ head: name.padStart(6), width: 6 })),
    { head: rows.some((row) => row.at(-1) !== '') ? 'VC/VW/VN/NV/NN' : '', width: 22 },
  ]
  return textTable(columns, rows, terminalWidth())
}

function figures({ precision, recall, f1 }: ExtractionScore): string[] {
  return [precision, recall, f1].map((value) => value.toFixed(2).padStart(6))
}

/** The file's own scores are of mode `listed`. */
function agreement({ authorsCells }: StoredRun, replays: readonly Replay[]): string {
  if (authorsCells.size === 0) return 'The file holds no scores of its own.'
  const ours = replays.find(({ mode }) => mode === 'listed')?.cells ?? {}
  const differing = [...authorsCells].filter(([name, { precision, recall, f1 }]) => {
    const cell = Object.hasOwn(ours, name) ? ours[name] : undefined
    return cell === undefined || cell.precision !== precision || cell.recall !== recall || cell.f1 !== f1
  })
  if (differing.length === 0) return `All ${authorsCells.size} scores that the file holds of its own came out again.`
  const names = differing.map(([name]) => name)
  return `${differing.length} of ${authorsCells.size} scores that the file holds came out differently: ${printable(names.join(', '))}`
}
