import { createHash } from 'node:crypto'
import type { CatalogIndex } from '../catalog/catalog-index.ts'
import type { Neighbor } from '../domain/catalog-item.ts'
import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { checkValue } from '../taxonomy/check-value.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { Read } from './read.ts'

/** Raised by hand whenever the votes would be counted differently. */
const rules = 2
/** What similar items share. Never condition, size or words: those belong to the one item. */
const voted = ['category', 'brand', 'department', 'material'] as const
/** Below this cosine two items have little in common but the language. */
const scoreMin = 0.35
/** The most that similar items alone may claim. */
const confidenceMax = 0.6
/** The winner needs this share of all weight, so that a split vote says nothing. */
const shareMin = 0.5

/**
 * What the catalog's nearest items say, as weak claims: each votes with its similarity, and the winner's confidence grows with
 * similarity, agreement and the lead over the runner-up. `extra` hands on `{ neighbors }`, best first. The run is part of the
 * input: every order to digitize searches again, since the catalog has moved on.
 */
export function neighborsRead(
  deps: Pick<CatalogIndex, 'search' | 'space'> & { taxonomy: Taxonomy; limit: number },
): Read {
  const version = createHash('sha256').update(`${rules} ${deps.taxonomy.version}`).digest('hex').slice(0, 12)
  return {
    name,
    version,
    input: ({ tenant, text, hints, listingId, run }) => ({
      tenant,
      text: queryText(text, hints),
      listingId,
      run,
      limit: deps.limit,
    }),
    async run({ tenant, text, hints, listingId }, signal) {
      const query = queryText(text, hints)
      if (query === '' || deps.limit === 0) return { claims: [], extra: { neighbors: [] } }
      const [found, run] = await Promise.all([
        deps.search({ tenant, text: query, limit: deps.limit, exceptId: listingId }, signal),
        embeddingOf(deps),
      ])
      const neighbors = [...found].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      return {
        claims: voted.flatMap((attribute) => vote(attribute, neighbors, deps.taxonomy)),
        extra: { neighbors },
        run,
      }
    },
  }
}

const name = 'neighbors'

/** What the texts were compared by, for the record: the space, and who was sent the seller's words where somebody was. */
async function embeddingOf({ space }: Pick<CatalogIndex, 'space'>): Promise<{ model?: string; endpoint?: string }> {
  const used = await space().catch((error: unknown) => {
    // The neighbors are there; that the index is away by now is no reason to do without them.
    if (error instanceof HangtagError) return null
    throw error
  })
  if (used === null) return {}
  const [, endpoint] = /^endpoint:(\[[^\]]*\](?::\d+)?|[^:]+(?::\d+)?):/.exec(used.configured) ?? []
  return { model: used.configured, ...(endpoint === undefined ? {} : { endpoint }) }
}

/** The seller's words, and what the seller filled in. */
function queryText(text: string, hints: Readonly<Record<string, unknown>>): string {
  const words = Object.values(hints).filter((hint) => typeof hint === 'string')
  return [text, ...words].join(' ').trim()
}

type Vote = { value: unknown; weight: number; voters: Neighbor[] }

function vote(attribute: (typeof voted)[number], neighbors: readonly Neighbor[], taxonomy: Taxonomy): Claim[] {
  const near = neighbors.filter(({ score }) => score >= scoreMin)
  const votes = new Map<string, Vote>()
  for (const neighbor of near) {
    const value = valueIn(attribute, neighbor)
    if (value === null || checkValue(taxonomy, attribute, value) !== null) continue
    const key = JSON.stringify(value).toLowerCase()
    const known = votes.get(key) ?? { value, weight: 0, voters: [] }
    votes.set(key, { value: known.value, weight: known.weight + neighbor.score, voters: [...known.voters, neighbor] })
  }
  const [best, second] = [...votes.values()].sort((a, b) => b.weight - a.weight)
  const all = near.reduce((sum, { score }) => sum + score, 0)
  if (best === undefined || best.weight / all < shareMin || best.voters.length < 2) return []
  const margin = (best.weight - (second?.weight ?? 0)) / best.weight
  const closest = Math.min(1, Math.max(...best.voters.map(({ score }) => score)))
  return [
    {
      attribute,
      value: best.value,
      label: labelValue(taxonomy, attribute, best.value),
      status: 'inferred',
      confidence: confidenceMax * closest * (best.weight / all) * margin,
      evidence: best.voters.map(({ id, score }) => ({ read: name, kind: 'neighbor' as const, neighbor: id, score })),
    },
  ]
}

/** The value in the record's form. Imported items may say a material as a slug or a list of slugs; percentages are their own. */
function valueIn(attribute: (typeof voted)[number], neighbor: Neighbor): unknown {
  if (attribute === 'category') return neighbor.category ?? neighbor.attributes.category ?? null
  if (attribute === 'brand') return neighbor.brand ?? neighbor.attributes.brand ?? null
  const value = neighbor.attributes[attribute] ?? null
  if (attribute !== 'material' || value === null) return value
  const parts = (Array.isArray(value) ? value : [value]).map((part) =>
    typeof part === 'string' ? part : (part as { id?: unknown } | null)?.id,
  )
  return parts.map((id) => ({ id, percent: null }))
}
