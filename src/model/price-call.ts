import { z } from 'zod'
import type { Usage } from '../domain/record.ts'
import file from './prices.json' with { type: 'json' }

/**
 * What a call cost in dollars, by the prices in `prices.json`; null where the price is not known. A price belongs to an
 * endpoint and a model: the same name on a server of one's own costs something else.
 */
export function priceCall(usage: Usage, called: { endpoint: string; model: string }): number | null {
  const price = prices.find((entry) => entry.endpoint === called.endpoint && entry.model === called.model)
  const share = tierShare[usage.tier ?? 'default']
  if (price === undefined || share === undefined) return null
  const cacheWrite = usage.cacheWrite ?? 0
  // The counted input includes what was read from the cache and what was written to it.
  const plain = Math.max(0, usage.input - usage.cached - cacheWrite)
  const millionths =
    plain * price.input + usage.cached * price.cached + cacheWrite * price.cacheWrite + usage.output * price.output
  return (millionths * share) / 1_000_000
}

/** What a tier costs of the listed price; one that is not here has no known price. */
const tierShare: Readonly<Record<string, number>> = { default: 1, auto: 1, flex: 0.5, batch: 0.5 }

const dollars = z.number().min(0)
const { prices } = z
  .strictObject({
    source: z.string(),
    prices: z.array(
      z.strictObject({
        endpoint: z.string(),
        model: z.string(),
        input: dollars,
        cached: dollars,
        cacheWrite: dollars,
        output: dollars,
      }),
    ),
  })
  .parse(file)
