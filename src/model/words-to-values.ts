import { isSizeLabel } from '../taxonomy/size-label.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'

/**
 * A model's plain words, which it was asked to give in English, as strings that `parseValue` reads, by the taxonomy's words; empty where they name no value. What they
 * name is still checked against the taxonomy afterwards.
 */
export function wordsToValues(taxonomy: Taxonomy, attribute: Attribute, words: string): string[] {
  const lexicon = valueLexicon(taxonomy)
  const exact = lexicon.exact(attribute.id, words)
  const found = () => (exact === null ? lexicon.find(attribute.id, words, 'english') : [exact])
  switch (attribute.kind) {
    case 'one':
      // Two values in one phrase are no answer to a question that has one.
      return found().length === 1 ? found() : []
    case 'many':
      return attribute.id === 'color' ? found().slice(0, colorsMax) : found()
    case 'composition':
      return compositionOf(words, attribute.id, taxonomy)
    case 'size':
      return sizeOf(words)
    case 'text':
      return exact === null ? [words.trim()] : [exact]
    case 'flag':
      return flagOf(words)
    case 'count':
      return countOf(words)
    case 'measurement':
      return measurementsOf(words)
  }
}

/** A color field holds the dominant families: one or two. */
const colorsMax = 2

/** "60% cotton, 40% polyester", "cotton and elastane", "100 % reine Wolle". */
function compositionOf(words: string, attribute: string, taxonomy: Taxonomy): string[] {
  const lexicon = valueLexicon(taxonomy)
  const shares = [...words.matchAll(/(\d+(?:[.,]\d+)?)\s*%\s*([^\d%,;/+]+)/g)].flatMap(
    ([, percent = '', fiber = '']) => {
      const id = lexicon.exact(attribute, fiber) ?? lexicon.find(attribute, fiber, 'english')[0]
      return id === undefined ? [] : [`${percent.replace(',', '.')}% ${id}`]
    },
  )
  if (shares.length > 0) return shares
  const exact = lexicon.exact(attribute, words)
  return exact === null ? lexicon.find(attribute, words, 'english') : [exact]
}

/** "Size M", "UK 10", "W32 L34", "one size", "42": with its system where the words say it, else by the form of the label. */
function sizeOf(words: string): string[] {
  const label = words
    .trim()
    .replace(/^(?:size|gr(?:öße|\.)?|taille|talla|taglia)[\s:.]*/i, '')
    .toUpperCase()
  if (/^(?:OS|ONE SIZE(?: FITS ALL)?)$/.test(label)) return ['one-size OS']
  const named = /^(US|UK|EU|FR|IT|DE|AU|JP)\s*(.+)$/.exec(label) ?? /^(?<size>.+?)\s*(?<country>US|UK|EU)$/.exec(label)
  if (named !== null) {
    const { country = named[1], size = named[2] } = named.groups ?? {}
    return [`${country?.toLowerCase()} ${size}`]
  }
  const aged = /^(\d{1,2}(?:\s*-\s*\d{1,2})?)\s*(MONTHS?|YEARS?)$/.exec(label)
  if (aged !== null) {
    const isBaby = aged[2]?.startsWith('M') === true
    return [`${isBaby ? 'baby' : 'kids'} ${aged[1]?.replaceAll(' ', '')}${isBaby ? 'M' : 'Y'}`]
  }
  const system = ['alpha', 'waist-inseam', 'bra', 'number', 'baby', 'kids', 'plus'].find((candidate) =>
    isSizeLabel(candidate, label),
  )
  return system === undefined ? [] : [`${system} ${label}`]
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** "2 pieces", "two"; two numbers are no count. */
function countOf(words: string): string[] {
  const said = words.toLowerCase().match(/\p{L}+|\d+/gu) ?? []
  const counts = said.flatMap((word) => {
    const named = numbers.indexOf(word)
    if (named >= 0) return [String(named + 1)]
    return /^\d/.test(word) ? [word] : []
  })
  return counts.length === 1 ? counts : []
}

function flagOf(words: string): string[] {
  if (/^(?:yes|true)\b/i.test(words.trim())) return ['true']
  return /^(?:no|not|false)\b/i.test(words.trim()) ? ['false'] : []
}

/** "chest 50 cm, length 70 cm". */
function measurementsOf(words: string): string[] {
  return [...words.matchAll(/([\p{L}][\p{L} -]*?)\s*[:=]?\s*(\d+(?:[.,]\d+)?)\s*(cm|mm|in(?:ch(?:es)?)?|")/giu)].map(
    ([, name = '', value = '', unit = '']) =>
      `${name.trim().toLowerCase().replaceAll(' ', '-')} ${value.replace(',', '.')} ${/^(?:cm|mm)$/i.test(unit) ? unit.toLowerCase() : 'in'}`,
  )
}
