import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsClause } from './context.ts'
import { bothForm, childForms, cutForms, ownerForms } from './department-forms.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, quoteSpan, type Reading, stated } from './reading.ts'
import { wordSet } from './word-set.ts'

type SizeSaid = { system: string; start: number; end: number }
type Span = { first: number; last: number }

/** Whom the words say the item is for; failing that, what its size, its kind or its owner says (a dress: women). */
export function readDepartment(
  reading: Reading,
  category: { id: string; mention: Mention } | null,
  size: SizeSaid | null,
): Claim[] {
  const named = namedIn(reading)
  const said = named === null ? null : ofAge(reading, named)
  if (said !== null) return [claimOf(reading, said.id, 0.9, said, 'stated')]
  const implied = impliedBy(reading, category, size)
  const child = size?.system === 'baby' ? 'baby' : size?.system === 'kids' ? 'kids' : null
  if (size !== null && child !== null) {
    const gender = child === 'kids' ? childOf(reading, implied?.id ?? null) : null
    const evidence = [quoteSpan(reading, size.start, size.end)]
    return [{ ...claimOf(reading, gender ?? child, 0.75, { first: 0, last: 0 }, 'inferred'), evidence }]
  }
  return implied === null ? [] : [claimOf(reading, implied.id, implied.confidence, implied, 'inferred')]
}

function claimOf(reading: Reading, id: string, confidence: number, span: Span, status: 'stated' | 'inferred'): Claim {
  const label = labelOf(reading.dictionary.taxonomy, 'department', id)
  return { ...stated(reading, { attribute: 'department', value: id, label, confidence }, [span]), status }
}

/** The department that a word names. "Kids, boys" says it twice: the narrower counts; "mens 7 / womens 9" is both. */
function namedIn(reading: Reading): Mention | null {
  const mentions = reading.mentions('department').filter((mention) => isAboutItem(reading, mention))
  const both = reading.line.find(bothForm)[0]
  const best = mentions.find(({ id }) => id === 'baby') ?? mentions[0]
  // "Maternity jeans, worn till the baby came": the wearer is no child.
  const expecting = reading.line.find(maternity)[0]
  if (expecting !== undefined && (best === undefined || best.id === 'baby' || best.id === 'kids'))
    return { id: 'women', first: expecting.first, last: expecting.last }
  if (both !== undefined && (best === undefined || best.id === 'women' || best.id === 'men'))
    return { id: 'unisex', first: both.first, last: both.last }
  if (best === undefined) return null
  const narrower = best.id === 'kids' ? mentions.find(({ id }) => id === 'girls' || id === 'boys') : undefined
  const girlsAndBoys = best.id === 'girls' || best.id === 'boys'
  const other = mentions.find(({ id }) => (id === 'girls' || id === 'boys') && id !== best.id)
  if (girlsAndBoys && other !== undefined && other.first - best.last <= 3)
    return { ...best, id: 'kids', last: other.last }
  return narrower ?? best
}

/** "Chico 14 años", "ragazza 12 anni": words for the young of any age, with a child's age beside them. */
function ofAge(reading: Reading, said: Mention): Mention {
  const child = said.id === 'men' ? 'boys' : said.id === 'women' ? 'girls' : null
  if (child === null || !youths.test(reading.tokens[said.first]?.word ?? '')) return said
  const isAge = ({ groups }: { groups: readonly (string | undefined)[] }) =>
    Number(/\d+$/.exec(groups[1] ?? '')?.[0]) <= 16
  return reading.line.find(ages).some(isAge) ? { ...said, id: child } : said
}

const youths = /^(?:chic[oa]s?|ragazz[oaie]|garcons?|filles?|junge[nrs]?|madchen|jeunes?|teens?)$/
const ages = /\b(\d{1,2}(?: \d{1,2})?) (?:anos|anni|ans|jahre|years|yrs)\b/g

/** Not in "baby blue", "baby alpaca"; not whose it was ("my girl"), not a greeting ("hey guys"). */
function isAboutItem(reading: Reading, { first, last }: Mention): boolean {
  // "Not for women" denies it, "sans manches fille" the sleeves alone.
  const linked = links.has(reading.tokens[first - 1]?.word ?? '')
  if (isDenied(reading.tokens, first, last, undefined, linked ? 1 : 0)) return false
  const inside = (attribute: string, least: number) =>
    reading
      .mentions(attribute)
      .some((other) => other.first <= first && other.last >= last && other.last - other.first - (last - first) >= least)
  if (['material', 'style'].some((attribute) => inside(attribute, 1)) || inside('color', 0)) return false
  // "Put 'women', my ex would hate that": somebody's word.
  if (isQuoted(reading, first, last)) return false
  const word = reading.tokens[first]?.word ?? ''
  // "Boy shorts", "baby doll" are kinds; "camicia da uomo" says for whom.
  if (inside('category', 1) && !outright.test(reading.tokens[last]?.word ?? '')) return false
  const before = reading.tokens[first - 1]?.word ?? ''
  if (greeted.has(word) && (greetings.has(before) || word === 'guys') && startsClause(reading.tokens[last + 1]))
    return false
  if (people.has(word) && isSomebody(reading, first, last)) return false
  // "A home with two toddlers", "mum of three boys", "then baby came": the seller's own life.
  const around = reading.line.text.slice(...reading.line.spanOf(Math.max(0, first - 4), first + 1))
  if (household.test(around)) return false
  return !owners.has(before)
}

/** "The lady who wove it", "the sixth girl kept hers"; not "coat of the lady". */
function isSomebody({ tokens }: Reading, first: number, last: number): boolean {
  const [far, near] = [tokens[first - 2]?.word ?? '', tokens[first - 1]?.word ?? '']
  if (articles.has(near)) return !(/^(?:of|for)$/.test(far) && startsClause(tokens[last + 1]))
  // "A lovely lady at the shop": what she does follows.
  const next = tokens[last + 1]
  return !startsClause(next) && acting.test(next?.word ?? '') && !/^(?:of|for)$/.test(far)
}

const acting = /^(?:who|kept|wore|is|was|had|has|bought|gave|sold|said|told|at|from|next|did|took|loved|whose)$/

function isQuoted(reading: Reading, first: number, last: number): boolean {
  const { start = 0 } = reading.tokens[first] ?? {}
  const { end = 0 } = reading.tokens[last] ?? {}
  return /(?<!\w)["'“‘«„]$/.test(reading.text.slice(0, start)) && /^["'”’»“]/.test(reading.text.slice(end))
}

type Implied = Span & { id: string; confidence: number }

function impliedBy(
  reading: Reading,
  category: { id: string; mention: Mention } | null,
  size: SizeSaid | null,
): Implied | null {
  const { categories } = reading.dictionary.taxonomy
  const kind = categories.find(({ id }) => id === category?.id)
  const isChild = size?.system === 'kids' || size?.system === 'baby'
  const only =
    kind?.departments.length === 1 ? kind.departments[0] : isChild ? undefined : mostly.get(category?.id ?? '')
  if (category !== null && only !== undefined) return { ...category.mention, id: only, confidence: 0.8 }
  const cut = cued(reading, cutForms)
  if (cut !== null) return { ...cut, confidence: 0.7 }
  if (size !== null && category !== null && kind?.sizing === 'clothing' && isWomensSize(reading, size))
    return { ...category.mention, id: 'women', confidence: 0.65 }
  if (size?.system === 'bra' && category !== null) return { ...category.mention, id: 'women', confidence: 0.75 }
  const owner = cued(reading, ownerForms)
  return owner === null ? null : { ...owner, confidence: 0.6 }
}

/** Kinds that the taxonomy has for all, but that hardly a seller offers for others without saying so. */
const mostly: ReadonlyMap<string, string> = new Map([
  ['ties', 'men'],
  ['cufflinks', 'men'],
  ['tights', 'women'],
])

function cued(reading: Reading, cues: readonly { department: string; form: RegExp }[]): (Span & { id: string }) | null {
  for (const { department, form } of cues) {
    const match = reading.line.find(form).find(({ first }) => !reading.named.has(first))
    if (match !== undefined) return { id: department, first: match.first, last: match.last }
  }
  return null
}

/** UK, US and AU count women's clothes in even numbers from 2 to 26; men's begin at 34. */
function isWomensSize(reading: Reading, { system, start, end }: SizeSaid): boolean {
  const said = reading.text.slice(start, end)
  const value = Number(/\d{1,2}(?![\d.,]*\d)/.exec(said)?.[0] ?? Number.NaN)
  // A man's collar is counted so too: "16 collar".
  if (/^\W{0,3}(?:collar|neck|kragen|col\b|cuello|collo)/i.test(reading.text.slice(end, end + 12))) return false
  if (system === 'plus') return /\dw/i.test(said)
  return ['us', 'uk', 'au'].includes(system) && value % 2 === 0 && value >= 2 && value <= 26
}

/** A girl's or a boy's, where the size is a child's: by the seller's own child, or by a kind that is a woman's on adults. */
function childOf(reading: Reading, implied: string | null): 'girls' | 'boys' | null {
  const found = childForms.filter(({ form }) => reading.line.find(form).length > 0)
  if (found.length === 1) return found[0]?.department ?? null
  if (found.length > 1) return null
  return implied === 'women' ? 'girls' : implied === 'men' ? 'boys' : null
}

const outright =
  /^(?:uomo|donna|bambin[oaei]|ragazz[oaei]|neonat[oaei]|hommes?|femmes?|garcons?|filles?|hombres?|mujer(?:es)?|nin[oa]s?|bebes?|herren\w*|damen\w*|madchen|jungen|men's|mens|women's|womens|ladies)$/
const links = wordSet('a an for the to of fur pour para per de da di')
const owners = wordSet('my his her our one mein meine meiner mon ma mi mio mia')
const maternity =
  /\b(?:maternity|umstands\w*|schwangerschafts\w*|premaman|premama|grossesse|gravidanza|over bump|under bump)\b/g
const household =
  /\b(?:(?:home|house|household|family|life|car|flat|busy) with|(?:mum|mom|mother|dad|father|parent|mama|maman|mere|madre|padre|papa|mutter) (?:of|to|de|di|von)|having|raising|with) (?:(?:a|one|two|three|four|2|3|4|my|our|the|deux|trois|dos|tres|due|tre|zwei|drei|small|little|young|wild|messy) )+(?:toddlers?|bab(?:y|ies)|kids|children|boys|girls|kinder|enfants|filles|garcons|ninos|ninas|bambini|figli)\b|\b(?:baby|babies|toddler|kids|boys|girls) (?:came|arrived|is|was|has|grew|got|happened|number|brain|bump|weight|shower|son|daughter|spilled|coming|due|outgrew|wore)\b/

/** "The lady who wove it" is no department. */
const people = wordSet('lady man guy girl boy woman dame mann frau homme femme hombre mujer uomo donna')
const articles = wordSet('the a an this that some der die ein eine le la un une el una il lo')
const greetings = wordSet('hi hey hello thanks sorry dear hola hallo ciao salut')
const greeted = wordSet('guys lady ladies girl girls boys man baby chica chicas')
