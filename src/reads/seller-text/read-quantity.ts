import type { Claim } from '../../domain/claim.ts'
import { countOf, packOf, quantityForms } from './quantity-forms.ts'
import { quoteSpan, type Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** How many pieces are sold together, where the words say so: lots, bundles, multi-packs. A pair or a suit is one. */
export function readQuantity(reading: Reading): Claim[] {
  const pairs = severalPairs(reading)
  if (pairs !== null) return [pairs]
  const summed = summedCounts(reading)
  if (summed !== null) return [summed]
  const listed = countedPieces(reading)
  if (listed?.several === true) return [listed.claim]
  for (const { form, confidence, needsPiece } of quantityForms) {
    const match = form.exec(reading.text)
    const count = match === null ? null : (packOf(match[1]) ?? countOf(match[1]))
    if (match === null || count === null || count <= 1 || count > 1_000) continue
    const end = match.index + match[0].length
    if (needsPiece && !/\b(?:of|de|di|da|von|mit|:|x)\s?\S+$/i.test(match[0]) && !leadsToPiece(reading, end)) continue
    return [claimOf(reading, match.index, end, count, confidence)]
  }
  return listed === null ? [] : [listed.claim]
}

function claimOf(reading: Reading, start: number, end: number, count: number, confidence: number): Claim {
  return {
    attribute: 'quantity',
    value: count,
    label: String(count),
    status: 'stated',
    confidence,
    evidence: [quoteSpan(reading, start, end)],
  }
}

/** "3 Strampler + 2 Schlafsäcke": two counts that are joined, though only one of the kinds is known. */
function summedCounts(reading: Reading): Claim | null {
  const match = joinedCounts.exec(reading.text)
  const [first, second] = [countOf(match?.[1]), countOf(match?.[3])]
  if (match === null || first === null || second === null || first + second > 40) return null
  const end = match.index + match[0].length
  const isKind = reading.mentions('category').some((mention) => {
    const start = reading.tokens[mention.first]?.start ?? 0
    return start >= match.index && start < end
  })
  return isKind && !isSize(reading, match.index) ? claimOf(reading, match.index, end, first + second, 0.75) : null
}

const joinedCounts =
  /(?<![\d.,/€$£-])(\d{1,2})\s?x?\s(?:\p{L}+\s)?(\p{L}{3,})\s?(?:\+|&|and|und|et|y|e|plus)\s?(\d{1,2})\s?x?\s(?!(?:years?|months?|ans|años|anni|jahre|mois|meses|mesi|monate|cm|euro|size|inch|pockets?|taschen|poches)\b)(\p{L}{4,})/iu

/** "1 pair …; 1 pair …": each pair counts. */
function severalPairs(reading: Reading): Claim | null {
  const matches = [
    ...reading.text.matchAll(
      /(?<![\d.,/])(\d{1,2}|one|two|three|un|une|ein|eine?)\s(?:pairs?|paar|paires?|pares|paio|paia)\b/gi,
    ),
  ]
  const first = matches[0]
  const last = matches.at(-1)
  if (first === undefined || last === undefined || matches.length < 2) return null
  const sum = matches.reduce((total, match) => total + (countOf(match[1]) ?? 1), 0)
  return claimOf(reading, first.index, last.index + last[0].length, sum, 0.7)
}

/** Right behind, within two words, comes a kind of item or a word for pieces. */
function leadsToPiece(reading: Reading, end: number): boolean {
  const next = reading.tokens.findIndex(({ start }) => start >= end)
  return (
    next !== -1 &&
    reading.mentions('category').some(({ first }) => first >= next && first <= next + 2) &&
    /^\s/.test(reading.tokens[next]?.gap ?? '')
  )
}

type Counted = { value: number; start: number; end: number; said: boolean }

/** "Two tees and 3 jeans", "leggings + 2 tops", "two tops and a skirt": counts before kinds of item, summed where they are listed together. */
function countedPieces(reading: Reading): { claim: Claim; several: boolean } | null {
  const mentions = reading.mentions('category')
  const counted = mentions.map(({ first, last }): Counted => {
    const end = reading.tokens[last]?.end ?? 0
    for (let index = first - 1; index >= Math.max(0, first - 3); index--) {
      const token = reading.tokens[index]
      const next = reading.tokens[index + 1]
      if (token === undefined || next === undefined || /[.,;:!?\n/()%+&]/.test(next.gap)) break
      const value = countOf(token.word)
      const isPrice = /[$€£]\s?$|^[.,/-]$/.test(token.gap) || /^\d{3,}$/.test(token.word)
      if (value === null && !articles.has(token.word)) continue
      // "Two piece skirt suit" is one.
      if (/^(?:piece|pc|teilig\w*|pieces?|piezas|pezzi)$/.test(next.word)) break
      if (value !== null && (isPrice || isSize(reading, token.start) || value > 30)) break
      if (value !== null && value > 1 && !isPlural(reading, last) && !pairs.has(next.word)) break
      return { value: value ?? 1, start: token.start, end, said: value !== null }
    }
    return { value: 1, start: reading.tokens[first]?.start ?? 0, end, said: false }
  })
  const at = counted.findIndex(({ said, value }) => said && value > 1)
  const head = counted[at]
  if (head === undefined) return null
  let [from, to] = [at, at]
  while (from > 0 && isListed(reading, counted[from - 1], counted[from])) from--
  while (to + 1 < counted.length && isListed(reading, counted[to], counted[to + 1])) to++
  const group = counted.slice(from, to + 1)
  const sum = group.reduce((total, { value }) => total + value, 0)
  const single = group.length === 1
  if (single && head.value > 12) return null
  const start = group[0]?.start ?? head.start
  const end = single ? head.end : (group.at(-1)?.end ?? head.end)
  return { claim: claimOf(reading, start, end, sum, 0.7), several: !single }
}

/** Nothing but "and", a comma or a plus stands between the two, and the second is counted or has an article. */
function isListed(reading: Reading, before: Counted | undefined, after: Counted | undefined): boolean {
  if (before === undefined || after === undefined) return false
  const between = reading.text.slice(before.end, after.start)
  if (/^\s*(?:\+|&|plus|and|und|et|y|e|,\s*(?:and|und|et|y|e)?)\s*$/i.test(between)) {
    const first = reading.text.slice(after.start, after.end).split(/\s/)[0] ?? ''
    return after.said || articles.has(first.toLowerCase()) || (/[+&]/.test(between) && before.said)
  }
  return false
}

/** Jeans and shorts are plural by nature; only a word with a plural of its own counts. */
function isPlural(reading: Reading, last: number): boolean {
  const word = reading.tokens[last]?.word ?? ''
  return (
    !/^(?:jeans|pants|shorts|leggings|trousers|tights|overalls|dungarees|sneakers|trainers|boots|heels|sandals|shoes|flats|gloves|sunglasses|glasses|earrings|ups)$/.test(
      word,
    ) && /(?:s|n|e|i|er)$/.test(word)
  )
}

function isSize(reading: Reading, start: number): boolean {
  return /(?:size|sizes|sz|gr\.?|größe|taille|talla|taglia|tg\.?|us|uk|eu|age|nr\.?|no\.?)\s?[:.]?\s?$/i.test(
    reading.text.slice(0, start),
  )
}

/** "2 pairs of leggings". */
const pairs = wordSet('pairs paar paires pares paia sets')
const articles = wordSet('a an one ein eine einen un une una uno')
