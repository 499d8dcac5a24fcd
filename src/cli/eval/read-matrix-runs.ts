import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { MatrixRun } from '../../evals/matrix/compare-matrix.ts'
import { combinationFolder, readMatrix } from '../../evals/matrix/matrix-folder.ts'
import { isRun, readRun } from '../../evals/run/run-folder.ts'
import { runsFolder } from './find-run.ts'

/** The runs of a matrix that are there, by its folder or its name; null where it is no matrix. */
export async function readMatrixRuns(
  config: Config,
  name: string,
): Promise<{ name: string; folder: string; runs: MatrixRun[]; left: number } | null> {
  const folder = existsSync(join(name, 'matrix.json')) ? name : join(runsFolder(config), name)
  const about = await readMatrix(folder)
  if (about === null) return null
  const runs: MatrixRun[] = []
  for (const combination of about.combinations) {
    const own = combinationFolder(folder, combination)
    if (await isRun(own)) runs.push({ combination, run: await readRun(own) })
  }
  return { name: about.name, folder, runs, left: about.combinations.length - runs.length }
}
