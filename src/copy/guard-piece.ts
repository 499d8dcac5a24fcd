import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { cleanText } from './clean-text.ts'
import type { CopyTarget } from './copy-targets.ts'
import type { CopyVocabulary } from './copy-vocabulary.ts'
import { type Boilerplate, findBoilerplate } from './find-boilerplate.ts'
import { findDisclaimers } from './find-disclaimers.ts'
import { fitText } from './fit-text.ts'
import { frameDescription } from './frame-description.ts'
import { judgeFaithfulness, type Unfaithful } from './judge-faithfulness.ts'
import type { Told } from './tell-facts.ts'

/** Why a model's text is not used. `words`: what it was about, at most a few. `score`: how faithful it was, where that was judged. */
export type Refused = {
  code: 'missing' | 'empty' | 'too-long' | 'unfaithful' | Boilerplate['code'] | Unfaithful['code']
  words: string[]
  score?: number
}

/**
 * A model's title or description as it may be shown, or why it may not. What is not copy, or says what the input does not, is
 * refused whole: cutting a lie out of a text leaves a text by a liar. Made to fit by whole sentences (of a title: whole parts),
 * and the seller's words on the sale are put in their own form in place of the model's.
 */
export function guardPiece(
  given: string,
  about: {
    kind: 'title' | 'description'
    told: Told
    target: CopyTarget
    vocabulary: CopyVocabulary
    /** The text of the model's instructions. */
    prompt: string
    taxonomy: Taxonomy
  },
): { text: string } | Refused {
  const { kind, told, target, vocabulary, prompt, taxonomy } = about
  // Before markup is cleaned away: a gap such as <brand> would go with it.
  const boilerplate = findBoilerplate(
    given.replaceAll(/<\/?(?:br|p|b|i|ul|li|em|strong|div|span)\s*\/?>/gi, ' '),
    prompt,
  )
  if (boilerplate !== null) return { code: boilerplate.code, words: [boilerplate.words] }
  const body = bodyOf(cleanText(given), kind)
  if (body === '') return { code: 'empty', words: [] }
  const { score, unfaithful } = judgeFaithfulness(body, vocabulary, taxonomy)
  const worst = unfaithful.find(({ code }) => code !== 'word')
  const words = unfaithful.map((one) => one.words.slice(0, 60)).slice(0, wordsMax)
  if (worst !== undefined) return { code: worst.code, words, score: rounded(score) }
  if (score < faithfulMin[kind]) return { code: 'unfaithful', words, score: rounded(score) }
  const text =
    kind === 'title'
      ? fitTitle(body, target.title?.charactersMax ?? 0)
      : frameDescription((charactersMax) => fitText(body, charactersMax), told, target, taxonomy)
  return text === null ? { code: 'too-long', words: [] } : { text }
}

/**
 * A title has no place for a word that nobody gave. In a description one in ten may be a writer's own ("pairs well"): numbers, names,
 * brands and values are never among them.
 */
const faithfulMin = { title: 1, description: 0.9 } as const
const wordsMax = 8

/** Without hashtags, which code writes, and without what it says of the sale, which stands there in the seller's own words. */
function bodyOf(text: string, kind: 'title' | 'description'): string {
  const untagged = text.replaceAll(/(?<=^|\s)#[\p{L}\p{N}_]+/gu, '')
  if (kind === 'title')
    return untagged
      .replaceAll(/\s+/g, ' ')
      .replace(/^["'“”„«»]+|["'“”„«».]+$/g, '')
      .trim()
  const lines = untagged.split('\n').map((line) =>
    line
      .split(/(?<=[.!?…])\s+/)
      .filter((sentence) => findDisclaimers(sentence).length === 0)
      .join(' ')
      .trim(),
  )
  return cleanText(lines.join('\n'))
}

/** Whole parts between separators; words that belong together are not torn apart. */
function fitTitle(title: string, charactersMax: number): string | null {
  if (title.length <= charactersMax) return title
  const ends = [...title.matchAll(/\s*[,;|•–—]\s+|\s+-\s+/g)].map(({ index }) => index)
  const last = ends.filter((end) => end > 0 && end <= charactersMax).at(-1)
  return last === undefined ? null : title.slice(0, last)
}

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000
}
