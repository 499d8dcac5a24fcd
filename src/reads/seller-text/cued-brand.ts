import { isCued, isSaidOf } from './brand-cue.ts'
import { isStrange, joiners, joins, nameFrom, noName, opensName } from './brand-forms.ts'
import type { BrandMention } from './brand-mention.ts'
import { brandNames } from './brand-names.ts'
import { endsAfter, isCapital, isItemWordAt, isShouting, isTitleCase } from './brand-signs.ts'
import { gapAfter } from './gap-after.ts'
import { type Reading, range } from './reading.ts'
import { wordSet } from './word-set.ts'

/** A name behind (or before) words that say it is the brand, whatever it is made of: "by Marlowe & Finch", "marca: carmela ruz". */
export function cuedBrandAt(reading: Reading, first: number): BrandMention | null {
  const token = reading.tokens[first]
  if (token === undefined || /^\d/.test(token.raw)) return null
  // The heading of a line names nothing: "Kolor: szary".
  if (/^\s?:/.test(gapAfter(reading, first)) || (sizeWords.has(token.word) && !/["“„«‘']$/.test(token.gap))) return null
  const capital = isCapital(token)
  const colon = /[:=]\s*["'“„«‘]?$/.test(token.gap)
  if (!capital && !colon && !/["“„«]$/.test(token.gap) && !isMakerInSmall(reading, first)) return null
  const last = nameEnd(reading, first, capital)
  const cue = isCued(reading, first, last)
  if (cue === null || (first === last && token.raw.length < 2)) return null
  if (noName.has(token.word) && !(capital && !isShouting(reading) && last > first && family.has(token.word)))
    return null
  const article = determiners.has(token.word) && !(capital && !isShouting(reading) && last > first)
  if (article && !/[:="“„«‘']$/.test(token.gap.trimEnd())) return null
  const names = brandNames(reading.dictionary)
  const ordinary = range(first, last).every((index) => names.isOrdinary(reading.tokens[index]?.word ?? ''))
  const quoted = /["“„«‘']$/.test(token.gap)
  if (cue === 'by') {
    const before = reading.tokens[first - 1]?.word ?? ''
    const house = opensName.has(token.word) && last > first
    if (
      (!capital && !isMakerInSmall(reading, first)) ||
      (ordinary && !quoted && !house && (before !== 'by' || (first === last && isItemWordAt(reading, first))))
    )
      return null
    const tellsNothing =
      isShouting(reading) || (!house && (isTitleCase(reading) || places.has(before) || !isStrange(reading, first)))
    const said = tellsNothing && !ordinary && isSaidOf(reading, first, last)
    if (sources.has(before) && !quoted && tellsNothing && !said) return null
  } else if (!colon && ordinary && first === last && (isItemWordAt(reading, first) || !capital)) return null
  return { ...nameFrom(reading, first, last, cue === 'by' ? 0.8 : colon ? 0.9 : 0.85), cued: true, named: cue !== 'by' }
}

/** "hoodie by zorvik": no word of any language, right after the item and "by". */
function isMakerInSmall(reading: Reading, first: number): boolean {
  if (reading.tokens[first - 1]?.word !== 'by' || !isStrange(reading, first)) return false
  return reading.mentions('category').some((item) => item.last === first - 2) && endsAfter(reading, first)
}

/** Where the name ends: with its quotes, with its capitals, or after three words in small letters. */
function nameEnd(reading: Reading, first: number, capitals: boolean): number {
  const { tokens } = reading
  if (/["“„«‘']$/.test(tokens[first]?.gap ?? '')) {
    const closing = range(first + 1, first + 6).find((index) =>
      /^["”“»’']/.test(
        tokens[index]?.gap ?? (index === tokens.length ? reading.text.slice(tokens[index - 1]?.end) : ''),
      ),
    )
    // "Pilgrim's Rest, Cape Town": the place is not the name.
    const comma = range(first + 1, closing ?? first).find((index) => /[,;:–|]/.test(tokens[index]?.gap ?? ''))
    if (closing !== undefined) return (comma ?? closing) - 1
  }
  const strict = isShouting(reading) || isTitleCase(reading) || reading.languages[0] === 'de' || !capitals
  let last = first
  for (let index = first + 1; index < tokens.length && index < first + 5; index++) {
    const token = tokens[index]
    const previous = tokens[index - 1]
    if (token === undefined || previous === undefined || !joins(token, previous)) break
    const joined = /[&+]/.test(token.gap)
    const item = strict && isItemWordAt(reading, index) && ![token, previous].some(({ word }) => joiners.has(word))
    if (!joined && (sizeWords.has(token.word) || /^\d/.test(token.raw) || item)) break
    if (isCapital(token) || joined || (!capitals && index < first + 3 && !joiners.has(token.word))) last = index
    else if (isHyphened(reading, index)) continue
    else if (!joiners.has(token.word) || (capitals && !isCapital(tokens[index + 1]))) break
    else if (!capitals && !endsWithNext(reading, index)) break
  }
  return last
}

/** "Bellerive-sur-Mer": a little word between two hyphens. */
function isHyphened({ tokens }: Reading, index: number): boolean {
  return tokens[index]?.gap === '-' && tokens[index + 1]?.gap === '-' && isCapital(tokens[index + 1])
}

/** "brezo y sal, talla M": one more word, and the name ends with the clause. */
function endsWithNext(reading: Reading, joiner: number): boolean {
  const next = reading.tokens[joiner + 1]
  return next !== undefined && next.gap === ' ' && next.raw.length > 1 && endsAfter(reading, joiner + 1)
}

const family = wordSet(
  'hand grandma grandmother granny nana nan mum mom mother dad friend oma mutti mama mamie abuela nonna royal new april may june easter',
)
const sizeWords = wordSet('size sz taille taglia tg talla t gr grosse groesse pointure numero us uk eu eur it fr de')
const sources = wordSet('from von de di da del chez bottega maison atelier casa taller sartoria studio modehaus')
const places = wordSet('from de di da del chez')
const determiners = wordSet(
  'a an the my our some eine ein einer der die das une un la le les el los una uno il lo i gli meine meiner mon ma mi',
)
