import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { goldOfLabels, type LabeledGold } from '../../evals/label-studio/gold-of-labels.ts'
import { labelTasks } from '../../evals/label-studio/label-tasks.ts'
import { labelingConfig } from '../../evals/label-studio/labeling-config.ts'
import { labelingControls } from '../../evals/label-studio/labeling-controls.ts'
import { readLabels } from '../../evals/label-studio/read-labels.ts'
import { readRun } from '../../evals/run/run-folder.ts'
import { readDataset } from '../../evals/suite/read-dataset.ts'
import { loadTaxonomy } from '../../taxonomy/load-taxonomy.ts'
import { printable } from '../printable.ts'
import { terminalWidth } from '../terminal-width.ts'
import { textTable } from '../text-table.ts'
import { findRun } from './find-run.ts'

type ExportOptions = { out: string; photos?: string; run?: string; fields?: string[]; images: string; json?: true }
type ImportOptions = { out: string; json?: true }

/** `hangtag eval label-studio`: datasets to Label Studio, and labels back as golden rows. */
export function labelStudioCommand(readConfig: () => Config): Command {
  return new Command('label-studio')
    .description('a dataset as tasks for Label Studio, and what was labeled there as a dataset')
    .addCommand(exportCommand(readConfig))
    .addCommand(importCommand(readConfig))
}

const localFiles = '/data/local-files/?d='

function exportCommand(readConfig: () => Config): Command {
  return new Command('export')
    .description('tasks with words, photos and, from a run, pre-annotations; the labeling interface goes beside them')
    .argument('<dataset>', 'JSON Lines of cases')
    .requiredOption('--out <file>', 'tasks as JSON; the interface is the same name with .xml')
    .option('--photos <folder>', "the photos' root (default: the dataset's folder)")
    .option('--run <run>', 'what this run drafted stands as pre-annotations, which labelers tend to agree with')
    .option('--fields <field...>', 'what is labeled (default: the fields that every item has)')
    .option('--images <prefix>', "what stands before a photo's path: an address, or local files", localFiles)
    .option('--json', 'what was written, as JSON')
    .addHelpText('after', exportHelp)
    .action(async (file: string, { out, photos, run, fields, images, json }: ExportOptions) => {
      const config = readConfig()
      const { cases } = await readDataset(file, photos ?? dirname(file))
      const controls = labelingControls(await loadTaxonomy(config.taxonomyFolder), fields ?? null)
      const stored = run === undefined ? null : await readRun(findRun(config, run))
      const tasks = labelTasks(cases, controls, stored, images)
      const interfaceFile = `${out.replace(/\.json$/, '')}.xml`
      const withPhotos = cases.some((each) => each.photos.length > 0)
      await writeFile(out, `${JSON.stringify(tasks, null, 2)}\n`)
      await writeFile(interfaceFile, labelingConfig(controls, withPhotos))
      const drafted = tasks.filter(({ predictions }) => predictions !== undefined).length
      const counts = { tasks: tasks.length, fields: controls.length, preAnnotated: drafted }
      if (json === true) console.log(JSON.stringify({ file: out, interface: interfaceFile, ...counts }))
      else
        console.log(
          `${printable(out)}: ${tasks.length} tasks, ${drafted} with pre-annotations\n${printable(interfaceFile)}: the interface, ${controls.length} fields`,
        )
    })
}

const exportHelp = `
Paste the .xml into the project's labeling interface, then import the tasks. For
photos on a disk, start Label Studio with
  LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true
  LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=<the photos' root>
and add a local storage below that folder to the project.
`

function importCommand(readConfig: () => Config): Command {
  return new Command('import')
    .description('labels as golden rows; where labelers differ a field is null, which is not scored, and is listed')
    .argument('<export>', "Label Studio's export as JSON")
    .requiredOption('--out <file>', 'the rows, JSON Lines')
    .option('--json', 'agreement and disagreements as JSON')
    .action(async (file: string, { out, json }: ImportOptions) => {
      const taxonomy = await loadTaxonomy(readConfig().taxonomyFolder)
      const every = labelingControls(
        taxonomy,
        taxonomy.attributes.filter(({ kind }) => kind !== 'flag' && kind !== 'measurement').map(({ id }) => id),
      )
      const gold = goldOfLabels(await readLabels(file), every)
      if (gold.rows.length === 0)
        throw new HangtagError(`${file}: nobody has labeled anything in it`, {
          code: 'input-unusable',
          disposition: 'give-up',
        })
      await writeFile(out, gold.rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      const { rows, ...rest } = gold
      console.log(json === true ? JSON.stringify({ file: out, rows: rows.length, ...rest }) : importReport(out, gold))
    })
}

function importReport(out: string, { rows, unlabeled, labelers, agreement, disagreements, unusable }: LabeledGold) {
  const width = terminalWidth()
  const fields = Object.entries(agreement).map(([field, { labeled, pairs, agreeing }]) => [
    printable(field),
    String(labeled).padStart(7),
    String(pairs).padStart(6),
    (pairs === 0 ? '–' : `${((100 * agreeing) / pairs).toFixed(1)} %`).padStart(9),
  ])
  const columns = [
    { head: 'field', width: 16 },
    { head: 'labeled', width: 7 },
    { head: ' pairs', width: 6 },
    { head: 'agreement', width: 9 },
  ]
  const differing = disagreements.map(({ id, field, said }) => [
    printable(id),
    printable(field),
    said.map(({ labeler, value }) => `${printable(labeler)}: ${printable(JSON.stringify(value), 60)}`).join(', '),
  ])
  return [
    `${printable(out)}: ${rows.length} rows by ${labelers.length} ${labelers.length === 1 ? 'labeler' : 'labelers'}, ${unlabeled.length} tasks without a label`,
    textTable(columns, fields, width),
    ...(differing.length === 0
      ? []
      : [
          textTable(
            [
              { head: 'case', width: 20 },
              { head: 'field', width: 14 },
              { head: 'differs', width: { share: 1 } },
            ],
            differing,
            width,
          ),
        ]),
    ...unusable.map(({ id, field }) => `Not a value of ${printable(field)}, left out: ${printable(id)}`),
  ].join('\n\n')
}
