import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { chooseRoutes } from '../../evals/matrix/choose-routes.ts'
import { compareMatrix } from '../../evals/matrix/compare-matrix.ts'
import { createRandom } from '../../evals/statistics/create-random.ts'
import { terminalWidth } from '../terminal-width.ts'
import { matrixReport } from './matrix-report.ts'
import { readMatrixRuns } from './read-matrix-runs.ts'

type MatrixOptions = { margin?: number; routes?: string; json?: true }

/** `hangtag eval matrix`: the combinations of a matrix side by side, and the cheapest that will do for each field. */
export function matrixCommand(readConfig: () => Config): Command {
  return new Command('matrix')
    .description('the combinations of a matrix side by side, and the cheapest model that will do for each field')
    .argument('<matrix>', 'its name or its folder')
    .option('--margin <share>', "losses up to this do not matter (default: the suite's)", share)
    .option('--routes <file>', 'write which model is asked for which field, for MODEL_ROUTES')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(async (name: string, { margin, routes, json }: MatrixOptions) => {
      const matrix = await readMatrixRuns(readConfig(), name)
      const [first] = matrix?.runs ?? []
      if (matrix === null || first === undefined) throw unusableInput(`There is no matrix ${name} with a run in it`)
      const options = { margin: margin ?? first.run.about.margin, createRandom: () => createRandom(1) }
      const comparison = compareMatrix(matrix.runs, options)
      if (routes !== undefined) {
        const chosen = chooseRoutes(matrix.runs, options)
        await writeFile(routes, `${JSON.stringify({ matrix: matrix.name, ...chosen }, null, 2)}\n`)
      }
      const { left, folder } = matrix
      if (json === true) console.log(JSON.stringify({ run: matrix.name, folder, left, ...comparison }))
      else console.log(matrixReport(matrix.name, comparison, { end: 'complete', left, width: terminalWidth() }))
    })
}

const help = `
Costs and times count every call as if it had been sent: an answer that was kept
from another run counts with what it cost and took then. --routes compares the
combinations that differ from the first in the model alone. Each model that it
names is a call of its own with each listing, photos included: run the suite with
MODEL_ROUTES set before you believe that it saves money.
`

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('a number from 0 to 1')
}
