import type { Neighbor } from '../domain/catalog-item.ts'
import { fenceData } from './fence-data.ts'

/** About 1,000 tokens: enough for five to ten items, and small beside the photos. */
const charactersMax = 4_000

/**
 * Neighbors as demonstrations of how values are written: those of the category that is asked about first, then the nearest, as
 * many whole ones as the budget takes.
 */
export function chooseDemonstrations(
  neighbors: readonly Neighbor[],
  category: string | null,
): { shown: Neighbor[]; text: string } {
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
