/** The number that a word or digits say, or null. */
export function countOf(text: string | undefined): number | null {
  const plain = (text ?? '').toLowerCase()
  const value = names[plain] ?? Number(plain === '' ? Number.NaN : plain)
  return Number.isInteger(value) ? value : null
}

/** The number that a word for a pack says: "twin" is two of them there, and none elsewhere. */
export function packOf(text: string | undefined): number | null {
  return packs[(text ?? '').toLowerCase()] ?? null
}

const names: Readonly<Record<string, number>> = {
  ...{
    one: 1,
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
  },
  ...{ zwei: 2, drei: 3, vier: 4, fünf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10, zwölf: 12, dutzend: 12 },
  ...{ deux: 2, trois: 3, quatre: 4, cinq: 5, sept: 7, huit: 8, neuf: 9, dix: 10, douze: 12, douzaine: 12 },
  ...{ dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, doce: 12, docena: 12 },
  ...{ due: 2, tre: 3, quattro: 4, cinque: 5, sei: 6, sette: 7, otto: 8, nove: 9, dieci: 10, dodici: 12, dozzina: 12 },
}

/** "Twin pack", "Doppelpack". */
const packs: Readonly<Record<string, number>> = {
  twin: 2,
  double: 2,
  doppel: 2,
  zweier: 2,
  triple: 3,
  dreier: 3,
  vierer: 4,
  fünfer: 5,
  sechser: 6,
}

const count = `(\\d{1,3}|${Object.keys(names)
  .filter((name) => name !== 'one')
  .join('|')})`
const lot =
  '(?:job ?lot|lot|bundle|set|pack|packs|multi-?pack|konvolut|paket|kleiderpaket|lote|conjunto|lotto|stock|box|bündel|ensemble)'
const piece =
  '(?:pcs?|pieces?|items?|stück|stueck|stk\\.?|teile|teilig|pièces|articles|vêtements|prendas|piezas|artículos|pezzi|capi|pairs|paar|paires|pares|paia|packets?|garments|bits)'

/** The forms in which lots are counted, surest first; the first group is the number. `needsPiece`: only where pieces follow. */
export const quantityForms: readonly { form: RegExp; confidence: number; needsPiece: boolean }[] = [
  {
    form: new RegExp(`=\\s?${count}\\s?(?:${piece}|in total|total|insgesamt|au total|en total|in tutto)`, 'iu'),
    confidence: 0.9,
    needsPiece: false,
  },
  {
    form: new RegExp(
      `\\b${lot}\\s?(?:of|de|di|da|von|mit|aus|:|x)?\\s?(?:the\\s)?${count}\\b(?!\\s?(?:%|cm|€|\\$|£|er\\b|-|/|mm|ml|years|yrs|ans|jahre|años|anni|months|mois|meses|mesi))`,
      'iu',
    ),
    confidence: 0.92,
    needsPiece: true,
  },
  {
    form: new RegExp(`(?<![\\d.,/-])${count}[\\s-]?(?:er[\\s-]?)?(?:pack|packs|pk|lot|set|bundle|konvolut)\\b`, 'iu'),
    confidence: 0.92,
    needsPiece: false,
  },
  {
    form: new RegExp(
      `(?<![\\d.,/-])${count}\\s?(?:x\\s)?${piece}(?![\\p{L}])(?! (?:of (?!cloth|apparel|kids|baby|women|men)|(?:[\\p{L}-]+ ){0,2}(?:suit|set|outfit|swimsuit|bikini|anzug|co-?ord|tracksuit)))`,
      'iu',
    ),
    confidence: 0.85,
    needsPiece: false,
  },
  {
    form: new RegExp(`(?<![\\d.,/-])${count}\\s(?:pairs|paar|paires|pares|paia)(?![\\p{L}])`, 'iu'),
    confidence: 0.8,
    needsPiece: false,
  },
  {
    form: new RegExp(`(?<!\\p{L})(${Object.keys(packs).join('|')})[\\s-]?(?:pack|packung|pak)(?!\\p{L})`, 'iu'),
    confidence: 0.85,
    needsPiece: false,
  },
  { form: new RegExp(`\\b${count} of them(?=\\s?[.,;!\\n]|$)`, 'iu'), confidence: 0.75, needsPiece: false },
  { form: /(?:^|[\s(])x\s?(\d{1,2})\b(?!\s?(?:cm|\d|getragen|in\b|worn|mal))/iu, confidence: 0.75, needsPiece: false },
  {
    form: /(?<![\d.,/-])(\d{1,2})(?: ?x| X) (?=\p{L}{3})(?!.{0,12}(?:getragen|worn|porté|usad|usat|gewaschen|washed|cm))/u,
    confidence: 0.75,
    needsPiece: false,
  },
]
