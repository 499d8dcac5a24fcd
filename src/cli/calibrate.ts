import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { calibrate } from '../evals/calibrate.ts'
import { calibrationFile } from '../evals/calibration-file.ts'
import { calibrationRows } from '../evals/calibration-rows.ts'
import { modelRowsMin } from '../evals/fit-calibration.ts'
import { readDrafts } from '../evals/read-drafts.ts'
import { readGold } from '../evals/read-gold.ts'
import { loadTaxonomy } from '../taxonomy/load-taxonomy.ts'
import { calibrationReport } from './calibration-report.ts'
import { printable } from './printable.ts'
import { terminalWidth } from './terminal-width.ts'

type Options = { drafts: string[]; gold: string[]; out?: string; json?: true }

/** `hangtag calibrate`: from drafts of which is known what was right, the models that turn confidences into probabilities. */
export function calibrateCommand(readConfig: () => Config): Command {
  return new Command('calibrate')
    .description('make confidences mean what they say, from drafts with gold labels or corrections')
    .requiredOption('--drafts <file...>', 'what `digitize --input` wrote, or records of the API, a line each')
    .option('--gold <file...>', 'lines of {"id", "gold": {field: value}}, of the first --drafts, the second, …', [])
    .option('--out <file>', 'where the calibration goes; CALIBRATION_FILE names it to the API')
    .option('--json', 'the report as JSON')
    .addHelpText('after', help)
    .action(async ({ drafts, gold, out, json }: Options) => {
      const { calibration, report } = calibrate(await readRows(drafts, gold, readConfig().taxonomyFolder))
      if (calibration.value.all === null && Object.keys(calibration.blank.fields).length === 0) {
        const message = `Too few: ${report.rows} labeled fields, and a model needs ${modelRowsMin} values, or blanks of one field. Confidence stays raw`
        throw new HangtagError(message, { code: 'input-unusable', disposition: 'give-up' })
      }
      console.log(json === true ? JSON.stringify(report, null, 2) : calibrationReport(report, terminalWidth()))
      if (out === undefined) return
      await write(out, calibrationFile(calibration, report))
      console.error(`${out}: ${calibration.version}`)
    })
}

const help = `
A record that gold does not name counts where a person accepted it: corrected
fields were wrong, other values right, blanks say nothing. All figures are out
of fold. Listings that reads or prompts were developed on come out surer than
others are: give some that no one has looked at. Without --out nothing is
written.
`

async function readRows(drafts: readonly string[], gold: readonly string[], taxonomyFolder: string | null) {
  if (gold.length > drafts.length) {
    const message = `--gold names ${gold.length} files and --drafts ${drafts.length}: the first belongs to the first, and so on`
    throw new HangtagError(message, { code: 'input-unusable', disposition: 'give-up' })
  }
  const pairs = await Promise.all(
    drafts.map(async (file, index) => {
      const goldFile = gold[index]
      return { drafts: await readDrafts(file), gold: goldFile === undefined ? [] : await readGold(goldFile) }
    }),
  )
  const { attributes } = await loadTaxonomy(taxonomyFolder)
  const kinds = new Map(attributes.map(({ id, kind }) => [id, kind]))
  const named = pairs.flatMap(({ gold: rows }) => rows.flatMap(({ fields }) => Object.keys(fields)))
  const foreign = [...new Set(named)].filter((field) => !kinds.has(field))
  if (foreign.length > 0) console.error(`No attribute of the taxonomy, left out: ${printable(foreign.join(', '))}`)
  return calibrationRows(pairs, kinds)
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    const code = errorCode(cause)
    if (code === null) throw cause
    const reason = code === 'ENOENT' ? 'its folder does not exist' : code
    const message = `${file} cannot be written (${reason}): name another file with --out`
    throw new HangtagError(message, { code: 'output-unwritable', disposition: 'give-up', cause })
  }
}
