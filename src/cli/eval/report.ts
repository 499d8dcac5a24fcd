import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { variantKey } from '../../domain/photo-keys.ts'
import { renderReport } from '../../evals/report/render-report.ts'
import { reportCards } from '../../evals/report/report-cards.ts'
import { caseListingId, evalTenant } from '../../evals/run/digitize-case.ts'
import { readRun, runPhotosFolder, type StoredRun } from '../../evals/run/run-folder.ts'
import { compareRuns } from '../../evals/score/compare-runs.ts'
import { judgeRun } from '../../evals/score/judge-run.ts'
import { type RunScores, scoreRun } from '../../evals/score/score-run.ts'
import { createRandom } from '../../evals/statistics/create-random.ts'
import { findRun } from './find-run.ts'
import { readMatrixRuns } from './read-matrix-runs.ts'

type ReportOptions = { against?: string; beside?: string[]; out?: string; json?: true }

/** `hangtag eval report`: a run, or what changed between two, as one page. */
export function reportCommand(readConfig: () => Config): Command {
  return new Command('report')
    .description('one self-contained page: headline, fields, slices, confidence, cost, and the cases with their photos')
    .argument('<run>', 'a run: its name or its folder; of a matrix the first, with the cost and quality of all')
    .option('--against <run>', 'compare with this run, and show the cases that came out otherwise')
    .option('--beside <run...>', 'further runs, for the plot of cost against quality')
    .option('--out <file>', 'where the page goes (default: report.html in the run)')
    .option('--json', 'where it is, as JSON')
    .action(async (name: string, { against, beside = [], out, json }: ReportOptions) => {
      const config = readConfig()
      const matrix = await readMatrixRuns(config, name)
      const [first, ...rest] = (matrix?.runs ?? []).map(({ run: each }) => each)
      const run = first ?? (await readRun(findRun(config, name)))
      const before = against === undefined ? null : await readRun(findRun(config, against))
      const others = await Promise.all(beside.map((each) => readRun(findRun(config, each))))
      const file = resolve(out ?? join(matrix?.folder ?? run.folder, 'report.html'))
      await writeFile(file, await pageOf(run, before, [...rest, ...others]))
      console.log(json === true ? JSON.stringify({ run: run.about.name, file }) : file)
    })
}

async function pageOf(run: StoredRun, before: StoredRun | null, others: readonly StoredRun[]): Promise<string> {
  const scores = scoreRun(run)
  const { cards, leftOut } = await reportCards(run, before, (evalCase, row) =>
    Promise.all(
      row.photos.filter(({ code }) => code === null).map(({ index }) => thumb(run.folder, evalCase.id, index)),
    ).then((photos) => photos.filter((photo) => photo !== null)),
  )
  const comparison =
    before === null
      ? null
      : compareRuns(judgeRun(before), judgeRun(run), {
          score: 'right',
          margin: run.about.margin,
          random: createRandom(1),
        })
  const shown = [...(before === null ? [] : [before]), ...others]
  const points = [point(run, scores, true), ...shown.map((each) => point(each, scoreRun(each), false))]
  return await renderReport({
    about: run.about,
    scores,
    against: before === null || comparison === null ? null : { about: before.about, comparison },
    points: points.some(({ usd }) => usd > 0) ? points : [],
    cards,
    cardsLeftOut: leftOut,
  })
}

function point({ about }: StoredRun, { all, expense, rows }: RunScores, isThis: boolean) {
  // What was kept from another run counts with what it cost once: the second of two runs is not the cheaper one for it.
  // Of a matrix its own name says nothing.
  const name = about.name.slice(about.name.lastIndexOf('/') + 1)
  return { name, usd: rows === 0 ? 0 : (expense.askedUsd ?? 0) / rows, right: all.right, isThis }
}

/** A photo as a data address; null where the run was moved without its photos. */
async function thumb(folder: string, caseId: string, index: number): Promise<string | null> {
  const key = variantKey(evalTenant, caseListingId(caseId), index, 'thumb')
  const bytes = await readFile(join(runPhotosFolder(folder), key)).catch(() => null)
  return bytes === null ? null : `data:image/jpeg;base64,${bytes.toString('base64')}`
}
