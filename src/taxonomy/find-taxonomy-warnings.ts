import type { PlaceOf } from './assemble-taxonomy.ts'
import { foldWord } from './fold-word.ts'
import type { TaxonomyProblem } from './parse-taxonomy-file.ts'
import type { AttributeKind, Taxonomy, Words } from './taxonomy.ts'

/**
 * What a taxonomy that works holds in vain: words listed twice, words that no text can match, words of two values that the
 * reader cannot tell apart, values that nothing can ever claim (not seen in photos and without a word of their own), and
 * attributes that choose from values and have none.
 */
export function findTaxonomyWarnings(taxonomy: Taxonomy, placeOf: PlaceOf): TaxonomyProblem[] {
  const brands = new Set(taxonomy.brands.flatMap(({ name, aliases }) => [name, ...aliases]).map(spoken))
  for (const word of taxonomy.plainWords) brands.delete(spoken(word))
  const inVain = listsOf(taxonomy).flatMap((list) => {
    const owners = ownersOf(list.values)
    return list.values.flatMap((value) => {
      const words = Object.entries(value.words).flatMap(([language, texts]) =>
        texts.map((text, index) => ({
          language,
          text,
          index,
          key: spoken(text),
          isAgain: texts.slice(0, index).some((earlier) => written(earlier) === written(text)),
        })),
      )
      const lost = words.flatMap((word) => {
        const reason = whyLost(word, value.id, owners)
        const message = `${list.id} ${value.id}: "${word.text}" (${word.language}) ${reason}`
        return reason === null ? [] : [{ word, place: placeOf(value, 'words', word.language, word.index), message }]
      })
      const unreachable = (reason: string) => ({
        place: placeOf(value),
        message: `${list.id} ${value.id}: ${list.byWordsAlone ? 'nothing' : 'no text'} can claim it: ${reason}`,
      })
      const alive = words.filter((word) => !lost.some((other) => other.word === word))
      const isBrand = alive.length > 0 && alive.every(({ key }) => brands.has(key))
      return [
        ...lost.map(({ place, message }) => ({ place, message })),
        ...(words.length === 0 && list.byWordsAlone ? [unreachable('it has no word, and photos do not show it')] : []),
        ...(words.length > 0 && alive.length === 0 ? [unreachable('each of its words is lost')] : []),
        ...(isBrand && list.byWordsAlone
          ? [unreachable('each of its words is the name of a brand that is not among plainWords')]
          : []),
      ]
    })
  })
  return [...inVain, ...valueless(taxonomy, placeOf)]
}

function valueless({ attributes }: Taxonomy, placeOf: PlaceOf): TaxonomyProblem[] {
  return attributes
    .filter(({ id, kind, values }) => values.length === 0 && id !== 'category' && choosing.has(kind))
    .map((attribute) => ({
      place: placeOf(attribute),
      message: `attribute ${attribute.id}: nothing can claim it: its kind is ${attribute.kind}, and it has no values`,
    }))
}

const choosing: ReadonlySet<AttributeKind> = new Set(['one', 'many', 'size', 'composition', 'measurement'])

type Value = { id: string; words: Words }
type List = { id: string; values: readonly Value[]; byWordsAlone: boolean }
type Word = { language: string; text: string; index: number; key: string; isAgain: boolean }

/** Categories and each attribute's own values; borrowed values are their lender's. The systems of sizes need no words. */
function listsOf({ categories, attributes }: Taxonomy): List[] {
  const own = attributes.filter(
    ({ values }, index) => attributes.findIndex((other) => other.values === values) === index,
  )
  return [
    { id: 'category', values: categories, byWordsAlone: false },
    ...own.map(({ id, values, inPhotos, kind }) => ({ id, values, byWordsAlone: !inPhotos && kind !== 'size' })),
  ]
}

/** Who has each word first, by language and what the reader hears. */
function ownersOf(values: readonly Value[]): Map<string, { id: string; text: string }> {
  const owners = new Map<string, { id: string; text: string }>()
  for (const { id, words } of values)
    for (const [language, texts] of Object.entries(words))
      for (const text of texts) {
        const key = `${language} ${spoken(text)}`
        if (!owners.has(key)) owners.set(key, { id, text })
      }
  return owners
}

function whyLost(
  { language, text, key, isAgain }: Word,
  id: string,
  owners: ReadonlyMap<string, { id: string; text: string }>,
): string | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return 'has no letter or digit: no text is matched with it'
  if (isAgain) return 'is listed twice'
  const owner = owners.get(`${language} ${key}`)
  return owner === undefined || owner.id === id ? null : `reads like "${owner.text}" of ${owner.id}, which wins`
}

/** Accents and ß count: a text that has them must match them, so "taché" and "tâche" are two words. */
function written(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** A word as the reader hears it: "T-Shirt" and "t shirt" are one phrase, "tshirt" another; accents may be left out. */
function spoken(text: string): string {
  return foldWord(text)
    .replaceAll(/[\s\-–.']+/g, ' ')
    .trim()
}
