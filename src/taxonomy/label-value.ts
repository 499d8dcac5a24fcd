import type { Taxonomy } from './taxonomy.ts'

/** A value of an attribute in words to show: "T-shirts", "60% Cotton, 40% Polyester", "M". Null for a form it does not know. */
export function labelValue(taxonomy: Taxonomy, attribute: string, value: unknown): string | null {
  const definition = taxonomy.attributes.find(({ id }) => id === attribute)
  const items = attribute === 'category' ? taxonomy.categories : (definition?.values ?? [])
  const named = (id: unknown) => items.find((item) => item.id === id)?.label ?? (typeof id === 'string' ? id : null)
  if (typeof value === 'string') return named(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) {
    if (value.length === 0) return 'None'
    const labels = value.map((part) => (typeof part === 'string' ? named(part) : labelPart(part, named)))
    return labels.includes(null) ? null : labels.join(', ')
  }
  const label = typeof value === 'object' && value !== null && 'label' in value ? value.label : null
  return typeof label === 'string' ? label : null
}

/** One part of a composition, a list of flaws or of measurements. */
function labelPart(part: unknown, named: (id: unknown) => string | null): string | null {
  if (typeof part !== 'object' || part === null) return null
  const { id, percent, name, value, unit } = part as Record<string, unknown>
  if (name !== undefined) return `${named(name)} ${value} ${unit}`
  return typeof percent === 'number' ? `${percent}% ${named(id)}` : named(id)
}
