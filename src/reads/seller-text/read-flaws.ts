import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsClause, startsSentence } from './context.ts'
import { damageForms } from './damage-forms.ts'
import { findHarms } from './find-harms.ts'
import { designForm, flawForms } from './flaw-forms.ts'
import { isFlaw } from './is-flaw.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, quote, type Reading } from './reading.ts'
import { spokenFlawForms } from './spoken-flaw-forms.ts'
import { telltaleForms } from './telltale-forms.ts'
import { wordSet } from './word-set.ts'

/** `spans`: the flaws it has; `none`: where the words say that it has none. */
type Flaws = { claims: Claim[]; spans: Mention[]; none: { first: number; last: number } | null }

/** The flaws that the item has, each with its words; an empty list where the seller says that there are none. */
export function readFlaws(reading: Reading): Flaws {
  const mentions = mentioned(reading).filter((mention) => isFlaw(reading, mention))
  const isNamed = (index: number) =>
    mentions.some(({ first, last }) => first <= index && last >= index) ||
    flawParts.has(reading.tokens[index]?.word ?? '')
  const had = mentions.filter(
    ({ first, last }) =>
      !isDenied(reading.tokens, first, last, isNamed, 4) &&
      !isGone(reading, last) &&
      !isAnsweredNo(reading, last) &&
      reading.tokens[last + 1]?.word !== 'nicht' &&
      !isDesigned(reading, first, last),
  )
  if (had.length > 0) return { claims: [claimOf(reading, had)], spans: had, none: null }
  const denied = mentions.find(
    ({ first, last }) => isDenied(reading.tokens, first, last, isNamed, 4) || isAnsweredNo(reading, last),
  )
  const clean = reading.line.find(denial)[0]
  const span = clean ?? (denied === undefined ? null : { first: Math.max(0, denied.first - 1), last: denied.last })
  if (span === null) return { claims: [], spans: [], none: null }
  const evidence = [quote(reading, span.first, span.last)]
  return {
    claims: [{ attribute: 'flaws', value: [], label: 'None', status: 'stated', confidence: 0.85, evidence }],
    spans: [],
    none: span,
  }
}

/** By the taxonomy's words and by forms; of two that overlap the longer. */
function mentioned(reading: Reading): Mention[] {
  const known = new Set(
    reading.dictionary.taxonomy.attributes.find(({ id }) => id === 'flaws')?.values.map(({ id }) => id),
  )
  const formed = [...flawForms, ...damageForms, ...telltaleForms, ...spokenFlawForms]
    .filter(({ id, language }) => known.has(id) && (language === undefined || reading.languages.includes(language)))
    .flatMap(({ id, form }) => reading.line.find(form).map(({ first, last }): Mention => ({ id, first, last })))
    .filter(({ first }) => !reading.asides.has(first))
  const harms = findHarms(reading).filter(({ first, id }) => known.has(id) && !reading.asides.has(first))
  const all = [...reading.mentions('flaws'), ...formed, ...harms].sort(
    (a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first,
  )
  const kept: Mention[] = []
  for (const mention of all) {
    if (!kept.some(({ first, last }) => first <= mention.last && last >= mention.first)) kept.push(mention)
  }
  return kept.sort((a, b) => a.first - b.first)
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

/** The sentence says that the damage was made so. */
function isDesigned(reading: Reading, first: number, last: number): boolean {
  return reading.line.find(designForm).some((match) => {
    // "Strappo NON voluto" is a tear.
    if (isDenied(reading.tokens, match.first, match.last, undefined, 1)) return false
    const from = Math.min(match.first, first)
    const to = Math.max(match.last, last)
    for (let index = from + 1; index <= to; index++) if (startsSentence(reading.tokens[index])) return false
    return to - from <= 7
  })
}

/** "Stain came out", "hole was filled" says that it is gone; "soup on it in Rome, it all came out" a few words on. */
function isGone(reading: Reading, last: number): boolean {
  for (let index = last + 1; index <= last + 9; index++) {
    const token = reading.tokens[index]
    if (token === undefined || startsSentence(token)) return false
    if (cameOut(reading, index)) return true
    if (index <= last + 4 && (gone.has(token.word) || willGo(reading, index))) return true
  }
  return false
}

/** "Came out", "came right out", "washed out fine"; not "never came out". */
function cameOut(reading: Reading, index: number): boolean {
  const [verb, next, behind] = [0, 1, 2].map((offset) => reading.tokens[index + offset]?.word ?? '')
  if (!/^(?:came|comes|come|washed|washes|wiped|wipes)$/.test(verb ?? '')) return false
  const out =
    next === 'out' ||
    next === 'off' ||
    ((behind === 'out' || behind === 'off') && !startsClause(reading.tokens[index + 2]))
  return out && !isDenied(reading.tokens, index, index, undefined, 1) && !/^(?:ing|apart)$/.test(next ?? '')
}

/** "Any holes? None. Stains? No.": asked for, and answered. */
function isAnsweredNo(reading: Reading, last: number): boolean {
  for (let index = last + 1; index <= last + 4; index++) {
    const token = reading.tokens[index]
    if (token === undefined) return false
    if (/[?:]/.test(token.gap)) return answeredNo.has(token.word)
    if (startsSentence(token)) return false
  }
  return false
}

/** "Muddy, will wash before posting", "marks that wipe off". */
function willGo(reading: Reading, index: number): boolean {
  const [word, next] = [reading.tokens[index]?.word ?? '', reading.tokens[index + 1]?.word ?? '']
  return /^(?:will|ll)$/.test(word) && /^(?:wash|wipe|come|clean|iron|steam|be)$/.test(next)
}

/** "No flaws", "flawless", "keine Mängel", "missing nothing": none at all. */
const denial =
  /\b(?:(?:no|zero|without|not any|free (?:of|from)) (?:\w+ )?(?:flaws?|defects?|damage|issues|signs of wear|imperfections|faults)|flawless|(?:scratch|stain|flaw|blemish|mark|scuff|damage|pill|bobble|hole) free|(?:keine|ohne|keinerlei) (?:\w+ )?(?:mangel|fehler|schaden|defekte|makel|gebrauchsspuren|tragespuren)|(?:sans|aucune?) (?:\w+ )?(?:defauts?|accrocs?|usure|traces)|(?:sin|ningun\w*) (?:\w+ )?(?:defectos?|taras?|fallos?|desperfectos?|imperfeccion\w*)|(?:senza|nessun\w*) (?:\w+ )?(?:difett[oi]|imperfezion\w|segn[oi])|missing nothing|all buttons (?:there|present|intact)|buttons all (?:there|present|intact))\b/g

const answeredNo = wordSet(
  'no none nope nah never nothing not zero nil 0 nein keine keiner keines nichts nie non aucun aucune rien pas jamais ninguno ninguna ningun nada nunca nessuno nessuna niente nulla mai brak',
)
const gone = wordSet('removed cleaned gone washed washes entfernt raus parti partie disparu quitado andata')
const flawParts = wordSet('major visible big obvious real significant noticeable other any sign signs kind')
