import type { Field } from '../domain/record.ts'
import { convertSize } from '../taxonomy/convert-size.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

/** What other systems call the item's size, beside the size on the tag: `derived` of each field of sizes that a table converts. */
export function deriveSizes(fields: Record<string, Field>, taxonomy: Taxonomy): Record<string, Field> {
  const category = taxonomy.categories.find(({ id }) => id === fields.category?.value)
  const department = typeof fields.department?.value === 'string' ? fields.department.value : null
  const item = { sizing: category?.sizing ?? null, department }
  const derived = taxonomy.attributes
    .filter(({ kind }) => kind === 'size')
    .flatMap(({ id }) => {
      const field = fields[id]
      if (field === undefined || !isSize(field.value)) return []
      const conversions = convertSize(taxonomy.sizeTables, field.value, item)
      return conversions.length === 0 ? [] : [[id, { ...field, derived: conversions }] as const]
    })
  return { ...fields, ...Object.fromEntries(derived) }
}

function isSize(value: unknown): value is { system: string; label: string } {
  return typeof value === 'object' && value !== null && 'system' in value && 'label' in value
}
