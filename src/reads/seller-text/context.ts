import type { Token } from './tokenize.ts'
import { wordSet } from './word-set.ts'

/** Whether a sentence or clause ends between the token before and this one. */
export function startsClause(token: Token | undefined): boolean {
  return token === undefined || /[.;:!?\n|•·()[\]#,]|\s[-–—]+\s|\p{Extended_Pictographic}/u.test(token.gap)
}

/** Whether a sentence ends between the token before and this one; a comma does not end it. */
export function startsSentence(token: Token | undefined): boolean {
  return token === undefined || /[.;!?\n|•#]|\s[-–—]+\s|\p{Extended_Pictographic}/u.test(token.gap)
}

/**
 * Whether words before (or right after) say that the thing is not so: "no stains, holes or tears", "wool-free", "ohne Flecken".
 * Looks back over a list of things that are alike, which `inList` knows, and over at most `reach` other words.
 */
export function isDenied(
  tokens: readonly Token[],
  first: number,
  last: number,
  inList: (index: number) => boolean = () => false,
  reach = 3,
): boolean {
  const next = tokens[last + 1]
  // "Stain free", not "Womens Free People".
  if (next !== undefined && afterwards.has(next.word) && /^[\s-]?$/.test(next.gap) && !/^\p{Lu}\p{Ll}/u.test(next.raw))
    return true
  let others = 0
  for (let index = first - 1; index >= 0; index--) {
    const token = tokens[index]
    const following = tokens[index + 1]
    if (token === undefined || startsSentence(following)) return false
    if ((negators.has(token.word) && !isFrench(token, following)) || token.word.endsWith("n't"))
      // "Hakt nicht, alles heile": the denial ends with its clause.
      return index === first - 1 || !/[,:]/.test(following?.gap ?? '')
    if (freed.test(token.word) && freedOf.test(following?.word ?? '')) return true
    if (turns.has(token.word)) return false
    if (conjunctions.has(token.word) || inList(index)) continue
    if (/[,:(]/.test(following?.gap ?? '') && !listed(tokens, index, inList)) return false
    others++
    if (others > reach) return false
  }
  return false
}

/** "La robe dont la doublure …": no "don't". */
function isFrench(token: Token, next: Token | undefined): boolean {
  return token.word === 'dont' && /^(?:l[ae]s?|une?|ils?|elles?|on|je|[ld]'.+)$/.test(next?.word ?? '')
}

/** A comma goes on with the list only where one of the list's kind is near before it. */
function listed(tokens: readonly Token[], index: number, inList: (index: number) => boolean): boolean {
  for (let before = index; before >= Math.max(0, index - 2); before--) {
    if (inList(before)) return true
    if (startsClause(tokens[before])) return false
  }
  return false
}

const negators = wordSet(
  'no not without never zero none nor isnt doesnt dont wont non kein keine keinen keinerlei keiner keines ohne nicht weder ' +
    'sans pas aucun aucune ni jamais sin ningun ninguna ningunos nunca senza nessun nessuna nessuno ne mai',
)
/** "Free of stains, holes and smells", "frei von Flecken". */
const freed = /^(?:free|clear|frei|exempte?s?|libres?|priv[oaie])$/
const freedOf = /^(?:of|from|von|de|di)$/
const turns = wordSet(
  'but except only just besides although aber nur ausser mais sauf pero salvo solo ma tranne apart sino sondern bensi',
)
const conjunctions = wordSet('or and nor any of the oder und ou et de o y ni u e di')
const afterwards = new Set(['free', 'frei', 'less'])
