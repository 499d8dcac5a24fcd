import type { RawItem } from './import-row.ts'
import { plainText } from './plain-text.ts'

/**
 * Google's product feed as a table: columns are called as its attributes are, with an underscore or a space between
 * (`image_link`, `image link`). `id`, `title` and one that no other table has make it one.
 */
export function isGoogleHeader(columns: readonly string[]): boolean {
  const keys = new Set(columns.map(keyOf))
  const own = ['google_product_category', 'product_type', 'image_link', 'item_group_id', 'availability', 'gtin', 'mpn']
  return keys.has('id') && keys.has('title') && own.filter((column) => keys.has(column)).length >= 2
}

/** What tells of the thing itself; the rest of a feed is for selling it. */
const attributeColumns = [
  'color',
  'material',
  'pattern',
  'size',
  'size_type',
  'size_system',
  'condition',
  'item_group_id',
]

/** What a row of a feed says of an item. */
export function googleItem(row: Readonly<Record<string, unknown>>): RawItem {
  const record = Object.fromEntries(Object.entries(row).map(([column, value]) => [keyOf(column), value]))
  const text = (column: string) => (typeof record[column] === 'string' ? record[column].trim() : '')
  const department = departmentOf(text('gender').toLowerCase(), text('age_group').toLowerCase())
  const attributes = attributeColumns
    .map((column) => [column, text(column)] as const)
    .filter(([, value]) => value !== '')
  return {
    id: record.id,
    title: record.title,
    description: plainText(text('description')),
    categories: [text('google_product_category'), ...text('product_type').split(/\s*,\s*(?=[^,>]*>)/)].filter(
      (said) => said !== '',
    ),
    brand: text('brand'),
    imageUrl: text('image_link'),
    attributes: {
      ...Object.fromEntries(attributes),
      ...(text('age_group') === '' ? {} : { age_group: text('age_group') }),
      ...(department === null ? {} : { department }),
    },
  }
}

/** Google says for whom by gender and age; we by department. */
function departmentOf(gender: string, age: string): string | null {
  if (['newborn', 'infant', 'toddler'].includes(age)) return 'baby'
  const [female, male, both] = age === 'kids' ? ['girls', 'boys', 'kids'] : ['women', 'men', 'unisex']
  if (gender === 'female') return female ?? null
  if (gender === 'male') return male ?? null
  if (gender === 'unisex') return both ?? null
  return age === 'kids' ? 'kids' : null
}

function keyOf(column: string): string {
  return column
    .trim()
    .toLowerCase()
    .replace(/^g:/, '')
    .replaceAll(/[\s-]+/g, '_')
}
