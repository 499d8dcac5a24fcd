import { join } from 'node:path'
import { composeEvals, type EvalParts } from '../../../src/compose-evals.ts'
import { readConfig } from '../../../src/config.ts'
import type { Settings } from '../../../src/domain/settings.ts'
import { caseListingId, evalTenant } from '../../../src/evals/run/digitize-case.ts'
import { runAnswersFolder, runPhotosFolder } from '../../../src/evals/run/run-folder.ts'
import { runSuite } from '../../../src/evals/run/run-suite.ts'
import { scoreRun } from '../../../src/evals/score/score-run.ts'
import { type Dataset, type EvalCase, readDataset } from '../../../src/evals/suite/read-dataset.ts'
import { readSuite, type Suite } from '../../../src/evals/suite/read-suite.ts'
import { suiteSettings } from '../../../src/evals/suite/suite-settings.ts'
import { defaultSettings } from '../../../src/pipeline/default-settings.ts'
import { digitizeListing } from '../../../src/pipeline/digitize-listing.ts'
import { loadPrompts } from '../../../src/prompt/load-prompts.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

// A program: `evals-program.ts suite|bare COUNT SUITE-FILE NAME`. Digitizes the first COUNT cases of a suite, by the runner into a
// run of that name (and then scores it), or by the production code alone, in a process of its own. Writes what it took to stdout.

const [mode = '', countText = '', suiteFile = '', name = ''] = process.argv.slice(2)
const concurrency = 8
const config = readConfig(process.env)
const suite: Suite = await readSuite(suiteFile, config.dataFolder)
const whole = await readDataset(suite.dataset, suite.photos)
const dataset: Dataset = { ...whole, cases: whole.cases.slice(0, Number(countText)) }
const [prompts, taxonomy] = await Promise.all([loadPrompts(config.promptsFolder), loadTaxonomy(config.taxonomyFolder)])
const settings = suiteSettings(defaultSettings(config), [suite.settings], suite.prompts, prompts)
const folder = join(config.home, 'runs', name)
const shared = join(config.home, 'evals', 'answers')
const parts = await composeEvals(config, {
  taxonomy,
  prompts,
  run: name,
  photoFolder: runPhotosFolder(folder),
  // Alone there is one store, from which answers are read and into which nothing is laid anew.
  answerFolders: { run: mode === 'suite' ? runAnswersFolder(folder) : shared, shared },
  ...{ budget: null, batchFolder: null },
})
const readyMb = residentMb()
const before = process.cpuUsage()
const started = performance.now()
const run = mode === 'suite' ? await runIt() : await runBare(dataset.cases, settings, parts)
const { user, system } = process.cpuUsage(before)
const took = { seconds: (performance.now() - started) / 1_000, cpuSeconds: (user + system) / 1_000_000 }
const runMb = residentMb()
const scoringStarted = performance.now()
if (run !== null) scoreRun(run)
const scoringSeconds = (performance.now() - scoringStarted) / 1_000
await parts.close()
console.log(JSON.stringify({ ...took, scoringSeconds, peakMb: { ready: readyMb, run: runMb, scored: residentMb() } }))

async function runIt() {
  const options = { folder, name, repeats: 1, concurrency, resume: false, prompts: {}, taxonomy: taxonomy.version }
  const { end, run: stored } = await runSuite(
    suite,
    dataset,
    settings,
    { ...options, now: new Date() },
    { ...parts, progress: () => {} },
    new AbortController().signal,
  )
  const failed = stored.rows.filter(({ draft }) => draft === null || draft.provenance.degraded.length > 0)
  if (end.ran !== dataset.cases.length || failed.length > 0)
    throw new Error(`${end.ran} of ${dataset.cases.length} cases were run, ${failed.length} without a whole draft`)
  return stored
}

/** What a run takes without a runner: the same calls, as many at a time, nothing kept. */
async function runBare(cases: readonly EvalCase[], of: Settings, { digitize }: EvalParts): Promise<null> {
  const queue = cases.values()
  const work = async () => {
    for (const { id, text, hints } of queue) {
      const kept = {
        readResult: async () => null,
        putReadResult: async () => {},
        photo: async () => Buffer.alloc(0),
        mayRetry: () => false,
      }
      const listing = { listingId: caseListingId(id), tenant: evalTenant, lane: 'bulk', state: 'digitizing' } as const
      const item = { ...listing, revision: 1, run: 1, text, hints, photos: [], corrections: [], settings: of }
      const deps = { ...digitize(async () => {}, 0), ...kept }
      const { provenance } = await digitizeListing(item, of, deps, new AbortController().signal)
      if (provenance.degraded.length > 0) throw new Error(`${id} had to do without ${provenance.degraded}`)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return null
}

/** The most that this process has had in memory so far. */
function residentMb(): number {
  return process.resourceUsage().maxRSS / 1_024
}
