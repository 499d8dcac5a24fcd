import { foldWord } from '../taxonomy/fold-word.ts'
import type { Attribute } from '../taxonomy/taxonomy.ts'

/** A text that is the same for values that say the same: order in lists, case of a brand and evidence do not matter. */
export function valueKey(attribute: Attribute | undefined, value: unknown): string {
  if (attribute?.kind === 'text' && typeof value === 'string')
    return foldWord(value).replaceAll(/[^\p{L}\p{N}&+]/gu, '') || value
  return JSON.stringify(canonical(value))
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== 'evidence' && inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}
