import type { Claim } from '../../domain/claim.ts'
import { startsClause, startsSentence } from './context.ts'
import { type BrandMention, findBrandMentions } from './find-brand-mentions.ts'
import { type Reading, stated } from './reading.ts'

/** The brand that the words name for the item itself: not a comparison, a shop, a doubt, or what is worn with it. */
export function readBrand(reading: Reading, mentions = findBrandMentions(reading)): Claim[] {
  const standing = mentions.filter((mention) => !isSomethingElse(reading, mention))
  if (standing.length === 0 || isDoubtful(reading, standing)) return []
  const afterCorrection = lastCorrected(reading, standing)
  const best = afterCorrection ?? standing.find((mention) => mention.cued) ?? standing[0]
  if (best === undefined) return []
  const rivals = new Set(standing.map((mention) => mention.name)).size
  const confidence = afterCorrection === null && rivals > 1 && !best.cued ? best.confidence * 0.7 : best.confidence
  return [stated(reading, { attribute: 'brand', value: best.name, label: best.name, confidence }, [best])]
}

function isSomethingElse(reading: Reading, { first, last }: BrandMention): boolean {
  const before = wordsBefore(reading, first, 4)
  const after = wordsAfter(reading, last, 2)
  const phraseBefore = ` ${before.join(' ')} `
  if (after[0] !== undefined && likeness.has(after[0])) return true
  if (
    cuesBefore.some(
      (cue) =>
        phraseBefore.endsWith(` ${cue} `) ||
        phraseBefore.endsWith(` ${cue} a `) ||
        phraseBefore.endsWith(` ${cue} my `),
    )
  )
    return true
  return before.some((word) => denials.has(word)) || besides.some((cue) => phraseBefore.includes(` ${cue} `))
}

/** "Zara / Bershka?", "maybe Gucci", "Cos?": a careful person would not say which. */
function isDoubtful(reading: Reading, mentions: readonly BrandMention[]): boolean {
  const first = mentions[0]
  const last = mentions.at(-1)
  if (first === undefined || last === undefined) return false
  const gapAfter = reading.tokens[last.last + 1]?.gap ?? reading.text.slice(reading.tokens[last.last]?.end ?? 0)
  const close = mentions.every((mention) => mention.first - first.last <= 4)
  if (close && /^["'”)]?\s?\?/.test(gapAfter)) return true
  const second = mentions[1]
  if (second !== undefined && second.name !== first.name) {
    const between = reading.text.slice(reading.tokens[first.last]?.end ?? 0, reading.tokens[second.first]?.start ?? 0)
    if (/^\s*(?:or|oder|ou|o|maybe)\s*$/i.test(between)) return true
  }
  return wordsBefore(reading, first.first, 4).some((word) => doubts.has(word))
}

/** The last brand after words such as "no, it's" or "sorry": a correction wins over what it corrects. */
function lastCorrected(reading: Reading, mentions: readonly BrandMention[]): BrandMention | null {
  for (let index = mentions.length - 1; index > 0; index--) {
    const mention = mentions[index]
    const previous = mentions[index - 1]
    if (mention === undefined || previous === undefined) continue
    const between = reading.text.slice(
      reading.tokens[previous.last]?.end ?? 0,
      reading.tokens[mention.first]?.start ?? 0,
    )
    if (correction.test(between)) return mention
  }
  return null
}

/** Words of the same sentence before a place, nearest last. */
function wordsBefore(reading: Reading, index: number, count: number): string[] {
  const words: string[] = []
  for (let at = index; at > 0 && words.length < count; at--) {
    if (startsSentence(reading.tokens[at])) break
    words.unshift(reading.tokens[at - 1]?.word ?? '')
  }
  return words
}

function wordsAfter(reading: Reading, index: number, count: number): string[] {
  const words: string[] = []
  for (let at = index + 1; at <= index + count; at++) {
    const token = reading.tokens[at]
    if (token === undefined || startsClause(token)) break
    words.push(token.word)
  }
  return words
}

const set = (list: string) => new Set(list.split(' '))
const likeness = set(
  'style styled inspired inspo look looks lookalike like dupe dupes vibe vibes esque type art stil optik aesthetic replica similar ähnlich',
)
const denials = set('not no isnt fake replica unbranded nicht kein keine pas non')
const doubts = set(
  'maybe possibly perhaps probably think unsure vielleicht vermutlich evtl eventuell peut quizas forse',
)
const cuesBefore = [
  'like',
  'a la',
  'facon',
  'tipo',
  'stile',
  'style',
  'estilo',
  'genre',
  'comme',
  'wie',
  'similar to',
  'inspired by',
  'reminiscent of',
  'compare to',
  'compared to',
  'im stil von',
  'inspire de',
  'inspirado en',
  'look',
  'come',
  'bought at',
  'purchased at',
  'purchased from',
  'bought from',
  'gekauft bei',
  'bei',
  'chez',
  'comprado en',
  'comprada en',
  'comprato da',
  'at',
]
const besides = [
  'worn with',
  'wear with',
  'goes with',
  'paired with',
  'pair with',
  'styled with',
  'with my',
  'great with',
  'good with',
  'perfect with',
  'porte avec',
  'portee avec',
  'getragen mit',
  'zu meinen',
]
const correction =
  /(?:\bno\b|\bsorry\b|\bactually\b|\bcorrection\b|\bedit\b|\bupdate\b|\boops\b|\bi mean\b|\bnein\b|\bdoch\b|\bnon\b|\bpardon\b|\ben fait\b|\bperdon\b|\bscusate\b)/i
