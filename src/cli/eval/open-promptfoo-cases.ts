import { join, resolve } from 'node:path'
import { z } from 'zod'
import { composeEvals } from '../../compose-evals.ts'
import { environment, readConfig } from '../../config.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { caseKey } from '../../evals/promptfoo/promptfoo-config.ts'
import { type ProviderAnswer, providerAnswer } from '../../evals/promptfoo/provider-answer.ts'
import { capSpending } from '../../evals/run/cap-spending.ts'
import { digitizeCase } from '../../evals/run/digitize-case.ts'
import { runAnswersFolder, runPhotosFolder } from '../../evals/run/run-folder.ts'
import { readDataset } from '../../evals/suite/read-dataset.ts'
import { readSuite } from '../../evals/suite/read-suite.ts'
import { suiteSettings } from '../../evals/suite/suite-settings.ts'
import { loadRoutes } from '../../model/load-routes.ts'
import { defaultSettings } from '../../pipeline/default-settings.ts'
import { loadPrompts } from '../../prompt/load-prompts.ts'
import { loadCalibration } from '../../reconcile/load-calibration.ts'
import { loadTaxonomy } from '../../taxonomy/load-taxonomy.ts'
import { suiteFile } from './suite-file.ts'

/** `config` of the provider in promptfoo's configuration. */
const optionsSchema = z.strictObject({
  /** A suite's file, or the name of one that is shipped. */
  suite: z.string().min(1),
  /** Prompt → variant, over the suite's. */
  prompts: z.record(z.string(), z.string()).default({}),
  /** Over the suite's settings. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Dollars that the calls of this provider may cost. */
  maxCostUsd: z.number().positive().optional(),
  // promptfoo's own, beside ours.
  basePath: z.string().optional(),
})

export type PromptfooCases = {
  answer(key: string, repeat: number, signal: AbortSignal): Promise<ProviderAnswer>
}

/** What the provider needs of a suite, loaded once. Configured by the environment as every command is. */
export async function openPromptfooCases(given: unknown): Promise<PromptfooCases> {
  const options = optionsSchema.safeParse(given)
  if (!options.success) throw unusableInput(`The provider's config cannot be used: ${z.prettifyError(options.error)}`)
  const { suite: name, prompts: chosen, settings: set, maxCostUsd } = options.data
  const config = readConfig(environment())
  const suite = await readSuite(suiteFile(name), config.dataFolder)
  const dataset = await readDataset(suite.dataset, suite.photos)
  const [prompts, taxonomy] = [await loadPrompts(config.promptsFolder), await loadTaxonomy(config.taxonomyFolder)]
  const routes = await loadRoutes(config.model?.routesFile ?? null, taxonomy)
  const base = defaultSettings(config, await loadCalibration(config.calibrationFile), routes)
  const settings = suiteSettings(base, [suite.settings, set], { ...suite.prompts, ...chosen }, prompts)
  const folder = join(config.home, 'evals', 'promptfoo')
  const parts = await composeEvals(config, {
    taxonomy,
    prompts,
    run: 'promptfoo',
    photoFolder: runPhotosFolder(folder),
    answerFolders: { run: runAnswersFolder(folder), shared: resolve(config.home, 'evals', 'answers') },
    budget: maxCostUsd === undefined ? null : capSpending(maxCostUsd, 0),
  })
  const byKey = new Map(dataset.cases.map((each, index) => [caseKey(each, index), each]))
  const deps = { ...parts, keepCall: async () => {}, photosRoot: dataset.photosRoot, settings, attempts: 3 }
  return {
    answer: async (key, repeat, signal) => {
      const evalCase = byKey.get(key)
      if (evalCase === undefined)
        throw unusableInput(`The suite ${suite.name} has no case ${key}: generate the config again`)
      return providerAnswer(await digitizeCase(evalCase, repeat, deps, signal), evalCase, suite)
    },
  }
}
