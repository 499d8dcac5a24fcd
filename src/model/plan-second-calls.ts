import { createWireSchemas } from './create-wire-schemas.ts'
import { fenceListing } from './fence-listing.ts'
import { findDisputes } from './find-disputes.ts'
import type { ModelCall } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { isAskable } from './plan-calls.ts'
import { planFollowUp } from './plan-follow-up.ts'
import { planRequest } from './plan-request.ts'
import type { Reading } from './read-answers.ts'

/** The prompt that lists what can be seen and read, and the one that settles what is disputed. */
export const describePrompt = 'describe-evidence'
export const resolvePrompt = 'resolve-conflict'

/**
 * What is still to be asked in the second read. It goes the other way round than the first: no fields, values, neighbors or
 * candidates, only the evidence, in the model's own words; what the words mean is decided by code. Two reads that err in the
 * same way would be one. Then, where a stronger model is set, that one is shown what is still disputed.
 */
export async function planSecondCalls(input: ModelInput, readings: readonly Reading[] = []): Promise<ModelCall[]> {
  if (!isAskable(input)) return []
  const last = readings.at(-1)
  if (last === undefined) return [await planDescribe(input)]
  if (last.outcome.kind !== 'claims') return planFollowUp(last, input)
  const isSettled = last.call.form === 'verdicts'
  return isSettled || input.settings.model?.strong == null ? [] : planResolve(input, last.outcome.claims)
}

async function planDescribe(input: ModelInput): Promise<ModelCall> {
  const { statements: wireSchema } = createWireSchemas(input.taxonomy)
  const values = { listing: fenceListing(input.listing) }
  return planRequest(describePrompt, values, { form: 'statements', wireSchema, slots: {}, photos: input.photos }, input)
}

async function planResolve(input: ModelInput, described: Parameters<typeof findDisputes>[1]): Promise<ModelCall[]> {
  const { text, slots } = findDisputes(input, described)
  if (text === '') return []
  const { verdicts: wireSchema } = createWireSchemas(input.taxonomy)
  const call = { form: 'verdicts', wireSchema, slots, photos: input.photos, strong: true } as const
  return [await planRequest(resolvePrompt, { listing: fenceListing(input.listing), disputes: text }, call, input)]
}
