import { foldWord } from '../../taxonomy/fold-word.ts'

/** A word of a text. Offsets are UTF-16 code units, end exclusive, so `text.slice(start, end)` is the word as written. */
export type Token = {
  raw: string
  /** Lower case, accents kept. */
  plain: string
  /** As words are compared: without accents too. A decimal comma is a point. */
  word: string
  start: number
  end: number
  /** What stands between the token before and this one. */
  gap: string
}

/** The words and numbers of a text, in order. What is between them stays in `gap`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let after = 0
  for (const match of text.matchAll(wordForm)) {
    const raw = match[0]
    const start = match.index
    const { plain, word } = foldedOf(raw)
    tokens.push({ raw, plain, word, start, end: start + raw.length, gap: text.slice(after, start) })
    after = start + raw.length
  }
  return tokens
}

function foldedOf(raw: string): Pick<Token, 'plain' | 'word'> {
  const small = raw.toLowerCase()
  // Most words are of plain letters, which fold to themselves; only a number has a comma in it.
  if (!otherLetters.test(raw)) return { plain: small, word: raw.includes(',') ? raw.replace(',', '.') : small }
  // A curly apostrophe is no accent: telephones write every "Levi’s" so.
  return { plain: small.normalize('NFC').replaceAll('’', "'"), word: foldWord(raw) }
}

const otherLetters = /[^\0-\x7f]/

/** A number with its decimals, or letters and digits with apostrophes inside ("women's", "l'agneau"). */
const wordForm = /\d+[.,]\d+(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
