import type { Reading } from './reading.ts'

/** Spots that are a pattern: of an animal, before the item's own word, or in one color on or with another. */
export function isPrintedSpot(reading: Reading, first: number): boolean {
  const isColor = (index: number) => isMention(reading, 'color', index)
  const wordAt = (index: number) => reading.tokens[index]?.word ?? ''
  if (!/^spots?$/.test(wordAt(first))) return false
  if (/^(?:dalmatian|leopard|cheetah|polka|cow|animal)$/.test(wordAt(first - 1))) return true
  if (isMention(reading, 'category', first + 1)) return true
  if (!isColor(first - 1)) return false
  return (
    (/^(?:with|w)$/.test(wordAt(first - 2)) && isColor(first - 3)) ||
    (/^(?:on|over)$/.test(wordAt(first + 1)) && [first + 2, first + 3].some(isColor))
  )
}

function isMention(reading: Reading, attribute: string, index: number): boolean {
  return reading.mentions(attribute).some(({ first, last }) => first <= index && last >= index)
}
