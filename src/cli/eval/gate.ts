import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import pc from 'picocolors'
import type { Config } from '../../config.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { readRun } from '../../evals/run/run-folder.ts'
import { readBaseline } from '../../evals/score/baseline.ts'
import { checkGates, type GateResult } from '../../evals/score/check-gates.ts'
import { gatesAsJUnit, gatesAsMarkdown } from '../../evals/score/gate-reports.ts'
import { judgeRun } from '../../evals/score/judge-run.ts'
import { createRandom } from '../../evals/statistics/create-random.ts'
import { readSuite } from '../../evals/suite/read-suite.ts'
import { printable } from '../printable.ts'
import { baselineFile } from './baseline-file.ts'
import { findRun } from './find-run.ts'
import { suiteFile } from './suite-file.ts'

type GateOptions = { suite?: string; baseline?: string; junit?: string; markdown?: string; json?: true }

/** `hangtag eval gate`: whether a run holds what its suite asks. Status 0: every gate; 1: not. */
export function gateCommand(readConfig: () => Config): Command {
  return new Command('gate')
    .description("hold a run to its suite's gates and to the committed baseline: status 1 where one does not hold")
    .argument('<run>', 'a run: its name or its folder')
    .option('--suite <suite>', "the suite with the gates (default: the run's own)")
    .option('--baseline <file>', "what `eval bless` wrote (default: the suite's, in evals/baselines)")
    .option('--junit <file>', 'also as JUnit XML, for CI')
    .option('--markdown <file>', 'also as Markdown, for a pull request')
    .option('--json', 'as JSON')
    .action(async (name: string, options: GateOptions) => {
      const config = readConfig()
      const run = await readRun(findRun(config, name))
      const suite = await readSuite(suiteFile(options.suite ?? run.about.suite), config.dataFolder)
      if (suite.gates.length === 0) throw unusableInput(`The suite ${suite.name} has no gates`)
      const baseline = await readBaseline(options.baseline ?? baselineFile(suite.name))
      const results = checkGates(judgeRun(run), suite.gates, baseline, () => createRandom(1))
      const incomplete = run.about.dataset.cases * run.about.repeats - run.rows.length
      if (incomplete > 0)
        throw unusableInput(`${incomplete} cases of the run are not there: go on with \`eval run --resume\``)
      if (options.junit !== undefined) await writeFile(options.junit, gatesAsJUnit(run.about, results))
      if (options.markdown !== undefined) await writeFile(options.markdown, gatesAsMarkdown(run.about, results))
      const passed = results.every((result) => result.passed)
      console.log(
        options.json === true ? JSON.stringify({ run: run.about.name, passed, gates: results }) : gateText(results),
      )
      if (!passed) process.exitCode = 1
    })
}

const casesShown = 10

function gateText(results: readonly GateResult[]): string {
  return results
    .flatMap(({ passed, field, score, share, reason, cases }) => [
      passed
        ? `${pc.green('holds')}  ${field}, ${score}: ${((share?.share ?? 0) * 100).toFixed(1)} %`
        : `${pc.red('FAILS')}  ${printable(reason)}`,
      ...(passed
        ? []
        : cases
            .slice(0, casesShown)
            .map(({ id, field: changed, before, after }) =>
              pc.dim(`         ${printable(id)}, ${changed}: ${before.join(', ')} → ${after.join(', ')}`),
            )),
      ...(!passed && cases.length > casesShown ? [pc.dim(`         and ${cases.length - casesShown} more`)] : []),
    ])
    .join('\n')
}
