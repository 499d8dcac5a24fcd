import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsClause } from './context.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, type Reading, stated } from './reading.ts'

/** The kind of item that the words name: the head of the first noun phrase that is about the item itself. */
export function readCategory(reading: Reading): Claim[] {
  const chosen = chooseCategory(reading)
  if (chosen === null) return []
  const { id, mention, sure } = chosen
  const label = labelOf(reading.dictionary.taxonomy, 'category', id)
  return [stated(reading, { attribute: 'category', value: id, label, confidence: sure ? 0.9 : 0.6 }, [mention])]
}

/** The chosen category with the words that name it; other families ask too, because "34C" is a size of bras only. */
export function chooseCategory(reading: Reading): { id: string; mention: Mention; sure: boolean } | null {
  const mentions = reading.mentions('category').filter(({ last }) => !isPart(reading, last))
  const own = mentions.filter(
    (mention) => !isBeside(reading, mention) && !isDenied(reading.tokens, mention.first, mention.last, undefined, 1),
  )
  const candidates = own.length > 0 ? own : mentions
  const start = candidates[0]
  if (start === undefined) return null
  const mention = headOf(reading, candidates, start)
  const others = new Set(candidates.map((candidate) => candidate.id))
  return { id: refine(reading, mention), mention, sure: own.length > 0 && others.size <= 2 }
}

/** "Shirt dress" is a dress, "robe pull" a dress too: Germanic phrases end with the head, Romance ones begin with it. */
function headOf(reading: Reading, mentions: readonly Mention[], start: Mention): Mention {
  if (['fr', 'es', 'it'].includes(reading.languages[0] ?? 'en')) return start
  let head = start
  for (const next of mentions) {
    if (next.first === head.last + 1 && /^[\s-]*$/.test(reading.tokens[next.first]?.gap ?? '')) head = next
  }
  return head
}

/** A material in front makes a finer category: a leather bomber is a leather jacket. */
function refine(reading: Reading, mention: Mention): string {
  const near = (attribute: string, wanted: readonly string[]) =>
    reading
      .mentions(attribute)
      .some(({ id, first, last }) => wanted.includes(id) && last >= mention.first - 3 && first <= mention.last + 2)
  if (mention.id === 'jackets' && near('material', ['leather', 'faux-leather', 'suede', 'faux-suede', 'nubuck']))
    return 'leather-jackets'
  if (mention.id === 'jackets' && near('material', ['denim'])) return 'denim-jackets'
  if (mention.id === 't-shirts' && near('sleeve-length', ['long'])) return 'long-sleeve-tops'
  if (mention.id === 'pants' && near('material', ['denim'])) return 'jeans'
  if (['bodysuits', 'sleepwear'].includes(mention.id) && near('department', ['baby'])) return 'baby-one-pieces'
  return mention.id
}

/** The word names a part or use of something: "shirt collar", "belt loops", "boot cut". */
function isPart(reading: Reading, last: number): boolean {
  const next = reading.tokens[last + 1]
  return next !== undefined && parts.has(next.word) && /^[\s-]*$/.test(next.gap)
}

/** The thing is worn with the item, comes with it or holds it: "with belt", "under blazers", "matching skirt sold". */
function isBeside(reading: Reading, { first, last }: Mention): boolean {
  for (let index = first - 1; index >= Math.max(0, first - 4); index--) {
    if (companions.has(reading.tokens[index]?.word ?? '')) return true
    if (startsClause(reading.tokens[index])) break
  }
  const after = [last + 1, last + 2, last + 3].map((index) => reading.tokens[index])
  return after.some(
    (token, offset) =>
      token !== undefined && !after.slice(0, offset + 1).some(startsClause) && excluded.has(token.word),
  )
}

const parts = new Set(
  'collar loop loops cut pocket pockets sleeve sleeves strap straps length lining hanger bag buckle hem rack'.split(
    ' ',
  ),
)
const companions = new Set(
  'with under over underneath plus includes including matching match matches pair paired like mit unter avec con assorti abbinato passend zum zur'.split(
    ' ',
  ),
)
const excluded = new Set('included sold inklusive dabei inclus incluse incluida inclusa'.split(' '))
