import { createHash } from 'node:crypto'
import type { CatalogIndex } from '../catalog/catalog-index.ts'
import type { SimilarityScale } from '../catalog/similarity-scale.ts'
import type { Neighbor } from '../domain/catalog-item.ts'
import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { countVotes, type Outcome } from './neighbors/count-votes.ts'
import { sharedAttributes, sharedValue } from './neighbors/shared-value.ts'
import { voteConfidence } from './neighbors/vote-confidence.ts'
import type { Read } from './read.ts'

/** Raised by hand whenever the votes would be counted differently. */
const rules = 7
/**
 * The same photo counts as much as words that are this near. A photo shows kind and color better than brand or material, and
 * no catalog with photos has been measured.
 */
const photoShare = 0.7

export type NeighborsReadDeps = Pick<CatalogIndex, 'search' | 'space'> & {
  /** What cosines mean in a space. */
  scale(space: string): Promise<SimilarityScale>
  taxonomy: Taxonomy
  /** How many neighbors at most. */
  limit: number
  /** How many of a listing's photos are compared with those of the catalog; left out: none are indexed. */
  photosMax?: number
}

/**
 * What the catalog's nearest items say, as weak claims: each votes with its likeness, and the winner's confidence grows with
 * likeness, agreement and the lead over the runner-up. What belongs to the one piece (condition, size, color, words) is never
 * taken over. `extra` hands on `{ neighbors }`, best first. The run is part of the input: every order to digitize searches again,
 * since the catalog has moved on.
 */
export function neighborsRead(deps: NeighborsReadDeps): Read {
  const { photosMax = 0 } = deps
  const version = createHash('sha256').update(`${rules} ${deps.taxonomy.version}`).digest('hex').slice(0, 12)
  return {
    name,
    version,
    input: ({ tenant, text, hints, listingId, run, photos }) => ({
      tenant,
      text: queryText(text, hints),
      listingId,
      run,
      limit: deps.limit,
      ...(photosMax === 0 ? {} : { photos: photos.slice(0, photosMax).map(({ sha256 }) => sha256) }),
    }),
    async run({ tenant, text, hints, listingId, photos }, signal) {
      const query = queryText(text, hints)
      const pictures = await Promise.all(photos.slice(0, photosMax).map((photo) => photo.bytes('thumb')))
      if ((query === '' && pictures.length === 0) || deps.limit === 0) return { claims: [], extra: { neighbors: [] } }
      const missed: HangtagError[] = []
      const byPictures =
        pictures.length === 0 ? {} : { pictures, onPicturesMissed: (error: HangtagError) => missed.push(error) }
      const [found, run] = await Promise.all([
        deps.search({ tenant, text: query, limit: deps.limit, exceptId: listingId, ...byPictures }, signal),
        embeddingOf(deps),
      ])
      const neighbors = bestFirst(found)
      const scale = neighbors.length === 0 || run.model === undefined ? null : await unlessAway(deps.scale(run.model))
      return {
        claims: scale === null ? [] : claimsOf(neighbors, scale, deps.taxonomy),
        extra: { neighbors },
        run: { ...run, ...missing(missed) },
        ...(missed.length > 0 ? { incomplete: true } : {}),
      }
    },
  }
}

const name = 'neighbors'

/** As the search has it, which knows words and meaning and photos; equal ones in one order at all times. */
function bestFirst(found: readonly Neighbor[]): Neighbor[] {
  return [...found].sort((a, b) => b.relevance - a.relevance || (a.id < b.id ? -1 : 1))
}

function missing([error]: readonly HangtagError[]): { error?: string; reason?: string } {
  return error === undefined ? {} : { error: error.code, reason: `Photos were not compared: ${error.message}` }
}

/** What the texts were compared by, for the record: the space, and who was sent the seller's words where somebody was. */
async function embeddingOf({ space }: Pick<CatalogIndex, 'space'>): Promise<{ model?: string; endpoint?: string }> {
  const used = await unlessAway(space())
  if (used === null) return {}
  const [, endpoint] = /^endpoint:(\[[^\]]*\](?::\d+)?|[^:]+(?::\d+)?):/.exec(used.configured) ?? []
  return { model: used.configured, ...(endpoint === undefined ? {} : { endpoint }) }
}

/** The neighbors are there; that the index or the embedding is away by now is no reason to do without them. */
async function unlessAway<T>(asked: Promise<T>): Promise<T | null> {
  return await asked.catch((error: unknown) => {
    if (error instanceof HangtagError) return null
    throw error
  })
}

/** The seller's words, and what the seller filled in. */
function queryText(text: string, hints: Readonly<Record<string, unknown>>): string {
  const words = Object.values(hints).filter((hint) => typeof hint === 'string')
  return [text, ...words].join(' ').trim()
}

function claimsOf(neighbors: readonly Neighbor[], scale: SimilarityScale, taxonomy: Taxonomy): Claim[] {
  const range = scale.same - scale.different
  // An embedding that does not tell things apart has no say.
  if (range <= 0) return []
  const voters = neighbors.map((neighbor) => {
    const ofWords = neighbor.photo?.alone === true ? 0 : (neighbor.score - scale.different) / range
    return { neighbor, likeness: Math.max(ofWords, photoShare * (neighbor.photo?.likeness ?? 0)) }
  })
  return sharedAttributes(taxonomy).flatMap((attribute) => {
    const outcome = countVotes(voters, (neighbor) => sharedValue(attribute, neighbor, taxonomy))
    const confidence = outcome === null ? null : voteConfidence(attribute.id, outcome)
    return outcome === null || confidence === null ? [] : [claimOf(attribute, outcome, confidence, taxonomy)]
  })
}

function claimOf({ id }: Attribute, { value, voters }: Outcome, confidence: number, taxonomy: Taxonomy): Claim {
  return {
    attribute: id,
    value,
    label: labelValue(taxonomy, id, value),
    status: 'inferred',
    confidence,
    evidence: voters.map((voter) => ({
      read: name,
      kind: 'neighbor' as const,
      neighbor: voter.id,
      score: voter.score,
    })),
  }
}
