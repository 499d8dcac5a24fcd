import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { readRun } from '../../evals/run/run-folder.ts'
import { writeBaseline } from '../../evals/score/baseline.ts'
import { judgeRun } from '../../evals/score/judge-run.ts'
import { baselineFile } from './baseline-file.ts'
import { findRun } from './find-run.ts'

/** `hangtag eval bless`: makes a run the baseline that later ones are held to. */
export function blessCommand(readConfig: () => Config): Command {
  return new Command('bless')
    .description('make a run the baseline that gates compare with; commit the file')
    .argument('<run>', 'a run: its name or its folder')
    .option('--baseline <file>', "where it goes (default: the suite's, in evals/baselines)")
    .option('--json', 'as JSON')
    .action(async (name: string, { baseline, json }: { baseline?: string; json?: true }) => {
      const run = await readRun(findRun(readConfig(), name))
      const incomplete = run.about.dataset.cases * run.about.repeats - run.rows.length
      if (incomplete > 0) {
        const message = `${incomplete} cases of the run are not there: a part is no baseline`
        throw new HangtagError(message, { code: 'input-unusable', disposition: 'give-up' })
      }
      const file = baseline ?? baselineFile(run.about.suite)
      await mkdir(dirname(file), { recursive: true })
      await writeBaseline(file, judgeRun(run))
      console.log(
        json === true ? JSON.stringify({ run: run.about.name, file }) : `${run.about.name} is the baseline: ${file}`,
      )
    })
}
