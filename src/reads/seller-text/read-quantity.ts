import type { Claim } from '../../domain/claim.ts'
import { quoteSpan, type Reading } from './reading.ts'

/** How many pieces are sold together, where the words say so: lots, bundles, multi-packs. A pair or a suit is one. */
export function readQuantity(reading: Reading): Claim[] {
  for (const { form, confidence } of rules) {
    const match = form.exec(reading.text)
    const count = match === null ? null : countOf(match[1])
    if (match !== null && count !== null && count > 1 && count <= 1_000)
      return [claimOf(reading, match.index, match.index + match[0].length, count, confidence)]
  }
  return countedPieces(reading)
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

const names: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  dozen: 12,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  sei: 6,
  sette: 7,
  otto: 8,
  nove: 9,
  dieci: 10,
}
const count = `(\\d{1,3}|${Object.keys(names).join('|')})`
const piece =
  '(?:pcs?|pieces?|items?|stück|stk\\.?|teile|teilig|pièces|articles|vêtements|prendas|piezas|artículos|pezzi|capi|pairs?|paar|paires|pares|paia)'

const rules: readonly { form: RegExp; confidence: number }[] = [
  {
    form: new RegExp(
      `\\b(?:job ?lot|lot|bundle|set|pack|multi-?pack|konvolut|paket|kleiderpaket|lote|conjunto|lotto|stock)\\s?(?:of|de|di|da|von|mit|:|x)?\\s?${count}\\b(?!\\s?(?:%|cm|€|\\$))`,
      'iu',
    ),
    confidence: 0.92,
  },
  {
    form: new RegExp(`(?<![\\d.,/-])${count}[\\s-]?(?:er[\\s-]?)?(?:pack|packs|pk|lot|set|bundle|konvolut)\\b`, 'iu'),
    confidence: 0.92,
  },
  {
    form: new RegExp(
      `(?<![\\d.,/-])${count}\\s?(?:x\\s)?${piece}\\b(?! (?:suit|set|outfit|swimsuit|bikini|anzug))`,
      'iu',
    ),
    confidence: 0.85,
  },
  { form: /(?:^|[\s(])x\s?(\d{1,2})\b(?!\s?(?:cm|\d|getragen|in\b))/iu, confidence: 0.75 },
]

function countOf(text: string | undefined): number | null {
  const plain = (text ?? '').toLowerCase()
  const value = names[plain] ?? Number(plain)
  return Number.isInteger(value) ? value : null
}

/** "Two tees and 3 jeans": counts right before a kind of item in the plural, summed. */
function countedPieces(reading: Reading): Claim[] {
  const counted = reading.mentions('category').flatMap(({ first, last }) => {
    for (let index = first - 1; index >= Math.max(0, first - 3); index--) {
      const token = reading.tokens[index]
      const next = reading.tokens[index + 1]
      if (token === undefined || next === undefined || /[.,;:!?\n/()%-]/.test(next.gap)) return []
      const value = countOf(token.word)
      const price = /[$€£.,/-]\s?$/.test(token.gap) || /^\d{3,}$/.test(token.word)
      if (value !== null && !price)
        return plural(reading, last) && value > 1 && value <= 30
          ? [{ value, start: token.start, end: reading.tokens[last]?.end ?? token.end }]
          : []
    }
    return []
  })
  const head = counted[0]
  if (head === undefined || isSize(reading, head.start)) return []
  const isLot = /\b(?:lot|bundle|paket|konvolut|lote|lotto|set)\b/i.test(reading.text)
  const value = isLot ? counted.reduce((sum, item) => sum + item.value, 0) : head.value
  return [claimOf(reading, head.start, head.end, value, 0.7)]
}

/** Jeans and shorts are plural by nature; only a word with a plural of its own counts. */
function plural(reading: Reading, last: number): boolean {
  const word = reading.tokens[last]?.word ?? ''
  return (
    !/^(?:jeans|pants|shorts|leggings|trousers|tights|overalls|dungarees|sneakers|trainers|boots|heels|sandals|shoes|flats|gloves|socks|sunglasses|glasses|earrings)$/.test(
      word,
    ) && /(?:s|n|e|i|er)$/.test(word)
  )
}

function isSize(reading: Reading, start: number): boolean {
  return /(?:size|sz|gr\.?|größe|taille|talla|taglia|tg\.?|us|uk|eu)\s?[:.]?\s?$/i.test(reading.text.slice(0, start))
}
