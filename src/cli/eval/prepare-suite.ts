import { join, resolve } from 'node:path'
import type { EvalParts } from '../../compose-evals.ts'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Settings } from '../../domain/settings.ts'
import { trimAnswers } from '../../evals/answers/trim-answers.ts'
import type { Combination } from '../../evals/matrix/combinations.ts'
import { runAnswersFolder, runPhotosFolder } from '../../evals/run/run-folder.ts'
import { type RunSuiteOptions, runSuite } from '../../evals/run/run-suite.ts'
import { type Dataset, readDataset } from '../../evals/suite/read-dataset.ts'
import { readSuite, type Suite } from '../../evals/suite/read-suite.ts'
import { suiteSettings } from '../../evals/suite/suite-settings.ts'
import { loadRoutes } from '../../model/load-routes.ts'
import type { Budget } from '../../model/run-call.ts'
import { defaultSettings } from '../../pipeline/default-settings.ts'
import { choosePrompt } from '../../prompt/choose-prompt.ts'
import { loadPrompts } from '../../prompt/load-prompts.ts'
import { loadCalibration } from '../../reconcile/load-calibration.ts'
import { loadTaxonomy } from '../../taxonomy/load-taxonomy.ts'
import { suiteFile } from './suite-file.ts'

/** A suite that is ready to be run, with any combination of what varies, into any folder. */
export type PreparedSuite = {
  suite: Suite
  dataset: Dataset
  run(
    combination: Omit<Combination, 'name' | 'label'>,
    options: Pick<RunSuiteOptions, 'folder' | 'name' | 'repeats' | 'concurrency' | 'resume'> & {
      progress(): void
      /** By the provider's batch lane. */
      batch: boolean
    },
    budget: Budget | null,
    signal: AbortSignal,
  ): ReturnType<typeof runSuite>
}

/** Reads a suite with all that running it takes. `set`: what this run sets over everything. */
export async function prepareSuite(
  suiteName: string,
  set: Readonly<Record<string, unknown>>,
  config: Config,
): Promise<PreparedSuite> {
  const begunAt = new Date()
  const suite = await readSuite(suiteFile(suiteName), config.dataFolder)
  const dataset = await readDataset(suite.dataset, suite.photos)
  const prompts = await loadPrompts(config.promptsFolder)
  const taxonomy = await loadTaxonomy(config.taxonomyFolder)
  const routes = await loadRoutes(config.model?.routesFile ?? null, taxonomy)
  const base = defaultSettings(config, await loadCalibration(config.calibrationFile), routes)
  const settingsOf = (combination: Parameters<PreparedSuite['run']>[0]): Settings => {
    const { model, prompts: varied, settings } = combination
    if (model !== null && base.model === null) throw noEndpoint(model)
    const named = model === null ? {} : { model: { name: model, routes: {} } }
    return suiteSettings(base, [suite.settings, settings, named, set], { ...suite.prompts, ...varied }, prompts)
  }
  return {
    suite,
    dataset,
    run: async (combination, options, budget, signal) => {
      const { folder, name, progress } = options
      const settings = settingsOf(combination)
      const shared = resolve(config.home, 'evals', 'answers')
      const { composeEvals } = await import('../../compose-evals.ts')
      const parts: EvalParts = await composeEvals(config, {
        taxonomy,
        prompts,
        run: name,
        photoFolder: runPhotosFolder(folder),
        answerFolders: { run: runAnswersFolder(folder), shared },
        budget,
        batchFolder: options.batch ? join(folder, 'batches') : null,
      })
      const used = Object.keys(settings.prompts).map((each) => [
        each,
        choosePrompt(prompts, each, settings.prompts).version,
      ])
      const about = { prompts: Object.fromEntries(used), taxonomy: taxonomy.version, now: new Date() }
      try {
        return await runSuite(suite, dataset, settings, { ...options, ...about }, { ...parts, progress }, signal)
      } finally {
        await parts.close()
        await trimAnswers(shared, { bytesMax: config.evalAnswersBytesMax, since: begunAt })
      }
    },
  }
}

function noEndpoint(model: string): HangtagError {
  return new HangtagError(`${model} is to be asked, and no endpoint is configured: set MODEL_BASE_URL and MODEL_NAME`, {
    code: 'setting-missing',
    disposition: 'give-up',
  })
}
