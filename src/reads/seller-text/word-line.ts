import { startsClause, startsSentence } from './context.ts'
import { possibleForms } from './possible-forms.ts'
import type { Token } from './tokenize.ts'

/** Tokens `first` to `last`, both included, are what a form matched. */
type WordMatch = { first: number; last: number; groups: readonly (string | undefined)[] }

/**
 * A text as one line of its folded words, so that a form of several words is one regular expression whatever the accents, case
 * and hyphens: a space between words, " , " where a clause ends, " . " where a sentence ends, "/", "&" and "%" as they stand.
 */
export type WordLine = {
  text: string
  /** Every match of the form (which is global), as tokens. */
  find(form: RegExp): readonly WordMatch[]
  /** The token after the last one of the clause or sentence that holds the token. */
  endOf(index: number, unit: 'clause' | 'sentence'): number
  /** Where in `text` tokens `first` to `last` stand; tokens past either end are left out. */
  spanOf(first: number, last: number): [start: number, end: number]
  /** The first token of the clause that holds the token. */
  startOf(index: number): number
}

export function createWordLine(tokens: readonly Token[]): WordLine {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  for (const token of tokens) {
    text += text === '' ? '' : joint(token.gap)
    starts.push(text.length)
    text += spoken(token.word)
    ends.push(text.length)
  }
  const tokenAt = (offset: number) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  const known = new Map<RegExp, WordMatch[]>()
  const isPossible = possibleForms(text)
  return {
    text,
    find(form) {
      if (!isPossible(form)) return none
      // Some forms are asked for again for each mention of a kind.
      const before = known.get(form)
      if (before !== undefined) return before
      const found: WordMatch[] = []
      known.set(form, found)
      // As `matchAll`, without a copy of the expression: with a hundred forms the copies cost more than the search.
      form.lastIndex = 0
      for (let match = form.exec(text); match !== null; match = form.exec(text)) {
        const first = tokenAt(match.index + (match[0].length - match[0].trimStart().length))
        found.push({ first, last: tokenAt(match.index + match[0].trimEnd().length - 1), groups: match })
        if (match[0] === '') form.lastIndex++
      }
      return found
    },
    endOf(index, unit) {
      const opens = unit === 'clause' ? startsClause : startsSentence
      let end = index + 1
      while (end < tokens.length && !opens(tokens[end])) end++
      return end
    },
    spanOf(first, last) {
      const to = Math.min(last, tokens.length - 1)
      return [starts[first] ?? 0, ends[to] ?? 0]
    },
    startOf(index) {
      let start = index
      while (start > 0 && !startsClause(tokens[start])) start--
      return start
    },
  }
}

const none: readonly WordMatch[] = []

/** "Zip's broken", "hem's down": a part and its verb in one. */
function spoken(word: string): string {
  return word.endsWith("'s") && partIs.test(word) ? `${word.slice(0, -2)} is` : word
}

const partIs =
  /^(?:zip|zipper|hem|collar|toe|heel|sole|seam|lining|strap|button|neck|elastic|waistband|pocket|print|logo|cuff|sleeve|buckle|clasp|handle|elbow|knee|crotch|fly|stitching|packet|box|tag|label)'s$/

function joint(gap: string): string {
  const percent = gap.startsWith('%') || gap.trimStart().startsWith('%') ? '%' : ''
  if (/[.;!?\n|•·#]|\s[-–—]+\s|\p{Extended_Pictographic}/u.test(gap)) return `${percent} . `
  if (/[,:()[\]"“”«»]/.test(gap)) return `${percent} , `
  if (gap.includes('/')) return `${percent} / `
  if (/[&+]/.test(gap)) return `${percent} & `
  return `${percent} `
}
