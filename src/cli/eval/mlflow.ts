import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { logRun } from '../../evals/mlflow/log-run.ts'
import { createMlflowCall } from '../../evals/mlflow/mlflow-call.ts'
import { mlflowRun } from '../../evals/mlflow/mlflow-run.ts'
import { readRun } from '../../evals/run/run-folder.ts'
import { scoreRun } from '../../evals/score/score-run.ts'
import { printable } from '../printable.ts'
import { findRun } from './find-run.ts'

type Options = { uri?: string; experiment: string; json?: true }

/** For one request: a report with photos may be tens of megabytes. */
const deadlineMs = 60_000

/** `hangtag eval mlflow`: a run as a run of an MLflow tracking server. */
export function mlflowCommand(readConfig: () => Config): Command {
  return new Command('mlflow')
    .description('log a run to an MLflow tracking server; the same run is there once, however often it is logged')
    .argument('<run>', 'a run: its name or its folder')
    .option('--uri <address>', 'the tracking server (default: MLFLOW_TRACKING_URI)', address)
    .option('--experiment <name>', 'made where it is not there', 'hangtag')
    .option('--json', 'where it is, as JSON')
    .addHelpText('after', help)
    .action(async (name: string, { uri, experiment, json }: Options) => {
      const config = readConfig()
      const server = uri ?? config.mlflow.trackingUri
      if (server === null)
        throw new HangtagError('Which tracking server? Give --uri http://127.0.0.1:5000, or set MLFLOW_TRACKING_URI', {
          code: 'input-unusable',
          disposition: 'give-up',
        })
      const run = await readRun(findRun(config, name))
      const scores = scoreRun(run)
      const endedAt = (await stat(join(run.folder, 'rows.jsonl')).catch(() => null))?.mtime ?? new Date()
      const report = await readFile(join(run.folder, 'report.html')).catch(() => null)
      const files = [
        { name: 'run.json', bytes: Buffer.from(`${JSON.stringify(run.about, null, 2)}\n`) },
        { name: 'scores.json', bytes: Buffer.from(`${JSON.stringify(scores, null, 2)}\n`) },
        ...(report === null ? [] : [{ name: 'report.html', bytes: report }]),
      ]
      const call = createMlflowCall({ uri: server, token: config.mlflow.token, deadlineMs })
      const logged = await logRun(call, mlflowRun(run, scores, endedAt), { experiment, files, now: new Date() })
      if (json === true) console.log(JSON.stringify({ run: run.about.name, ...logged }))
      else {
        const verb = logged.isNew ? 'logged' : 'brought up to date'
        const where = `experiment ${printable(experiment)} (${logged.experimentId}), run ${logged.runId}`
        console.log(`${run.about.name} ${verb}: ${where}`)
        if (logged.artifactsElsewhere === null) console.log(`With ${logged.uploaded.join(', ')}`)
        else
          console.log(
            `Without files: the server does not take them, they belong to ${printable(logged.artifactsElsewhere)}`,
          )
      }
    })
}

const help = `
Settings are parameters, scores (all, and each field's) are metrics; run.json,
scores.json and, where \`eval report\` wrote it, report.html are artifacts. The
report holds texts and photos of the cases.
`

function address(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new InvalidArgumentError('an address that starts with http:// or https://')
}
