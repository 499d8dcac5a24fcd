import type { RawItem } from './import-row.ts'

/**
 * Which column holds which part of an item, in tables and objects that follow no other catalog's form: by common names, or as the
 * caller says. Other columns are attributes, but for those that only a shop's till needs.
 */
export function plainFields(columns: readonly string[], named: Readonly<Record<string, string>>): PlainFields {
  const keys = new Map(columns.map((column) => [keyOf(column), column]))
  const of = (field: keyof typeof names) =>
    named[field] ?? names[field].map((name) => keys.get(name)).find((column) => column !== undefined) ?? null
  const fields = {
    id: of('id'),
    title: of('title'),
    description: of('description'),
    category: of('category'),
    brand: of('brand'),
    imageUrl: of('imageUrl'),
    trusted: of('trusted'),
  }
  const taken = new Set(Object.values(fields))
  const more = names.category
    .map((name) => keys.get(name))
    .filter((column) => column !== undefined && !taken.has(column))
  return { ...fields, moreCategories: more as string[] }
}

export type PlainFields = Record<keyof typeof names, string | null> & { moreCategories: readonly string[] }

/** First come those that are surely meant. Punctuation and case do not count. */
const names = {
  id: ['id', 'itemid', 'productid', 'sku', 'itemnumber', 'articlenumber', 'articleid', 'handle', 'code', 'productcode'],
  title: ['title', 'name', 'productname', 'producttitle', 'itemname', 'itemtitle'],
  description: ['description', 'productdescription', 'body', 'bodyhtml', 'longdescription', 'details', 'text'],
  category: [
    'category',
    'productcategory',
    'googleproductcategory',
    'categoryid',
    'categorypath',
    'producttype',
    'type',
  ],
  brand: ['brand', 'brandname', 'vendor', 'manufacturer', 'maker', 'designer'],
  imageUrl: ['imageurl', 'image', 'imagelink', 'imagesrc', 'photo', 'photourl', 'picture', 'pictureurl'],
  trusted: ['trusted'],
} as const

/** What says nothing of the thing itself: prices, stock, addresses, numbers of other systems. */
const tillColumns =
  /price|cost|stock|inventory|availab|shipping|tax|^(?:link|url|producturl|gtin|ean|upc|isbn|mpn|barcode|weight|currency|vat|discount|rating|reviews?|reviewcount|created|createdat|updated|updatedat|published|status|position|seller|sellerid|tags?)$/

/** What a row says of an item. */
export function plainItem(record: Readonly<Record<string, unknown>>, fields: PlainFields): RawItem {
  const at = (column: string | null) => (column === null ? undefined : record[column])
  const { moreCategories, ...own } = fields
  const taken = new Set([...Object.values(own), ...moreCategories])
  const others = Object.entries(record).filter(([column]) => !taken.has(column) && !isGroup(column))
  return {
    id: at(fields.id),
    title: at(fields.title),
    description: at(fields.description),
    categories: [at(fields.category), ...moreCategories.map(at)].filter((said) => typeof said === 'string'),
    brand: at(fields.brand),
    imageUrl: at(fields.imageUrl),
    trusted: at(fields.trusted),
    attributes: {
      ...Object.fromEntries(
        others
          .filter(([column]) => !tillColumns.test(keyOf(column)))
          .map(([column, value]) => [column.replace(/^attributes?[.:_ ]\s*/i, ''), value]),
      ),
      ...Object.assign(
        {},
        ...Object.keys(record)
          .filter(isGroup)
          .map((column) => objectIn(record[column])),
      ),
    },
  }
}

/** A column that holds an object of attributes, as export writes it. */
function isGroup(column: string): boolean {
  return keyOf(column) === 'attributes'
}

function objectIn(value: unknown): object {
  const given = typeof value === 'string' ? parseJson(value) : value
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not an object: the column then says nothing.
    return null
  }
}

function keyOf(column: string): string {
  return column.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
