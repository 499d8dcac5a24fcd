import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsSentence } from './context.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, quote, quoteSpan, type Reading } from './reading.ts'

/** The flaws that the item has, each with its words; an empty list where the seller says that there are none. */
export function readFlaws(reading: Reading): { claims: Claim[]; spans: Mention[] } {
  const mentions = reading.mentions('flaws').filter((mention) => isFlaw(reading, mention))
  const isNamed = (index: number) => mentions.some(({ first, last }) => first <= index && last >= index)
  const had = mentions.filter(
    ({ first, last }) => !isDenied(reading.tokens, first, last, isNamed, 4) && !isGone(reading, last),
  )
  if (had.length > 0) return { claims: [claimOf(reading, had)], spans: had }
  const denied =
    mentions[0] === undefined ? denial(reading) : quote(reading, Math.max(0, mentions[0].first - 1), mentions[0].last)
  if (denied === null) return { claims: [], spans: [] }
  return {
    claims: [{ attribute: 'flaws', value: [], label: 'None', status: 'stated', confidence: 0.85, evidence: [denied] }],
    spans: [],
  }
}

function claimOf(reading: Reading, had: readonly Mention[]): Claim {
  const ids = [...new Set(had.map(({ id }) => id))]
  const value = ids.map((id) => ({
    id,
    evidence: had.filter((mention) => mention.id === id).map(({ first, last }) => quote(reading, first, last)),
  }))
  const label = ids.map((id) => labelOf(reading.dictionary.taxonomy, 'flaws', id)).join(', ')
  return {
    attribute: 'flaws',
    value,
    label,
    status: 'stated',
    confidence: 0.85,
    evidence: value.flatMap(({ evidence }) => evidence),
  }
}

/** A word of damage that is none here: "ripped jeans" are cut so, "marks" may be a verb. */
function isFlaw(reading: Reading, { first, last }: Mention): boolean {
  const word = reading.tokens[first]?.word ?? ''
  const next = reading.tokens[last + 1]
  const close = next !== undefined && /^[\s-]?$/.test(next.gap)
  if (
    first === last &&
    byDesign.has(word) &&
    close &&
    reading.mentions('category').some((mention) => mention.first === last + 1)
  )
    return false
  return !(close && (resistant.has(next.word) || (first === last && word === 'spot' && next.word === 'clean')))
}

/** "Stain came out", "hole was repaired" says that it is gone. */
function isGone(reading: Reading, last: number): boolean {
  for (let index = last + 1; index <= last + 3; index++) {
    const token = reading.tokens[index]
    if (token === undefined || startsSentence(token)) return false
    if (gone.has(token.word)) return true
  }
  return false
}

/** "No flaws", "flawless", "keine Mängel": none at all. */
function denial(reading: Reading) {
  const match =
    /\b(?:no (?:visible |noticeable |major |known )?(?:flaws?|defects?|damage|issues)|flawless|without (?:any )?(?:flaws?|defects?)|keine (?:mängel|fehler|schäden|defekte)|ohne (?:mängel|fehler|makel)|sans défauts?|aucun défaut|sin (?:defectos|taras|fallos)|ningún defecto|senza difetti|nessun difetto)/i.exec(
      reading.text,
    )
  return match === null ? null : quoteSpan(reading, match.index, match.index + match[0].length)
}

const set = (list: string) => new Set(list.split(' '))
const byDesign = set('ripped faded creased patched stretched torn cracked')
const resistant = set('resistant proof repellent remover free resist treated')
const gone = set('removed cleaned fixed gone')
