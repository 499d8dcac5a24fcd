import { startsClause } from './context.ts'
import type { Reading } from './reading.ts'

/** Spots that are a pattern: of an animal, before the item's own word, or in one color on or with another. */
export function isPrintedSpot(reading: Reading, first: number): boolean {
  const isColor = (index: number) => isMention(reading, 'color', index)
  const wordAt = (index: number) => reading.tokens[index]?.word ?? ''
  if (!/^spots?$/.test(wordAt(first))) return false
  if (/^(?:dalmatian|leopard|cheetah|polka|cow|animal)$/.test(wordAt(first - 1))) return true
  if (isMention(reading, 'category', first + 1)) return true
  if (!isColor(first - 1)) return false
  // "Swimsuit, coral spot, size 16": the one color that the text has; a stain's has an article or a place.
  const isOnlyColor = reading.mentions('color').every((mention) => mention.first < first && mention.last >= first - 1)
  const isAlone = startsClause(reading.tokens[first - 1]) && startsClause(reading.tokens[first + 1])
  if (isOnlyColor && isAlone) return true
  return (
    (/^(?:with|w)$/.test(wordAt(first - 2)) && isColor(first - 3)) ||
    (/^(?:on|over)$/.test(wordAt(first + 1)) && [first + 2, first + 3].some(isColor))
  )
}

function isMention(reading: Reading, attribute: string, index: number): boolean {
  return reading.mentions(attribute).some(({ first, last }) => first <= index && last >= index)
}
