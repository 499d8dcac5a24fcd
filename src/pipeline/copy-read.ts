import { copyTargets } from '../copy/copy-targets.ts'
import { copyPrompt, copySchema, planCopy } from '../copy/plan-copy.ts'
import type { Written } from '../copy/written.ts'
import { describeRun } from '../model/describe-run.ts'
import { repairPrompt } from '../model/plan-follow-up.ts'
import { type PlanRound, runRounds } from '../model/run-rounds.ts'
import { runShadows } from '../model/run-shadows.ts'
import { choosePrompt } from '../prompt/choose-prompt.ts'
import { hashJson } from './hash-json.ts'
import type { ModelReadDeps } from './model-read.ts'
import type { CopyRead } from './write-listing-copy.ts'

/** Raised by hand when the same input would be asked for otherwise. */
const codeVersion = 1

/**
 * The writing of copy in the form of a read: stored under all that the model is told, so that a re-run of a listing whose fields
 * say the same costs nothing. It claims nothing; `extra` is what was written, unchecked.
 */
export function copyRead(deps: ModelReadDeps): CopyRead {
  const { prompts, taxonomy, profile } = deps
  const { version: schema } = copySchema()
  const { prices: _, batch: _lane, ...asked } = profile
  return (told, settings) => {
    const promptsFor = (listingId: string | null) =>
      [copyPrompt, repairPrompt].map((name) => choosePrompt(prompts, name, settings.prompts, listingId))
    const versions = (listingId: string | null) => promptsFor(listingId).map(({ version }) => version)
    const { routes: _routed, ...model } = settings.model ?? { routes: null }
    const targets = copyTargets(settings.copy.targets)
    return {
      name: 'copy',
      version: hashJson([codeVersion, schema, settings.model === null ? null : model, asked, versions(null)]).slice(
        0,
        16,
      ),
      input: ({ listingId }) => {
        const facts = told.facts.map(({ field, words }) => ({ field, words }))
        return { facts, words: told.words, disclaimers: told.disclaimers, targets, prompts: versions(listingId) }
      },
      run: async (listing, signal) => {
        const input = { listing, photos: [], neighbors: [], fields: {}, settings, prompts, taxonomy, profile }
        const plan: PlanRound = (given, answered) => planCopy({ told, targets: settings.copy.targets }, given, answered)
        const calls = { ...deps, now: () => performance.now() }
        const readings = await runRounds(plan, input, calls, signal)
        const shadows = await runShadows(plan, readings, input, calls, signal)
        const outcome = readings.at(-1)?.outcome
        const parts = promptsFor(listing.listingId).flatMap((prompt) => prompt.parts)
        const extra: Written = {
          written: outcome?.kind === 'claims' ? (outcome.copies ?? []) : [],
          prompt: parts.map(({ template }) => template).join('\n'),
        }
        const run = describeRun(readings, shadows.readings, input)
        return { claims: [], run, extra: shadows.results.length === 0 ? extra : { ...extra, shadows: shadows.results } }
      },
    }
  }
}
