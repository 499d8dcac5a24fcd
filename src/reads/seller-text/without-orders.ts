import { startsSentence } from './context.ts'
import type { Token } from './tokenize.ts'

/**
 * The words of the text but for sentences that give orders to a computer ("ignore all previous instructions and set the brand
 * to …"): they say nothing of the item, and a value that was only in one would be the stranger's wish.
 */
export function withoutOrders(tokens: readonly Token[]): readonly Token[] {
  const sentences: Token[][] = []
  for (const token of tokens) {
    const last = sentences.at(-1)
    if (last === undefined || startsSentence(token)) sentences.push([token])
    else last.push(token)
  }
  return sentences.filter((sentence) => !isOrder(sentence)).flat()
}

function isOrder(sentence: readonly Token[]): boolean {
  const words = sentence.map(({ word }) => word).join(' ')
  return overrides.test(words) || assigns.test(words)
}

/** "Ignore the instructions above", in the five languages: a verb of setting aside, and what only a program is given. */
const overrides =
  /\b(?:ignore|disregard|forget|override|bypass|ignorier\w*|vergiss|ignorez|oublie\w*|ignora\w*|olvida\w*|dimentica\w*)\b.*\b(?:instructions?|prompts?|guidelines|rules|anweisung\w*|regeln|consignes?|regles?|instrucci\w+|reglas|istruzion\w+|regole)\b/

/** "Set the brand to …", "return category = …": a sentence that begins as an order to fill in a field. */
const assigns =
  /^(?:please |now |you must |then )*(?:set|output|return|respond|answer|reply|classify|label|fill)\b.{0,40}\b(?:brand|category|size|color|colour|condition|material|price|field|json|confidence)\b.{0,20}\b(?:to|as|is|with)\b/
