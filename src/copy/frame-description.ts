import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { CopyTarget } from './copy-targets.ts'
import { fitParts } from './fit-text.ts'
import type { Told } from './tell-facts.ts'

/**
 * A description: the body, then the seller's words on the sale, then hashtags where the target takes them. The seller's words get
 * their place first: a body can be shorter, they cannot. `body` gives a text of at most so many characters; null: there is
 * nothing to say, and then there is no description.
 */
export function frameDescription(
  body: (charactersMax: number) => string | null,
  told: Pick<Told, 'facts' | 'disclaimers'>,
  { description: { charactersMax }, hashtagsMax }: CopyTarget,
  taxonomy: Taxonomy,
): string | null {
  const disclaimers = fitParts(told.disclaimers, '\n', charactersMax)
  const left = disclaimers === '' ? charactersMax : charactersMax - disclaimers.length - separator.length
  if (body(charactersMax) === null) return null
  const text = [left > 0 ? body(left) : null, disclaimers].filter(Boolean).join(separator)
  const leftForTags = charactersMax - text.length - separator.length
  const tags = fitParts(hashtags(told, taxonomy).slice(0, hashtagsMax), ' ', leftForTags)
  return tags === '' ? text : text + separator + tags
}

const separator = '\n\n'
/** Longer ones are read by nobody. */
const hashtagCharactersMax = 30

/** What people search by: category, brand, color, material, pattern; one word each. */
function hashtags({ facts }: Pick<Told, 'facts'>, taxonomy: Taxonomy): string[] {
  const tags = ['category', 'brand', 'color', 'material', 'pattern'].flatMap((id) => {
    const fact = facts.find(({ field }) => field === id)
    if (fact === undefined) return []
    const first: unknown = Array.isArray(fact.value) ? fact.value[0] : null
    const part = typeof first === 'object' && first !== null && 'id' in first ? first.id : null
    // "100% linen" is searched for as linen.
    const words = typeof part === 'string' ? (labelValue(taxonomy, id, part) ?? '') : fact.words
    const tag = words.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
    return tag.length < 2 || tag.length > hashtagCharactersMax ? [] : [`#${tag}`]
  })
  return [...new Set(tags)]
}
