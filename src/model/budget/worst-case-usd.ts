import type { ModelRequest } from '../model-call.ts'
import { priceCall } from '../price-call.ts'
import type { Profile } from '../profiles/profile.ts'
import { countRequestTokens } from '../tokens/count-request-tokens.ts'

/**
 * The most that a call can cost: all that is sent at the price of plain or of cache-written input, whichever is higher, and the
 * whole room for the answer. Null where the price is not known, or nothing bounds the answer.
 */
export function worstCaseUsd(request: ModelRequest, profile: Profile): number | null {
  const output = request.max_completion_tokens ?? request.max_tokens
  if (output === null || output === undefined) return null
  const input = countRequestTokens(request, profile)
  const plain = priceCall({ input, cached: 0, cacheWrite: 0, output }, profile, request.model)
  const written = priceCall({ input, cached: 0, cacheWrite: input, output }, profile, request.model)
  return plain === null || written === null ? null : Math.max(plain, written)
}
