import { isSizeLabel } from '../../taxonomy/size-label.ts'
import { phraseOf } from '../seller-text/reading.ts'
import { tokenize } from '../seller-text/tokenize.ts'
import { wordSet } from '../seller-text/word-set.ts'
import { type LabelWords, lookOf } from './label-words.ts'

export type BrandFinding = { name: string; row: number; confidence: number }
export type BrandRow = { text: string; height: number; large: boolean }

/**
 * The brand that a label names: a known name that has a row to itself, or shares it with words that go with names ("ZARA
 * BASIC", "NIKE SPORTSWEAR"). Two names of the same height are no answer. A name that is an ordinary word too must be large.
 */
export function findLabelBrand(rows: readonly BrandRow[], words: LabelWords): BrandFinding | null {
  const found = rows.flatMap((row, at): (BrandFinding & { height: number })[] => {
    const match = nameOf(row, words)
    return match === null ? [] : [{ ...match, row: at, height: row.height }]
  })
  const best = [...found].sort((a, b) => b.confidence - a.confidence || b.height - a.height)[0]
  if (best === undefined || best.confidence === 0) return null
  const rival = found.find((other) => other.name !== best.name && other.height > best.height * 0.8)
  return rival === undefined ? best : null
}

/** With no confidence: a name that says nothing by itself, but makes another of its height doubtful. */
function nameOf({ text, large }: BrandRow, words: LabelWords): { name: string; confidence: number } | null {
  const { dictionary, brandsByLook, languages } = words
  const tokens = tokenize(text)
  const letters = tokens.map(({ word }) => word).join('')
  if (letters.length < 2) return null
  const mention = dictionary.brands.find(tokens, languages).sort((a, b) => b.last - b.first - (a.last - a.first))[0]
  if (mention !== undefined) {
    const named = tokens.slice(mention.first, mention.last + 1)
    const rest = tokens.filter((token) => !named.includes(token))
    const plain = dictionary.plainWords.has(phraseOf(named))
    const length = named.map(({ word }) => word).join('').length
    // Two letters are a name only as the company writes them ("H&M"); alone they are a size or a care sign.
    const short = length <= 2 && !/&/.test(text)
    if (short || isSizeLabel('alpha', letters.toUpperCase())) return null
    if (plain && !large) return rest.length === 0 ? { name: mention.id, confidence: 0 } : null
    if (rest.length === 0) return { name: mention.id, confidence: plain ? 0.85 : 0.93 }
    if (rest.every(({ word }) => companions.has(word) || /^\d{4}$/.test(word)))
      return plain && rest.length > 1 ? null : { name: mention.id, confidence: 0.88 }
    return null
  }
  if (letters.length < 4) return null
  const name = brandsByLook.get(lookOf(text))
  if (name === undefined || name === null || dictionary.plainWords.has(phraseOf(tokenize(name)))) return null
  return { name, confidence: 0.8 }
}

/** Words that stand beside a name on its row. */
const companions = wordSet(
  'by the of co company inc ltd sa spa gmbh ag and et r tm basic basics jeans denim kids kid junior baby girls boys girl boy man men woman women homme femme mens womens ' +
    'sport sports sportswear studio collection originals original premium limited edition london paris milano milan italia new york nyc usa est since ' +
    'performance active outdoor golf home label black white blue red gold studios design designs clothing apparel accessories underwear lingerie swim intimates bodywear ' +
    'trf divided garments maternity petite plus tall petites authentic official brand dry fit tech pro',
)
