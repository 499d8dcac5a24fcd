import type { z } from 'zod'
import type { copySchema, Field } from '../domain/record.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

/** What is less sure than this is for a person to look at, not for buyers to read. */
const confidenceMin = 0.5
/** eBay's limit, the shortest of the targets that have titles. */
const titleCharactersMax = 80

/**
 * A title and a description out of the fields alone: nothing is said that no field holds, and nothing
 * that is less than half sure. The seller's own word for the color
 * stays. No model writes here, so `aiWritten` is false. A text with nothing to say is left out.
 */
export function writeCopy(fields: Readonly<Record<string, Field>>, taxonomy: Taxonomy): z.infer<typeof copySchema> {
  const title = writeTitle(fields, taxonomy)
  const description = writeDescription(fields, taxonomy)
  return {
    ...(title === '' ? {} : { title: { text: title, aiWritten: false } }),
    ...(description === '' ? {} : { description: { text: description, aiWritten: false } }),
  }
}

/** Brand, department, color, main material, category, size: whole parts only, as many as fit. */
function writeTitle(fields: Readonly<Record<string, Field>>, taxonomy: Taxonomy): string {
  const category = valueWords(fields, 'category', taxonomy)
  if (category === null && valueWords(fields, 'brand', taxonomy) === null) return ''
  const department = fields.department?.value
  const size = valueWords(fields, 'size', taxonomy)
  const quantity = fields.quantity?.value
  const parts = [
    { text: typeof quantity === 'number' && quantity > 1 ? `${quantity} ×` : null, keep: 3 },
    { text: valueWords(fields, 'brand', taxonomy), keep: 1 },
    { text: typeof department === 'string' ? (possessives[department] ?? null) : null, keep: 5 },
    { text: capitalized(valueWords(fields, 'color', taxonomy)), keep: 4 },
    { text: mainMaterial(fields, taxonomy), keep: 6 },
    { text: category, keep: 0 },
    { text: size === null ? null : `Size ${sizeWords(fields.size?.value, size)}`, keep: 2 },
  ].flatMap(({ text, keep }) => (text === null ? [] : [{ text, keep }]))
  const kept = [...parts]
  const joined = () => kept.map(({ text }) => text).join(' ')
  while (joined().length > titleCharactersMax && kept.length > 1) {
    const least = kept.reduce((worst, part) => (part.keep > worst.keep ? part : worst))
    kept.splice(kept.indexOf(least), 1)
  }
  return joined().slice(0, titleCharactersMax).trim()
}

/** One line a field that has a value, in the taxonomy's order, in words that a buyer reads. */
function writeDescription(fields: Readonly<Record<string, Field>>, taxonomy: Taxonomy): string {
  return taxonomy.attributes
    .flatMap(({ id, label }) => {
      const words = valueWords(fields, id, taxonomy)
      if (words === null) return []
      return [`${label}: ${id === 'size' ? sizeWords(fields.size?.value, words) : words}`]
    })
    .join('\n')
}

function valueWords(fields: Readonly<Record<string, Field>>, id: string, taxonomy: Taxonomy): string | null {
  const field = fields[id]
  if (field === undefined || field.value === null || field.confidence < confidenceMin) return null
  return field.label ?? labelValue(taxonomy, id, field.value)
}

const possessives: Readonly<Record<string, string>> = {
  women: "Women's",
  men: "Men's",
  unisex: 'Unisex',
  girls: "Girls'",
  boys: "Boys'",
  kids: "Kids'",
  baby: 'Baby',
}

/** Systems that a buyer must see beside the number: "EU 38". Letters speak for themselves. */
function sizeWords(value: unknown, label: string): string {
  const system = typeof value === 'object' && value !== null && 'system' in value ? value.system : null
  const shown = ['us', 'uk', 'eu', 'fr', 'it', 'de', 'au', 'jp']
  if (system === 'one-size') return 'One Size'
  return typeof system === 'string' && shown.includes(system) ? `${system.toUpperCase()} ${label}` : label
}

function mainMaterial(fields: Readonly<Record<string, Field>>, taxonomy: Taxonomy): string | null {
  if (valueWords(fields, 'material', taxonomy) === null) return null
  const value = fields.material?.value
  const id = Array.isArray(value) ? (value[0] as { id?: unknown } | undefined)?.id : undefined
  const label = typeof id === 'string' ? labelValue(taxonomy, 'material', id) : null
  // "Denim Denim jackets" says it twice.
  const category = valueWords(fields, 'category', taxonomy)?.toLowerCase() ?? ''
  return label === null || category.includes(label.toLowerCase()) ? null : label
}

function capitalized(text: string | null): string | null {
  return text === null ? null : text.charAt(0).toUpperCase() + text.slice(1)
}
