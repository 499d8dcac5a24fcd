import type { CatalogItem } from '../../domain/catalog-item.ts'
import { findBrand } from '../../taxonomy/find-brand.ts'
import { findCategory } from '../../taxonomy/find-category.ts'
import { findValue } from '../../taxonomy/find-value.ts'
import type { Taxonomy } from '../../taxonomy/taxonomy.ts'
import type { RawItem, RowProblem } from './import-row.ts'

/** Makes an item of what a row says; of a row that is none, why. */
export type MakeItem = (raw: RawItem) => { item: CatalogItem } | { problem: RowProblem }

const textMax = { category: 200, brand: 200, title: 1_000, description: 10_000, attributeName: 100 } as const

/**
 * Category, brand and attributes become the taxonomy's own where they surely are, and stay as they were written where not. What is
 * made of an item that this made is that item again. Texts that are too long are cut where that loses no meaning (a description),
 * and refused where it would.
 */
export function makeItem(taxonomy: Taxonomy): MakeItem {
  const category = findCategory(taxonomy)
  const brand = findBrand(taxonomy)
  const value = findValue(taxonomy)
  return (raw) => {
    const id = textOf(raw.id)
    if (id === null) return { problem: { column: 'id', message: missing('id', raw.id, 'SKU') } }
    const title = textOf(raw.title)
    if (title === null) return { problem: { column: 'title', message: missing('title', raw.title, 'name') } }
    const written = raw.categories.map((said) => said.trim()).filter((said) => said !== '')
    const categoryText = category(written) ?? written[0]?.slice(0, textMax.category)
    const brandText = textOf(raw.brand)
    const description = textOf(raw.description)?.slice(0, textMax.description)
    const imageUrl = webAddress(textOf(raw.imageUrl))
    const attributes = attributesOf(raw.attributes, value)
    const trusted = flagOf(raw.trusted)
    return {
      item: {
        id,
        title,
        ...(description === undefined ? {} : { description }),
        ...(categoryText === undefined ? {} : { category: categoryText }),
        ...(brandText === null ? {} : { brand: (brand(brandText) ?? brandText).slice(0, textMax.brand) }),
        ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
        ...(imageUrl === null ? {} : { imageUrl }),
        ...(trusted === null ? {} : { trusted }),
      },
    }
  }
}

function missing(field: string, value: unknown, other: string): string {
  return value === undefined
    ? `there is no ${field}: add it, or say which column holds it (--column ${field}=${other})`
    : `the ${field} is blank or no text: fill it in`
}

function attributesOf(written: Readonly<Record<string, unknown>>, find: ReturnType<typeof findValue>) {
  // Not an object from the start: a column may be called __proto__.
  const attributes = new Map<string, unknown>()
  for (const [name, said] of Object.entries(written)) {
    const given = typeof said === 'string' ? said.trim() : said
    if (given === '' || given === null || given === undefined || (Array.isArray(given) && given.length === 0)) continue
    const found = find(name, given)
    // One column says what another said already ("Color", "color_pattern"): what is sure wins.
    if (found === null) attributes.set(name.trim().slice(0, textMax.attributeName), given)
    else if (found.value !== null || !attributes.has(found.attribute))
      attributes.set(found.attribute, found.value ?? given)
  }
  return Object.fromEntries(attributes)
}

/** Tables of numbers have numbers for ids. */
function textOf(value: unknown): string | null {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null
}

/** An address that is none, or is too long, is no reason to leave the item out. */
function webAddress(text: string | null): string | null {
  return text !== null && text.length <= 2_000 && URL.canParse(text) ? text : null
}

function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return null
  const word = value.trim().toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : null
}
