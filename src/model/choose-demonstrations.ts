import type { Neighbor } from '../domain/catalog-item.ts'
import { fenceData } from './fence-data.ts'
import type { ModelInput } from './model-input.ts'
import { tokenizer } from './tokens/tokenizer.ts'

/**
 * Neighbors as demonstrations of how values are written: those of the category that is asked about first, then the best found, as
 * many whole ones as the budget of tokens takes. Of their fields those that are asked for; what they do not have is left out.
 */
export function chooseDemonstrations(
  { neighbors, settings, profile }: Pick<ModelInput, 'neighbors' | 'settings' | 'profile'>,
  category: string | null,
  fields: ReadonlySet<string>,
): { shown: Neighbor[]; text: string } {
  const like = (neighbor: Neighbor) => (category !== null && neighbor.category === category ? 1 : 0)
  const ordered = [...neighbors].sort((a, b) => like(b) - like(a) || b.relevance - a.relevance)
  const shown: Neighbor[] = []
  const lines: string[] = []
  let left = settings.neighbors.tokensMax
  for (const neighbor of ordered) {
    const line = fenceData(demonstrationOf(neighbor, category, fields))
    const tokens = Math.ceil((tokenizer()(line) + lineBreak) * profile.tokens.factor)
    if (tokens > left) continue
    left -= tokens
    lines.push(line)
    shown.push(neighbor)
  }
  return { shown, text: lines.length === 0 ? '(none)' : lines.join('\n') }
}

/** Each stands on a line of its own. */
const lineBreak = 1

function demonstrationOf(
  { title, category, brand, attributes }: Neighbor,
  asked: string | null,
  fields: ReadonlySet<string>,
): Record<string, unknown> {
  const known = Object.entries({ brand, ...attributes }).filter(
    ([id, value]) => fields.has(id) && value !== null && value !== undefined,
  )
  const shown = known.map(([id, value]) => [id, inShort(value)])
  return { title, ...(category === asked ? {} : { category }), ...Object.fromEntries(shown) }
}

/** As an answer writes it: "60% cotton", "alpha M"; one value without its list. */
function inShort(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? inShort(value[0]) : value.map(inShort)
  if (typeof value !== 'object' || value === null) return value
  if ('id' in value) return 'percent' in value && value.percent !== null ? `${value.percent}% ${value.id}` : value.id
  return 'system' in value && 'label' in value ? `${value.system} ${value.label}` : value
}
