import { type MlflowRun, mlflowRun } from '../../../src/evals/mlflow/mlflow-run.ts'
import { scoreRun } from '../../../src/evals/score/score-run.ts'
import { evalCase, evalRow, field, storedRun } from '../eval-case.ts'

/** What is logged in the recorded exchange: two cases, one of them wrong. */
export function loggedRun(right = 'Zara'): MlflowRun {
  const cases = [evalCase('a', { brand: 'Zara' }), evalCase('b', { brand: 'Mango' })]
  const rows = [evalRow('a', { brand: field(right) }), evalRow('b', { brand: field('Zara') })]
  const run = storedRun('recorded-run', cases, rows)
  return mlflowRun(run, scoreRun(run), new Date('2026-01-01T00:01:00.000Z'))
}

export const logOptions = {
  experiment: 'hangtag evals',
  files: [
    { name: 'scores.json', bytes: Buffer.from('{"all":0.5}\n') },
    { name: 'report.html', bytes: Buffer.from('<!doctype html><title>é</title>\n') },
  ],
  now: new Date('2026-01-01T00:02:00.000Z'),
}

/** The same run logged a minute later: of one time MLflow takes the greater value for the newer. */
export const laterOptions = { ...logOptions, now: new Date('2026-01-01T00:03:00.000Z') }
