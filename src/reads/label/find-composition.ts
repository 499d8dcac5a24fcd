import { tokenize } from '../seller-text/tokenize.ts'
import type { LabelWords } from './label-words.ts'

type Part = { id: string; percent: number }
/** What one section of a label says; the row numbers that say it. */
export type Composition = { section: 'shell' | 'lining'; parts: Part[]; rows: number[] }

type Item =
  | { kind: 'percent'; percent: number; row: number }
  | { kind: 'material'; id: string; row: number }
  | { kind: 'section'; section: Section; row: number }
type Section = 'shell' | 'lining' | 'other'

/**
 * Compositions whose percentages sum to 100: the sum is the checksum that shows a misread digit or a lost row, and without it
 * nothing is said. Several languages of one composition are one; the first of a section counts.
 */
export function findCompositions(rows: readonly string[], words: LabelWords): Composition[] {
  const items = rows.flatMap((text, row) => itemsOf(text, row, words))
  const found: Composition[] = []
  let section: Section = 'shell'
  let parts: Part[] = []
  let from: number[] = []
  let percent: number | null = null
  let material: string | null = null
  const start = () => {
    parts = []
    from = []
  }
  const add = (id: string, share: number, row: number) => {
    const known = parts.find((part) => part.id === id)
    if (known !== undefined) {
      // The same fiber in the next language; another share of it is another piece.
      if (known.percent !== share) start()
      else return
    }
    parts.push({ id, percent: share })
    from.push(row)
    const sum = parts.reduce((total, part) => total + part.percent, 0)
    if (sum > 100.5) start()
    if (Math.abs(sum - 100) > 0.5) return
    if (section !== 'other' && !found.some((other) => other.section === section))
      found.push({ section, parts: [...parts].sort((a, b) => b.percent - a.percent), rows: [...new Set(from)] })
    start()
  }
  items.forEach((item, at) => {
    if (item.kind === 'section') {
      if (item.section !== section) start()
      section = item.section
      percent = null
      material = null
    } else if (item.kind === 'percent') {
      const before = items[at - 1]
      const next = items[at + 1]
      // "COTTON 60%": the share comes after, where a fiber without one stands before it on the row.
      const after = material !== null && before?.kind === 'material' && before.row === item.row
      if (after && material !== null && !(next?.kind === 'material' && next.row === item.row && percent !== null)) {
        add(material, item.percent, item.row)
        material = null
        percent = null
      } else percent = item.percent
    } else if (percent !== null) {
      add(item.id, percent, item.row)
      const next = items[at + 1]
      // "80% cotton / coton / Baumwolle": the words after it name the same fiber again.
      if (next?.kind !== 'material' || next.id !== item.id) percent = null
    } else material = item.id
  })
  return found
}

function itemsOf(text: string, row: number, words: LabelWords): Item[] {
  const plain = tidyPercents(text)
  const tokens = tokenize(plain)
  const mentions = words.dictionary.byAttribute.get('material')?.find(tokens, words.languages) ?? []
  const hasPercent = /\d\s?%/.test(plain)
  const items: Item[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    const section = sections.find(({ form }) => looks(token.word).some((word) => form.test(word)))
    if (section !== undefined) items.push({ kind: 'section', section: section.section, row })
    const mention = mentions.find(({ first }) => first === at)
    if (mention !== undefined) {
      items.push({ kind: 'material', id: mention.id, row })
      at = mention.last
      continue
    }
    const after = plain.slice(token.end)
    if (/^\d{1,3}(?:\.\d)?$/.test(token.word) && /^\s?%/.test(after)) {
      const percent = Number(token.word)
      if (percent > 0 && percent <= 100) items.push({ kind: 'percent', percent, row })
      continue
    }
    const near = hasPercent
      ? looks(token.word).flatMap((word) => words.materials.get(word) ?? nearMaterial(word, words) ?? [])[0]
      : undefined
    if (near !== undefined) items.push({ kind: 'material', id: near, row })
  }
  return items
}

/** "6O %", "100°/o", "l00%", "S%": what engines make of percentages. */
function tidyPercents(text: string): string {
  return text
    .replaceAll(/(?:°|o|0)\/(?:o|0)(?![a-z0-9])/gi, '%')
    .replaceAll(/(?<![\p{L}\d])([\dOoQlI|SsB]{1,3})\s?%/gu, (_, digits: string) => {
      const number = digits
        .replaceAll(/[OoQ]/g, '0')
        .replaceAll(/[lI|]/g, '1')
        .replaceAll(/[Ss]/g, '5')
        .replaceAll('B', '8')
      return `${number}% `
    })
}

/** The word, and what it is where "li" was taken for "u" ("POUESTER", "UNING", "UNO"). */
function looks(word: string): string[] {
  return word.includes('u') ? [word, word.replace('u', 'li')] : [word]
}

/** A fiber's name with a letter misread: one of six letters and more, two of nine and more. */
function nearMaterial(word: string, { materials }: LabelWords): string | null {
  if (word.length < 6 || /\d{2}/.test(word)) return null
  const slips = word.length >= 9 ? 2 : 1
  const near = new Set<string>()
  for (const [name, id] of materials)
    if (name.length >= 6 && Math.abs(name.length - word.length) <= slips && distance(name, word) <= slips) near.add(id)
  const [only] = near
  return near.size === 1 && only !== undefined ? only : null
}

/** Edits (a letter more, less or other) from one word to the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1)
      next.push(
        Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[other.length] ?? 0
}

/** Words that say which part a composition is of, folded. */
const sections: readonly { section: Section; form: RegExp }[] = [
  {
    section: 'lining',
    form: /^(?:lining|linings|futter|innenfutter|doublure|forro|fodera|voering|interior|interno|intern[ao]s?|inside)$/,
  },
  {
    section: 'shell',
    form: /^(?:shell|outer|outershell|oberstoff|obermaterial|aussen|aussenmaterial|body|face|main|fabric|exterieur|exterior|esterno|tessuto|tejido|tissu|principal|upper|dessus|empeine|tomaia|corte)$/,
  },
  {
    section: 'other',
    form: /^(?:filling|fill|padding|wadding|fullung|fuellung|wattierung|polsterung|rembourrage|garnissage|relleno|imbottitura|trim|trims|trimming|rib|ribbing|bundchen|collar|cuffs?|kragen|pockets?|pocketing|taschenfutter|poche|bolsillo|tasca|coating|beschichtung|backing|membrane|embroidery|stickerei|lace|spitze|dentelle|elastic|hood|sleeves?|armel|manches?|mangas?|maniche|contrast|insert|insertion|einsatz|sole|sohle|semelle|suela|suola|outsole|laufsohle|insole|innensohle|decoration|excluding|exclusive|ohne|hors|excluyendo|escluso|esclusi|sauf|print|fur|faux)$/,
  },
]
