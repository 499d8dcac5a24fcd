import type { ModelRequest } from '../model-call.ts'
import type { Profile } from '../profiles/profile.ts'
import { requestTokens } from './request-tokens.ts'

/** The most input tokens that a request can come to at this endpoint (see `requestTokens`): what budgets and limiters reserve. */
export function countRequestTokens(request: ModelRequest, profile: Profile): number {
  return requestTokens(request, profile).total
}
