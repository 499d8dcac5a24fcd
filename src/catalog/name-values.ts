import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'
import { foldText } from './fold-text.ts'
import { searchCharactersMax } from './item-text.ts'

/**
 * A seller's words with the taxonomy's own names of what they say: "schwarze Lederjacke" gets "leather jackets
 * black", "doc martens" gets "dr. martens". Sellers shorten, misspell and write in five languages, catalogs in one, and neither
 * BM25 nor a small English model knows that both mean the same. Names that stand there already are not repeated.
 */
export function nameValues(text: string, taxonomy: Taxonomy): string {
  const start = text.slice(0, readCharactersMax)
  const lexicon = valueLexicon(taxonomy)
  const there = ` ${wordsOf(start)} `
  const names = namedAttributes(taxonomy)
    .flatMap((attribute) => lexicon.find(attribute, start))
    .map(wordsOf)
  const added = [...new Set(names)].filter((name) => !there.includes(` ${name} `))
  return [start, ...added, text.slice(readCharactersMax)].join(' ').trim().slice(0, searchCharactersMax)
}

/**
 * Where a seller says what it is, and the names stand right behind it: models read the first 1,000 characters or so, and what
 * comes later is about delivery and payment. It also bounds the work: a short text takes 1 ms, this much 10 ms.
 */
const readCharactersMax = 600

/** What tells kinds of items apart. Not what belongs to the one piece, and not what text rather mentions than says. */
function namedAttributes({ attributes }: Taxonomy): string[] {
  const known = attributes.filter(({ id, values }) => values.length > 0 || id === 'category' || id === 'brand')
  return known.map(({ id }) => id).filter((id) => !unnamed.has(id))
}

const unnamed: ReadonlySet<string> = new Set([
  'size',
  'condition',
  'flaws',
  'quantity',
  'measurements',
  'care',
  'country-of-origin',
  'includes',
  'size-type',
  'age-group',
])

/** An id or a name in the words of a text: "t-shirts" is "t shirts". */
function wordsOf(text: string): string {
  return foldText(text.replaceAll('-', ' '))
    .split(/[^\p{L}\p{N}.&]+/u)
    .join(' ')
    .trim()
}
