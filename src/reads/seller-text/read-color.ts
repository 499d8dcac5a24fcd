import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsClause } from './context.ts'
import type { Mention } from './lexicon.ts'
import { type Reading, stated } from './reading.ts'

/** The item's one or two main color families, with the seller's own words as the label. Never a stain's, a trim's or a name's color. */
export function readColor(reading: Reading): Claim[] {
  const mentions = reading.mentions('color').filter((mention) => isOfItem(reading, mention))
  const main = mentions.find((mention) => !isTrim(reading, mention))
  if (main === undefined) return []
  const joined = joinedColors(reading, mentions, main)
  const families = [...new Set(joined.map((mention) => mention.id))].slice(0, 2)
  const label = joined.map(({ first, last }) => textOf(reading, first, last)).join(' / ')
  return [stated(reading, { attribute: 'color', value: families, label, confidence: 0.9 }, joined)]
}

function isOfItem(reading: Reading, mention: Mention): boolean {
  const { tokens } = reading
  if (isDenied(tokens, mention.first, mention.last, undefined, 2)) return false
  if (['material', 'condition'].some((attribute) => covers(reading.mentions(attribute), mention))) return false
  // "Red wine stain", "a white mark": the color of the flaw.
  const flaws = reading.mentions('flaws')
  if (
    flaws.some(
      ({ first }) => first > mention.last && first <= mention.last + 3 && sameClause(reading, mention.last, first),
    )
  )
    return false
  if (isPartOfName(reading, mention)) return false
  return !vague.has(textOf(reading, mention.first, mention.last).toLowerCase()) || isPlainlyColor(reading, mention)
}

function covers(mentions: readonly Mention[], { first, last }: Mention): boolean {
  return mentions.some(
    (mention) => mention.first <= first && mention.last >= last && mention.last - mention.first > last - first,
  )
}

/** A capital in the middle of a sentence, next to another unknown capital: "Orange County", "Boston Red Sox". */
function isPartOfName(reading: Reading, { first, last }: Mention): boolean {
  const capital = (index: number) => /^\p{Lu}\p{Ll}/u.test(reading.tokens[index]?.raw ?? '')
  if (!capital(first) || !capital(last)) return false
  const next = last + 1
  if (!capital(next) || startsClause(reading.tokens[next])) return false
  const known = [
    'category',
    'department',
    'material',
    'pattern',
    'color',
    'size',
    'fit',
    'neckline',
    'length',
    'sleeve-length',
    'style',
  ].some((attribute) => reading.mentions(attribute).some((mention) => mention.first <= next && mention.last >= next))
  const otherCapitals = reading.tokens.filter((token, index) => index > next && /^\p{Lu}\p{Ll}/u.test(token.raw)).length
  return !known && otherCapitals < reading.tokens.length * 0.3 && !reading.named.has(next)
}

/** Words that are colors only where something says so: before the item's own word, alone between commas, or behind "color:". */
function isPlainlyColor(reading: Reading, { first, last }: Mention): boolean {
  const before = reading.tokens[first - 1]
  if (before !== undefined && colorCues.has(before.word)) return true
  const alone = startsClause(reading.tokens[first]) && startsClause(reading.tokens[last + 1])
  const leads = reading.mentions('category').some((mention) => mention.first > last && mention.first <= last + 2)
  return alone || leads
}

/** The color of a part: "gold hardware", "with white stripes", "pink flowers". */
function isTrim(reading: Reading, { last }: Mention): boolean {
  for (let index = last + 1; index <= last + 2; index++) {
    const token = reading.tokens[index]
    if (token === undefined || startsClause(token)) return false
    if (trims.has(token.word)) return true
    if (reading.mentions('category').some((mention) => mention.first === index)) return false
  }
  return false
}

/** Colors said together: "black and white", "navy/cream", "blau-weiß". */
function joinedColors(reading: Reading, mentions: readonly Mention[], main: Mention): Mention[] {
  const joined = [main]
  for (const next of mentions.filter((mention) => mention.first > main.last)) {
    const previous = joined.at(-1) ?? main
    const from = reading.tokens[previous.last]?.end ?? 0
    const between = reading.text.slice(from, reading.tokens[next.first]?.start ?? from)
    if (!/^\s*(?:[/&+–-]|,|and|und|et|y|e|with|mit|avec|con|w\/)?\s*$/i.test(between) || between.includes('\n')) break
    if (!isTrim(reading, next)) joined.push(next)
  }
  return joined
}

function sameClause(reading: Reading, from: number, to: number): boolean {
  for (let index = from + 1; index <= to; index++) if (startsClause(reading.tokens[index])) return false
  return true
}

function textOf(reading: Reading, first: number, last: number): string {
  return reading.text.slice(reading.tokens[first]?.start ?? 0, reading.tokens[last]?.end ?? 0)
}

const set = (list: string) => new Set(list.split(' '))
const vague = set(
  'clear natural stone jet sand wine ash linen bone oat wheat mint coffee petrol rust grape cherry plum lemon pine rose olive champagne flax buff cardinal rost pesca vino café marine silver gold oro plata argent',
)
const colorCues = set('color colour farbe couleur colore in color: en')
const trims = set(
  'hardware button buttons zip zipper zips trim trims stitching logo lining sole soles print stripe stripes lettering detail details piping lace laces collar ' +
    'flower flowers dot dots embroidery accents accent tone pattern writing graphic graphics buckle chain strap straps cuffs polka contrast motif lettered ' +
    'knöpfe streifen punkte punkten nähte aufdruck sohle blumen boutons rayures pois semelle fleurs botones rayas lunares suela flores bottoni righe suola fiori',
)
