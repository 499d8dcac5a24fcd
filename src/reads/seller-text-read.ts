import { createHash } from 'node:crypto'
import type { Claim } from '../domain/claim.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { Read } from './read.ts'
import { findBrandMentions } from './seller-text/find-brand-mentions.ts'
import { maskOrders } from './seller-text/mask-orders.ts'
import { readBrand } from './seller-text/read-brand.ts'
import { chooseCategory, readCategory } from './seller-text/read-category.ts'
import { readColor } from './seller-text/read-color.ts'
import { readCondition } from './seller-text/read-condition.ts'
import { readDepartment } from './seller-text/read-department.ts'
import { readFlaws } from './seller-text/read-flaws.ts'
import { readMaterial } from './seller-text/read-material.ts'
import { readMeasurements } from './seller-text/read-measurements.ts'
import { readPlainValues } from './seller-text/read-plain-values.ts'
import { readQuantity } from './seller-text/read-quantity.ts'
import { readSize } from './seller-text/read-size.ts'
import { type Dictionary, dictionaryOf, range, sellerText, startReading, withNames } from './seller-text/reading.ts'

/** Raised by hand whenever the rules would read some text differently. */
const rules = 5

/**
 * What a careful person gets from the seller's words alone. Every claim quotes the words it came from. `extra.orders`: part of
 * the text gives orders to a computer, and was left out.
 */
export function sellerTextRead(taxonomy: Taxonomy): Read {
  const dictionary = dictionaryOf(taxonomy)
  const version = createHash('sha256').update(`${rules} ${taxonomy.version}`).digest('hex').slice(0, 12)
  return {
    name: sellerText,
    version,
    input: (listing) => ({ text: listing.text }),
    run: async ({ text }) => {
      const readable = maskOrders(text)
      const claims = readText(readable, dictionary)
      return {
        claims: readable === text ? claims : claims.map((claim) => quoting(claim, text)),
        extra: { orders: readable !== text },
      }
    },
  }
}

function readText(text: string, dictionary: Dictionary): Claim[] {
  const bare = startReading(text, dictionary)
  const brands = findBrandMentions(bare)
  const named = new Set(brands.flatMap(({ first, last }) => range(first, last)))
  const reading = withNames(bare, named)

  const category = chooseCategory(reading)
  const flaws = readFlaws(reading)
  const sizing = dictionary.taxonomy.categories.find(({ id }) => id === category?.id)?.sizing ?? null
  const department = readDepartment(reading, category, null)
  const context = {
    sizing,
    department: departmentOf(department),
    departmentStated: department[0]?.status === 'stated',
    language: reading.languages[0] ?? 'en',
  }
  const size = readSize(reading, context)
  return [
    ...readCategory(reading),
    ...readDepartment(reading, category, sizeSpan(size)),
    ...readBrand(reading, brands),
    ...size,
    ...readColor(reading),
    ...readMaterial(reading),
    ...readCondition(reading, flaws),
    ...flaws.claims,
    ...readQuantity(reading),
    ...readMeasurements(reading),
    ...readPlainValues(reading),
  ]
}

/** A span may reach over an order that was left out; the quote is of the text as it came. */
function quoting(claim: Claim, text: string): Claim {
  const evidence = claim.evidence.map((piece) =>
    piece.start === undefined || piece.end === undefined
      ? piece
      : { ...piece, quote: text.slice(piece.start, piece.end) },
  )
  return { ...claim, evidence }
}

function departmentOf(claims: readonly Claim[]): string | null {
  const value = claims[0]?.value
  return typeof value === 'string' ? value : null
}

function sizeSpan(claims: readonly Claim[]): { system: string; start: number; end: number } | null {
  const evidence = claims[0]?.evidence[0]
  const value = claims[0]?.value as { system: string } | undefined
  if (value === undefined || evidence?.start === undefined || evidence.end === undefined) return null
  return { system: value.system, start: evidence.start, end: evidence.end }
}
