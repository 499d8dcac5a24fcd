import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Combination } from '../../evals/matrix/combinations.ts'
import { compareMatrix, type MatrixRun } from '../../evals/matrix/compare-matrix.ts'
import { combinationFolder, openMatrix } from '../../evals/matrix/matrix-folder.ts'
import { capSpending } from '../../evals/run/cap-spending.ts'
import { isRun, spentUsd } from '../../evals/run/run-folder.ts'
import { scoreRun } from '../../evals/score/score-run.ts'
import { createRandom } from '../../evals/statistics/create-random.ts'
import { printable } from '../printable.ts'
import { terminalWidth } from '../terminal-width.ts'
import { caseProgress } from './case-progress.ts'
import { matrixReport } from './matrix-report.ts'
import type { PreparedSuite } from './prepare-suite.ts'

type MatrixOptions = {
  name: string
  folder: string
  repeat: number
  concurrency: number
  batch: boolean
  maxCost?: number
  resume?: string
  print(line: string): void
}

/** Every combination, each into a run of its own below the matrix's folder, under one ceiling; those that are there are gone on with. */
export async function runMatrix(
  { suite, dataset, run }: PreparedSuite,
  all: readonly Combination[],
  { name, folder, repeat: repeats, concurrency, batch, maxCost, resume, print }: MatrixOptions,
  signal: AbortSignal,
) {
  await openMatrix(folder, { format: 1, name, suite: suite.name, combinations: [...all] }, resume !== undefined)
  const folders = all.map((combination) => ({ combination, own: combinationFolder(folder, combination) }))
  const spent = await Promise.all(folders.map(({ own }) => spentUsd(own)))
  const budget =
    maxCost === undefined
      ? null
      : capSpending(
          maxCost,
          spent.reduce((sum, usd) => sum + usd, 0),
        )
  const ran: MatrixRun[] = []
  let isStopped = false
  for (const { combination, own } of folders) {
    const progress = caseProgress(dataset.cases.length * repeats)
    const isThere = await isRun(own)
    const place = { folder: own, name: `${name}/${combination.name}`, resume: isThere, progress: progress.advance }
    const { end, run: stored } = await run(
      combination,
      { ...place, repeats, concurrency, batch },
      budget,
      signal,
    ).finally(progress.stop)
    ran.push({ combination, run: stored })
    const scores = scoreRun(stored)
    await writeFile(join(own, 'scores.json'), `${JSON.stringify(scores, null, 2)}\n`)
    const { all: fields, rows, missing } = scores
    const left = missing === 0 ? '' : `, ${missing} of ${rows + missing} not run`
    print(`${printable(combination.name)}: ${(fields.right.share * 100).toFixed(1)} % right in ${rows} cases${left}`)
    isStopped = end.end === 'spent'
    if (isStopped) break
  }
  const comparison = compareMatrix(ran, { margin: suite.margin, createRandom: () => createRandom(1) })
  const end = isStopped ? 'spent' : 'complete'
  return {
    json: { run: name, folder, end, ...comparison },
    text: matrixReport(name, comparison, { end, left: all.length - ran.length, width: terminalWidth() }),
    isStopped,
  }
}
