import { z } from 'zod'
import type { ModelCall } from '../model-call.ts'
import type { ModelInput } from '../model-input.ts'
import { answerKey } from './answer-key.ts'

/** Where answers lie: in Redis or in a folder. */
export type AnswerShelf = {
  get(tenant: string, key: string): Promise<unknown>
  put(place: { tenant: string; listingId: string; key: string }, answer: unknown): Promise<unknown>
}

/** What came back once, with what its slots stood for; `isGood`: it could be read as it was. */
export type KeptAnswer = z.infer<typeof keptSchema>

const keptSchema = z.looseObject({ isGood: z.boolean(), slots: z.unknown(), body: z.unknown() })

/**
 * The kept answer to this very call, or null. One whose slots stood for something else says another thing than it said
 * then, and counts as none.
 */
export async function takeKept(shelf: AnswerShelf, call: ModelCall, input: ModelInput): Promise<KeptAnswer | null> {
  const found = keptSchema.safeParse(await shelf.get(input.listing.tenant, answerKey(call, input)))
  if (!found.success) return null
  return JSON.stringify(found.data.slots) === JSON.stringify(call.slots) ? found.data : null
}

/** Lays an answer where `takeKept` finds it again. `more` is for people. */
export function keepAnswer(
  shelf: AnswerShelf,
  call: ModelCall,
  { body, isGood, ...more }: { body: unknown; isGood: boolean },
  input: ModelInput,
): Promise<unknown> {
  const { tenant, listingId } = input.listing
  const place = { tenant, listingId, key: answerKey(call, input) }
  return shelf.put(place, { ...more, isGood, slots: call.slots, body })
}
