import type { Attribute } from '../taxonomy/taxonomy.ts'

/**
 * Whether two different values do not contradict each other: a photo's navy beside the seller's "dark blue", "cotton" beside the
 * label's percentages, a bare 38 beside EU 38.
 */
export function compatibleValues(attribute: Attribute, one: unknown, other: unknown): boolean {
  if (attribute.id === 'color') return areNearColors(one as string[], other as string[])
  if (attribute.kind === 'composition')
    return isContained(idsOf(one), idsOf(other)) || isContained(idsOf(other), idsOf(one))
  if (attribute.kind === 'measurement') return true
  if (attribute.kind === 'size') {
    const [a, b] = [one as { system: string; label: string }, other as { system: string; label: string }]
    return a.label === b.label && (a.system === 'number' || b.system === 'number')
  }
  return false
}

function idsOf(value: unknown): string[] {
  return (value as { id: string }[]).map(({ id }) => id)
}

function isContained(some: readonly string[], all: readonly string[]): boolean {
  return some.every((id) => all.includes(id))
}

/** Families that light and naming blur into each other; multicolor holds any. */
const near: readonly (readonly string[])[] = [
  ['blue', 'navy'],
  ['black', 'navy'],
  ['black', 'gray'],
  ['gray', 'silver'],
  ['beige', 'white'],
  ['beige', 'brown'],
  ['yellow', 'gold'],
  ['brown', 'bronze'],
  ['pink', 'rose-gold'],
  ['pink', 'purple'],
  ['red', 'orange'],
  ['red', 'pink'],
]

function areNearColors(one: readonly string[], other: readonly string[]): boolean {
  return one.some((a) =>
    other.some(
      (b) =>
        a === b ||
        a === 'multicolor' ||
        b === 'multicolor' ||
        near.some((pair) => pair.includes(a) && pair.includes(b)),
    ),
  )
}
