import { startsClause } from './context.ts'
import { type HarmedParts, harmedParts } from './harmed-parts.ts'
import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'
import { romanceHarmedParts } from './romance-harmed-parts.ts'
import type { Token } from './tokenize.ts'
import { wordSet } from './word-set.ts'

/** The parts that the words say are harmed, from the first word of the part or the harm to the last of the other. */
export function findHarms(reading: Reading): Mention[] {
  const { tokens } = reading
  const found: Mention[] = []
  for (const index of tokens.keys()) {
    const rows = (harmsByStart.get(startOf(tokens[index])) ?? []).filter(
      ({ phrase, row }) =>
        reading.languages.includes(row.language) &&
        isAt(tokens, index, phrase) &&
        !isOther(tokens, index + phrase.length - 1),
    )
    const before = rows.flatMap(({ phrase, row }) => {
      const part = partBefore(tokens, index, row)
      return part === null ? [] : [{ id: row.id, first: part.first, last: index + phrase.length - 1 }]
    })
    // "Cerniera rotta sulla manica": what stands before is what is broken, what stands behind says where.
    const after = rows.flatMap(({ phrase, row }) => {
      const part = before.length > 0 ? null : partAfter(tokens, index + phrase.length - 1, row)
      return part === null ? [] : [{ id: row.id, first: index, last: part.last }]
    })
    found.push(...before, ...after)
  }
  return found
}

type Phrase = readonly string[]
type Row = Omit<HarmedParts, 'parts'> & { parts: ReadonlyMap<string, readonly Phrase[]> }
type Span = { first: number; last: number }

const phrasesOf = (list: string): Phrase[] => list.split(' ').map((phrase) => phrase.split('_'))
const startOf = (token: { word: string } | undefined) => (token?.word ?? '').slice(0, 3)
const keyOf = (phrase: Phrase) => (phrase[0] ?? '').replace('*', '').slice(0, 3)

/** By their first three letters, so that a word of a text is held against few of them. */
const harmsByStart: ReadonlyMap<string, readonly { phrase: Phrase; row: Row }[]> = Map.groupBy(
  [...harmedParts, ...romanceHarmedParts].flatMap((row) => {
    const parts = Map.groupBy(phrasesOf(row.parts), keyOf)
    return phrasesOf(row.harms).map((phrase) => ({ phrase, row: { ...row, parts } }))
  }),
  ({ phrase }) => keyOf(phrase),
)

function isAt(tokens: readonly Token[], index: number, phrase: Phrase): boolean {
  return phrase.every((expected, offset) => {
    const token = tokens[index + offset]
    if (token === undefined || (offset > 0 && startsClause(token))) return false
    return expected.endsWith('*')
      ? token.word.startsWith(expected.slice(0, -1))
      : token.word === expected || (token.word.length === expected.length + 2 && token.word === `${expected}'s`)
  })
}

/** "Heels worn once" is praise, "leather dry clean only" is care, "Schleife ab Gr. 38" a size. */
function isOther(tokens: readonly Token[], last: number): boolean {
  const [word, next] = [tokens[last]?.word ?? '', tokens[last + 1]?.word ?? '']
  if (word === 'worn') return often.test(next)
  if (word === 'dry') return next.startsWith('clean')
  return /^(?:ab|durch)$/.test(word) && /^(?:\d|gr|sofort|heute)/.test(next)
}

const often =
  /^(?:once|twice|only|a|an|one|two|three|few|for|to|by|with|about|maybe|just|briefly|indoors|inside|handful|couple|little|as|over|under|\d.*)$/

/** The part stands at most three words before, in the same clause, with no word between that turns the sense. */
function partBefore(tokens: readonly Token[], first: number, row: Row): Span | null {
  let preposition = false
  for (let index = first - 1; index >= Math.max(0, first - 5); index--) {
    if (startsClause(tokens[index + 1])) return null
    const word = tokens[index]?.word ?? ''
    if (turning.has(word)) return null
    const part = (row.parts.get(startOf(tokens[index])) ?? []).find((phrase) => isAt(tokens, index, phrase))
    // "Sweatband has makeup on it": the harm is the part's own.
    if (part !== undefined) return row.spilled === true && !preposition ? null : { first: index, last: index }
    preposition ||= having.has(word)
  }
  return null
}

/** The part stands behind with nothing but small words between: "worn at the inner edge of both heels". */
function partAfter(tokens: readonly Token[], last: number, row: Row): Span | null {
  let preposition = false
  for (let index = last + 1; index <= last + 5; index++) {
    const token = tokens[index]
    if (token === undefined || startsClause(token)) return null
    const part = (row.parts.get(startOf(token)) ?? []).find((phrase) => isAt(tokens, index, phrase))
    if (part !== undefined && (row.spilled !== true || preposition))
      return { first: index, last: index + part.length - 1 }
    if (prepositions.has(token.word)) preposition = true
    else if (!passing.has(token.word)) return null
  }
  return null
}

const turning = wordSet(
  'not nicht pas non fine good ok great barely hardly never kaum apenas appena with without and und et y sans sin senza but aber mais pero ma no kein keine if nor or ohne perfect new',
)
const having = wordSet('has have had got hat haben a ont tiene tienen ha hanno with is are')
const prepositions = wordSet(
  "on at in around round across inside near under along by of from down over across am an im auf in unter beim innen sur au aux dans sous a en del de dans du pres en por bajo dentro sul sulla sulle sui su al alla nel nella sotto dentro all'interno",
)
const passing = wordSet(
  "the a an one both left right two its my his her front back inner outer upper lower top bottom side some small tiny little slightly der die das den dem einem einer linken rechten linke rechte vorderen hinteren la le les l' un une gauche droit droite el los las una izquierdo izquierda derecho derecha il lo gli i uno destro destra sinistro sinistra edge edges white black inside outside only area just very",
)
