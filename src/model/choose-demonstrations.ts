import type { Neighbor } from '../domain/catalog-item.ts'
import type { Field } from '../domain/record.ts'
import { fenceData } from './fence-data.ts'

/** About 1,000 tokens: enough for five to ten items, and small beside the photos. */
const charactersMax = 4_000

/**
 * Neighbors as demonstrations of how values are written: those of the listing's own category first, then the nearest, as
 * many whole ones as the budget takes. Of the preliminary fields only the category is used, and only for this order: a model
 * that is told what the free reads say is no second opinion any more.
 */
export function chooseDemonstrations(
  neighbors: readonly Neighbor[],
  fields: Readonly<Record<string, Field>>,
): { shown: Neighbor[]; text: string } {
  const category = fields.category?.value ?? null
  const like = (neighbor: Neighbor) => (category !== null && neighbor.category === category ? 1 : 0)
  const ordered = [...neighbors].sort((a, b) => like(b) - like(a) || b.score - a.score)
  const shown: Neighbor[] = []
  const lines: string[] = []
  let left = charactersMax
  for (const neighbor of ordered) {
    const { title, category: kind, brand, attributes } = neighbor
    const line = fenceData({ title, category: kind, brand, attributes })
    if (line.length > left) continue
    left -= line.length
    lines.push(line)
    shown.push(neighbor)
  }
  return { shown, text: lines.length === 0 ? '(none)' : lines.join('\n') }
}
