import type { Attribute } from '../taxonomy/taxonomy.ts'

/**
 * Whether two different values do not contradict each other: a photo's navy beside the seller's "dark blue", "cotton" beside the
 * label's percentages, denim beside the label's cotton, a bare 38 beside EU 38.
 */
export function compatibleValues(attribute: Attribute, one: unknown, other: unknown): boolean {
  if (attribute.id === 'color') return areNearColors(one as string[], other as string[])
  if (attribute.kind === 'composition') return areOneComposition(attribute, idsOf(one), idsOf(other))
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

/** One names more than the other, or other parts of the same: cloths say nothing of fibers, nor fibers of the cloth. */
function areOneComposition(attribute: Attribute, one: readonly string[], other: readonly string[]): boolean {
  const cloths = attribute.values.filter(({ cloth }) => cloth === true).map(({ id }) => id)
  const parts = (ids: readonly string[], cloth: boolean) => ids.filter((id) => cloths.includes(id) === cloth)
  return [true, false].every((cloth) => {
    const [a, b] = [parts(one, cloth), parts(other, cloth)]
    return isContained(a, b) || isContained(b, a)
  })
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
