import type { Evidence } from '../domain/record.ts'
import type { Attribute } from '../taxonomy/taxonomy.ts'
import type { KeptClaim } from './group-claims.ts'
import { valueKey } from './value-key.ts'

/** One value that some claims agree on. */
export type Candidate = {
  key: string
  value: NonNullable<unknown>
  label: string | null
  status: 'stated' | 'observed' | 'inferred'
  rank: number
  confidence: number
  evidence: Evidence[]
}

/** Who is believed first: the seller's words, then the label, then what is seen, then what is inferred. */
const ranks = { stated: 4, label: 3, observed: 2, inferred: 1 } as const

/** Agreement alone never makes sure: two reads of one text share its mistakes. */
const surest = 0.98

/**
 * Claims put together by value, best first. Reads that agree raise the confidence (1 − Π(1 − cᵢ), one vote a read, as if they
 * were independent); two claims of one read count once.
 */
export function weighClaims(attribute: Attribute, claims: readonly KeptClaim[]): Candidate[] {
  const groups = new Map<string, KeptClaim[]>()
  for (const claim of claims) {
    if (claim.value === null || claim.value === undefined) continue
    const key = valueKey(attribute, claim.value)
    groups.set(key, [...(groups.get(key) ?? []), claim])
  }
  return [...groups].map(([key, agreeing]) => candidate(key, agreeing)).sort(byRank)
}

function candidate(key: string, claims: readonly KeptClaim[]): Candidate {
  const ordered = [...claims].sort((a, b) => rankOf(b) - rankOf(a) || b.confidence - a.confidence)
  const best = ordered[0]
  if (best?.value == null) throw new Error('a candidate is made of at least one claim with a value')
  const votes = new Map<string, number>()
  for (const { read, confidence } of ordered) votes.set(read, Math.max(votes.get(read) ?? 0, confidence))
  const doubt = [...votes.values()].sort((a, b) => a - b).reduce((product, vote) => product * (1 - vote), 1)
  const most = Math.max(...votes.values())
  return {
    key,
    value: best.value,
    label: ordered.find(({ label }) => label !== null)?.label ?? null,
    status: statusOf(best),
    rank: rankOf(best),
    confidence: Math.max(most, Math.min(surest, 1 - doubt)),
    evidence: distinct(ordered.flatMap((claim) => claim.evidence)),
  }
}

function statusOf(claim: KeptClaim): Candidate['status'] {
  return claim.status === 'stated' || claim.status === 'observed' ? claim.status : 'inferred'
}

function rankOf(claim: KeptClaim): number {
  const status = statusOf(claim)
  return status === 'observed' && claim.evidence.some(({ kind }) => kind === 'label') ? ranks.label : ranks[status]
}

function byRank(a: Candidate, b: Candidate): number {
  return b.rank - a.rank || b.confidence - a.confidence || (a.key < b.key ? -1 : 1)
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(evidence.map((piece) => [JSON.stringify(piece), piece]))
  return [...seen.values()]
}
