import type { Reading } from './reading.ts'
import { sizeRules } from './size-rules.ts'
import type { SizeContext, SizeValue } from './size-values.ts'

export type SizeMention = { value: SizeValue; start: number; end: number; confidence: number }

/**
 * Every size that the words state for the item, in order of place. What "fits like", a measurement, a price or a model's own
 * size says is none.
 */
export function findSizes(reading: Reading, context: SizeContext): SizeMention[] {
  const found: SizeMention[] = []
  for (const rule of sizeRules) {
    for (const match of reading.text.matchAll(rule.form)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((other) => start < other.end && end > other.start)) continue
      if (!standsAlone(reading.text, start, end) || isName(reading, start, end)) continue
      const value = rule.value(match, context)
      if (value === null || isAboutFit(reading.text, start, end) || isMeasured(reading.text, start, end)) continue
      found.push({ value, start, end, confidence: rule.confidence })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Not the middle of a longer word or number. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  const after = text.slice(end, end + 2)
  if (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text.slice(start))) return false
  if (/\d[.,/]$/.test(before) || /^[.,/]\d/.test(after)) return false
  return !/^[\p{L}\p{N}]/u.test(after)
}

function isName({ tokens, named }: Reading, start: number, end: number): boolean {
  return tokens.some((token, index) => named.has(index) && token.start < end && token.end > start)
}

/** "Fits like a S", "fits an 8-10", "model wears M", "passt auch bei 38": how it sits, not what the tag says. */
function isAboutFit(text: string, start: number, end: number): boolean {
  const clause =
    text
      .slice(0, start)
      .split(/[.;!?\n(]|,\s/)
      .at(-1) ?? ''
  return fitBefore.test(clause) || fitAfter.test(text.slice(end, end + 24))
}

const fitBefore =
  /\b(?:fits?(?! (?:guide|size))|fitted for|runs?|run like|would (?:suit|fit)|best (?:for|on)|suits?|equivalent|equals|approx|similar to|more like|like an?|closer to|between|wears?|wearing|i(?:['’]m| am)(?: an?| usually)?|usually|normally|i take|my size|passt|fällt|faellt|wie (?:eine?)?|entspricht|eher|ich trage|trage sonst|taille (?:plutôt|comme|petit|grand)|équivaut|equivaut|correspond|convient|va (?:bien|à)|comme un|plutôt|je fais|porte du|equivale|queda|viene (?:bien )?(?:a|para)|para una?|sirve|tipo una|veste|vestibilit[àa]|calza|corrisponde|equivalente|adatt[ao] a|indosso)\b[^.;!?]{0,28}$/i
const fitAfter = /^\s*(?:fit\b|fitting\b|figure\b|and (?:it|they) fits?\b|in stature|tall\b|people\b)/i

/** A number with a unit or a price is measured or paid, not a size. */
function isMeasured(text: string, start: number, end: number): boolean {
  if (
    /^\s?(?:cm|mm|in\b|inch|inches|"|”|''|″|€|\$|£|eur\b|euro|%|kg|g\b|lbs?|ml|den\b|denier|k\b|°|x\s?\d+\s?(?:x|cm))/i.test(
      text.slice(end),
    )
  )
    return true
  return /(?:[$€£]|\b(?:pit|ptp|p2p|chest|bust|hips?|length|long|brustweite|länge|absatz|heel|talon|inseam|sleeve|width|height|insole)\b[^.;,\n]{0,8})\s?$/i.test(
    text.slice(0, start),
  )
}
