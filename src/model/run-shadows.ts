import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { assignVariant } from '../prompt/assign-variant.ts'
import type { ModelCall } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import type { Reading } from './read-answers.ts'
import { type CallDeps, runCall } from './run-call.ts'

/**
 * What a shadow said, for whoever compares prompts: its prompt's version with its claims (and the copy that it wrote), or the code
 * of its failure.
 */
export type ShadowResult = { prompt: string; claims: Claim[]; copies?: unknown } | { prompt: string; error: string }

/**
 * Asks again, with the variant that runs in the shadow, wherever a step of this listing has one: the very call that was made,
 * at the same place in the rounds. Its calls are paid for and in the ledger, its claims are kept beside the read's own and shown
 * to nobody, and its failures fail nothing.
 */
export async function runShadows(
  plan: (input: ModelInput, readings: readonly Reading[]) => Promise<ModelCall[]>,
  readings: readonly Reading[],
  input: ModelInput,
  deps: CallDeps,
  signal: AbortSignal,
): Promise<{ readings: Reading[]; results: ShadowResult[] }> {
  const ran: Reading[] = []
  const results: ShadowResult[] = []
  for (const [place, { call }] of readings.entries()) {
    const variant = call.attempt === 'first' ? shadowOf(call.step, input) : null
    if (variant === null) continue
    const prompts = { ...input.settings.prompts, [call.step]: variant }
    const shadowed = { ...input, settings: { ...input.settings, prompts } }
    const planned = await plan(shadowed, readings.slice(0, place))
    // Of a round of several models the call beside this one has a shadow of its own.
    for (const shadow of planned.filter(({ request }) => request.model === call.request.model)) {
      try {
        const reading = await runCall(shadow, shadowed, deps, signal)
        ran.push(reading)
        results.push(resultOf(reading))
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof HangtagError)) throw error
        results.push({ prompt: shadow.prompt, error: error.code })
      }
    }
  }
  return { readings: ran, results }
}

/** A variant that the settings name was chosen on purpose: nothing runs beside it. */
function shadowOf(name: string, { prompts, settings, listing }: ModelInput): string | null {
  const labels = prompts.labels[name]
  if (labels === undefined || settings.prompts[name] !== undefined) return null
  return assignVariant(name, labels, listing.listingId).shadow
}

function resultOf({ call, outcome }: Reading): ShadowResult {
  const { prompt } = call
  if (outcome.kind !== 'claims') return { prompt, error: outcome.error.code }
  const { claims, copies } = outcome
  return { prompt, claims, ...(copies === null ? {} : { copies }) }
}
