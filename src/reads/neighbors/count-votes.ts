import type { Neighbor } from '../../domain/catalog-item.ts'

/** A neighbor and how like the listing it is: 0 as different things are, 1 as a text and its own thing. */
export type Voter = { neighbor: Neighbor; likeness: number }

/** What came of a vote, all from 0 to 1. */
export type Outcome = {
  value: unknown
  voters: Neighbor[]
  /** The likeness of the most like voter. */
  closest: number
  /** The value's part of all weight, and how much of all weight it is ahead of the next value. */
  share: number
  margin: number
}

/**
 * The value with the most weight; null where nobody voted. A neighbor's weight is the square of its likeness, so that one
 * near item outvotes three far ones; who says nothing of the attribute does not vote.
 */
export function countVotes(voters: readonly Voter[], saidBy: (neighbor: Neighbor) => unknown): Outcome | null {
  const votes = new Map<string, { value: unknown; weight: number; voters: Voter[] }>()
  for (const voter of voters) {
    const value = saidBy(voter.neighbor)
    if (value === null || voter.likeness <= 0) continue
    const key = keyOf(value)
    const known = votes.get(key) ?? { value, weight: 0, voters: [] }
    known.weight += voter.likeness ** 2
    known.voters.push(voter)
    votes.set(key, known)
  }
  const [best, second] = [...votes.values()].sort((left, right) => right.weight - left.weight)
  if (best === undefined) return null
  const all = [...votes.values()].reduce((sum, { weight }) => sum + weight, 0)
  return {
    value: best.value,
    voters: best.voters.map(({ neighbor }) => neighbor),
    closest: Math.max(...best.voters.map(({ likeness }) => likeness)),
    share: best.weight / all,
    margin: (best.weight - (second?.weight ?? 0)) / all,
  }
}

/** Lists that name the same things in another order are one value, and so are names in other letters. */
function keyOf(value: unknown): string {
  const parts = (Array.isArray(value) ? value : [value]).map((part) => JSON.stringify(part).toLowerCase())
  return parts.sort().join()
}
