import type { Field } from '../domain/record.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { compatibleValues } from './compatible-values.ts'
import type { KeptClaim } from './group-claims.ts'
import { type Candidate, weighClaims } from './weigh-claims.ts'

/** A rival below this is too weak to be called a conflict, unless the seller stated it: nothing stated vanishes. */
const rivalMin = 0.4
/** How sure a blank is when no read said anything: nothing was found, and finding is far from sure. */
const blankConfidence = 0.5
/** The share of a rival's confidence that the winner loses. */
const rivalShare = 0.5

const statedRank = 4
const observedRank = 2

/** One field out of the claims about it: the best candidate, with everyone who disagrees shown beside it. */
export function decideField(attribute: Attribute, claims: readonly KeptClaim[], taxonomy: Taxonomy): Field {
  const candidates = weighClaims(attribute, claims)
  const winner = candidates[0]
  if (winner === undefined) return blank(attribute, claims)
  const united = candidates.slice(1).filter((other) => isUnited(attribute, winner, other))
  const merged = united.reduce(unite, winner)
  const rivals = candidates.slice(1).filter((other) => !united.includes(other) && contradicts(attribute, winner, other))
  const confidence = rivals.reduce((left, rival) => left * (1 - rivalShare * rival.confidence), merged.confidence)
  return {
    value: merged.value,
    label: (united.length > 0 ? null : winner.label) ?? labelValue(taxonomy, attribute.id, merged.value),
    status: winner.status,
    confidence: round(confidence),
    evidence: merged.evidence,
    conflicts: rivals.map(({ value, label, evidence }) => ({
      value,
      label: label ?? labelValue(taxonomy, attribute.id, value),
      evidence,
    })),
  }
}

function contradicts(attribute: Attribute, winner: Candidate, rival: Candidate): boolean {
  if (rival.rank === statedRank) return true
  if (compatibleValues(attribute, winner.value, rival.value)) return false
  // What similar items have is no word against what was stated or seen of this one.
  return rival.confidence >= rivalMin && (rival.rank >= observedRank || winner.rank < observedRank)
}

/** Lists that several reads may each know a part of are put together: one sees the stain, another the hole. */
function isUnited(attribute: Attribute, winner: Candidate, other: Candidate): boolean {
  if (attribute.kind !== 'many' || attribute.id === 'color') return false
  if (isEmptyList(winner.value) || isEmptyList(other.value)) return false
  return (
    other.rank === statedRank ||
    other.rank === winner.rank ||
    (other.rank >= observedRank && other.confidence >= rivalMin)
  )
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function unite(winner: Candidate, other: Candidate): Candidate {
  const idOf = (item: unknown) => (typeof item === 'string' ? item : (item as { id: string }).id)
  const items = winner.value as unknown[]
  const known = new Set(items.map(idOf))
  const added = (other.value as unknown[]).filter((item) => !known.has(idOf(item)))
  const seen = new Set(winner.evidence.map((piece) => JSON.stringify(piece)))
  return {
    ...winner,
    value: [...items, ...added],
    evidence: [...winner.evidence, ...other.evidence.filter((piece) => !seen.has(JSON.stringify(piece)))],
  }
}

/** No value: not known, or, where a read says so of a field that not every item has, not applicable. */
function blank(attribute: Attribute, claims: readonly KeptClaim[]): Field {
  const saying = (status: KeptClaim['status']) => claims.filter((claim) => claim.status === status)
  const notApplicable = attribute.always ? [] : saying('not-applicable')
  const isUnknown = notApplicable.length <= saying('unknown').length
  const agreeing = isUnknown ? saying('unknown') : notApplicable
  const doubt = agreeing.map(({ confidence }) => confidence).sort((a, b) => a - b)
  const start = isUnknown ? 1 - blankConfidence : 1
  return {
    value: null,
    label: null,
    status: isUnknown ? 'unknown' : 'not-applicable',
    confidence: round(1 - doubt.reduce((product, confidence) => product * (1 - confidence), start)),
    evidence: agreeing.flatMap(({ evidence }) => evidence),
    conflicts: [],
  }
}

/** Three decimals: what is shown and compared, free of the last digits of floating point. */
function round(confidence: number): number {
  return Math.round(Math.min(1, Math.max(0, confidence)) * 1_000) / 1_000
}
