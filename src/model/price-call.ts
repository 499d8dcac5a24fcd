import type { Usage } from '../domain/record.ts'
import { modelRules } from './profiles/model-rules.ts'
import type { Profile } from './profiles/profile.ts'

/** What a call cost in dollars, by the prices of the endpoint's profile; null where the price is not known. */
export function priceCall(usage: Usage, profile: Profile, model: string): number | null {
  const { price } = modelRules(profile, model)
  const tier = usage.tier ?? 'default'
  const share = tier === 'batch' && profile.batch !== null ? profile.batch.priceShare : tierShare[tier]
  if (price === null || share === undefined) return null
  const cacheWrite = usage.cacheWrite ?? 0
  // The counted input includes what was read from the cache and what was written to it.
  const plain = Math.max(0, usage.input - usage.cached - cacheWrite)
  const millionths =
    plain * price.input + usage.cached * price.cached + cacheWrite * price.cacheWrite + usage.output * price.output
  return (millionths * share) / 1_000_000
}

/** What a tier costs of the listed price; one that is not here has no known price. */
const tierShare: Readonly<Record<string, number>> = { default: 1, auto: 1, flex: 0.5, batch: 0.5 }
