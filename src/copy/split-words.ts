import { foldWord } from '../taxonomy/fold-word.ts'

/** One word of a text. `begins`: a sentence or line, or a part of one after a comma and the like; null: neither. */
export type Word = { folded: string; written: string; begins: 'sentence' | 'part' | null }

/**
 * The words and numbers of a text. A number keeps its points and its percent sign ("7.5", "60%"); letters and digits together are one word ("W32"); short
 * forms lose what was shortened ("women's" is "women", "l'etat" is "etat"), so that no lone letter is left to pass for a size.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = []
  let end = 0
  for (const { 0: match, index } of text.matchAll(form)) {
    const written = match.replace(/^(?:l|d|qu|c|j|n|m|s|t|un|dell|all|nell|dall|sull|quell)['’](?=.)/i, '')
    const between = text.slice(end, index)
    const begins =
      end === 0 || /[.!?…:\n•|]/.test(between) ? 'sentence' : /[,;()/–—+&]|\s-\s/.test(between) ? 'part' : null
    words.push({ folded: foldWord(written).replace(/'s?$/, '').replaceAll(' ', ''), written, begins })
    end = index + match.length
  }
  return words
}

const form =
  /\d+(?:[.,]\d+)*[ \u00a0]?%|\d+(?:[.,]\d+)+(?![\p{L}\d])|(?:[\p{L}\p{N}]\p{M}*)+(?:['’][\p{L}\p{N}]+)*['’]?/gu
