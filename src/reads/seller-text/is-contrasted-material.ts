import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** "Not leather, PU": behind one denied material and a comma stands what it is; "not wool, silk or linen" goes on. */
export function isContrastedMaterial(reading: Reading, { first, last }: Mention): boolean {
  const start = reading.line.startOf(first)
  const links = reading.tokens.slice(start, first)
  if (!/^\s?,\s?$|^\s[-–]\s$/.test(reading.tokens[start]?.gap ?? '')) return false
  if (!links.every(({ word }) => linking.has(word))) return false
  if (/^(?:or|nor|oder|noch|ou|ni|o|ne|y|and|und|et|e)$/.test(reading.tokens[last + 1]?.word ?? '')) return false
  const denied = reading.mentions('material').find((other) => other.last === start - 1)
  // "Not real fur collar, wool coat": no list of materials.
  if (denied === undefined) return true
  const [before, verb] = [2, 1].map((back) => reading.tokens[denied.first - back]?.word ?? '')
  return contrasted.has(verb ?? '') || contrasted.has(before ?? '') || (before === 'no' && isForms.has(verb ?? ''))
}

/** "No leather, fur or wool" is a list; "not leather, canvas" corrects. */
const contrasted = wordSet('not nicht kein pas non isnt')
const isForms = wordSet('es son is are')
const linking = wordSet("es est e is ist it it's its this c'est sondern sino ma but aus de en in di just pure")
