import type { Claim } from '../domain/claim.ts'
import { type Evidence, fieldStatuses } from '../domain/record.ts'
import { checkValue } from '../taxonomy/check-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { checkEvidence, type Input } from './check-evidence.ts'

/** A claim with the read that made it, kept only with evidence that is in the input. */
export type KeptClaim = Claim & { read: string }

/** The share that a claim keeps when some of its evidence is not in the input: whoever invents one piece may invent more. */
const inventedShare = 0.6

/**
 * Claims by attribute, in an order that does not depend on how they came. A value that the taxonomy does not take, and a value
 * whose evidence is nowhere in the input, are dropped.
 */
export function groupClaims(
  results: readonly { claims: readonly Claim[]; run: { read: string } }[],
  taxonomy: Taxonomy,
  input: Input,
): Map<string, KeptClaim[]> {
  const kept = results.flatMap(({ claims, run }) => claims.flatMap((claim) => keep(claim, run.read, taxonomy, input)))
  const sorted = kept
    .map((claim) => ({ claim, key: JSON.stringify(claim) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const groups = new Map<string, KeptClaim[]>()
  for (const { claim } of sorted) groups.set(claim.attribute, [...(groups.get(claim.attribute) ?? []), claim])
  return groups
}

function keep(claim: Claim, read: string, taxonomy: Taxonomy, input: Input): KeptClaim[] {
  if (!taxonomy.attributes.some(({ id }) => id === claim.attribute) || !fieldStatuses.includes(claim.status)) return []
  const evidence = checkEvidence(claim.evidence, input)
  const share = evidence.length < claim.evidence.length ? inventedShare : 1
  const whole = { ...claim, read, evidence, confidence: claim.confidence * share }
  if (claim.status === 'unknown' || claim.status === 'not-applicable') return [{ ...whole, value: null, label: null }]
  if (claim.value === null || claim.value === undefined || evidence.length === 0) return []
  if (checkValue(taxonomy, claim.attribute, claim.value) !== null) return []
  return [{ ...whole, value: withCheckedEvidence(claim.value, input) }]
}

/** The flaws of a list carry evidence of their own; it is held to the same rule. */
function withCheckedEvidence(value: unknown, input: Input): unknown {
  if (!Array.isArray(value)) return value
  return value.map((item) =>
    typeof item === 'object' && item !== null && Array.isArray(item.evidence)
      ? { ...item, evidence: checkEvidence(item.evidence as Evidence[], input) }
      : item,
  )
}
