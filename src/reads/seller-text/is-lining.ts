import type { Part } from './find-composition.ts'
import type { Reading } from './reading.ts'

/** The words are about the lining: "silk lining", "lined in silk", "Futter: Viskose". */
export function isLining(reading: Reading, { mention, start, end }: Part): boolean {
  const clauseStart = Math.max(...['.', ';', '\n', ','].map((mark) => reading.text.lastIndexOf(mark, start - 1))) + 1
  const before = reading.text.slice(clauseStart, start)
  const after = reading.text.slice(end, end + 24).split(/[.;\n]/)[0] ?? ''
  if (/^\s(?:shell|outer|upper|außen|exterior)\b/i.test(after)) return false
  if (liningAfter.test(after)) return true
  if (liningBefore.test(before) && !shellWord.test(before.slice(before.search(liningBefore)))) return true
  // "Lining 50% cotton, 50% silk": the comma does not end it.
  const sentence =
    reading.text
      .slice(Math.max(0, start - 60), start)
      .split(/[.;\n]/)
      .at(-1) ?? ''
  return (
    mention.first > 0 &&
    /\d\s?%[^.;]*$/.test(sentence) &&
    liningBefore.test(sentence) &&
    !shellWord.test(sentence.slice(sentence.search(liningBefore)))
  )
}

const liningAfter = /^[\s-]*(?:lining|lined|liner|futter|innenfutter|doublure|interior|inside|gefüttert|inner)\b/i
const liningBefore =
  /(?:\b(?:un)?lin(?:ing|ed|er)\b|futter\b|gefüttert|doublure|doublée?s?|\bforro\b|forrad[oa]s?|\bfodera\b|foderat[oaie]|\binside:?|innen:?\s|intérieur|interno:?\s|\binterior:?\s|\bfill(?:ing)?:?\s|füllung|imbottitura|relleno|garnissage)/i
const shellWord =
  /\b(?:shell|outer|body|oberstoff|außen|aussen|extérieur|exterior|esterno|tissu principal|main|obermaterial|upper|tela principal|tessuto)\b/i
