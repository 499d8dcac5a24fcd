import type { Part } from './find-composition.ts'
import type { Reading } from './reading.ts'

/** The words are about the lining: "silk lining", "lined in silk", "Futter: Viskose". */
export function isLining(reading: Reading, { mention, start, end }: Part): boolean {
  const clauseStart = Math.max(...['.', ';', '\n', ','].map((mark) => reading.text.lastIndexOf(mark, start - 1))) + 1
  // "Silk-lined wool coat": the wool is not the lining.
  const after = reading.text.slice(end, end + 24).split(/[.;\n]/)[0] ?? ''
  const said = reading.text.slice(clauseStart, start).replace(linedKind, '')
  const before = /^\s\p{L}/u.test(after) ? said.replace(linedWhole, '') : said
  if (/^(?:down|feather)[\s-]fill/i.test(reading.text.slice(start, end))) return true
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

const linedKind =
  /\b(?:\p{L}+-|(?:silk|satin|fleece|fur|shearling|sherpa|cotton|flannel|wool|leather|half|un) ?)lined(?=\s)(?!\s(?:in|with|by)\b)/giu
const linedWhole = /\b(?:fully|partially|partly)[ -]lined(?=\s)(?!\s(?:in|with|by)\b)/gi
const liningAfter =
  /^[\s-]*(?:lining|lined|liner|futter|innenfutter|doublure|interior|inside|gefüttert|inner|fill|filling|insulation)\b(?!\s?power)/i
const liningBefore =
  /(?:\b(?:un)?lin(?:ing|ed|er)\b|futter\b|gefüttert|doublure|doublée?s?|\bforro\b|forrad[oa]s?|\bfodera\b|foderat[oaie]|\binside:?|innen:?\s|intérieur|interno:?\s|\binterior:?\s|(?<!\d[\s-]?)\bfill(?:ing)?:?\s(?!power)|füllung|imbottitura|relleno|garnissage)/i
const shellWord =
  /\b(?:shell|outer|body|oberstoff|außen|aussen|extérieur|exterior|esterno|tissu principal|main|obermaterial|upper|tela principal|tessuto)\b/i
