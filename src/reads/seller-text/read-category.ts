import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsClause, startsSentence } from './context.ts'
import { cuedCategory } from './cued-category.ts'
import type { Mention } from './lexicon.ts'
import { narrowCategory } from './narrow-category.ts'
import { labelOf, phraseAt, type Reading, stated } from './reading.ts'
import { wordSet } from './word-set.ts'

/** The kind of item that the words name: the head of the first noun phrase that is about the item itself. */
export function readCategory(reading: Reading): Claim[] {
  const chosen = chooseCategory(reading)
  if (chosen === null) return []
  const { id, mention, sure } = chosen
  const label = labelOf(reading.dictionary.taxonomy, 'category', id)
  return [stated(reading, { attribute: 'category', value: id, label, confidence: sure ? 0.9 : 0.6 }, [mention])]
}

type Chosen = { id: string; mention: Mention; sure: boolean }
const chosenOf = new WeakMap<Reading, Chosen | null>()

/** The chosen category with the words that name it; other families ask too, because "34C" is a size of bras only. */
export function chooseCategory(reading: Reading): Chosen | null {
  const known = chosenOf.get(reading)
  if (known !== undefined) return known
  const chosen = choose(reading)
  chosenOf.set(reading, chosen)
  return chosen
}

function choose(reading: Reading): Chosen | null {
  const mentions = withoutLuggage(
    reading,
    reading.mentions('category').filter((mention) => !isPart(reading, mention)),
  )
  const own = mentions.filter(
    (mention) => !isBeside(reading, mention) && !isDenied(reading.tokens, mention.first, mention.last, undefined, 0),
  )
  const plain = own.filter((mention) => !generic.has(phraseAt(reading, mention)))
  const rest = mentions.filter((mention) => !isPlainlyBeside(reading, mention))
  const candidates = plain.length > 0 ? plain : own.length > 0 ? own : rest
  const start = correctedTo(reading, candidates) ?? soldAlone(reading, candidates) ?? candidates[0]
  if (start === undefined) {
    const cued = cuedCategory(reading, null)
    return cued === null ? null : { id: cued.id, mention: cued, sure: false }
  }
  // "Hoka Bondi … I rotate shoes": a word for any shoe gives way to the maker's kind.
  const maker = plain.length === 0 && anyShoe.test(phraseAt(reading, start)) ? cuedCategory(reading, null) : null
  if (maker !== null && shoes.has(maker.id)) return { id: maker.id, mention: maker, sure: false }
  const mention = headOf(reading, candidates, start)
  const others = new Set(candidates.map((candidate) => candidate.id))
  const narrow = narrowCategory(reading, mention)
  const id = cuedCategory(reading, narrow)?.id ?? narrow
  return { id, mention, sure: plain.length > 0 && others.size <= 2 }
}

/** "She filled two suitcases with nightgowns": what things are packed in is not what is sold. */
function withoutLuggage({ tokens }: Reading, mentions: readonly Mention[]): readonly Mention[] {
  const others = mentions.filter(
    ({ id, first }) => id !== 'suitcases' || first < 2 || !packed.has(tokens[first - 1]?.word ?? ''),
  )
  return others.length > 0 ? others : mentions
}

/** "Shirt dress" is a dress, "robe pull" a dress too: Germanic phrases end with the head, Romance ones begin with it. */
function headOf(reading: Reading, mentions: readonly Mention[], start: Mention): Mention {
  const romance = ['fr', 'es', 'it'].includes(reading.languages[0] ?? 'en')
  if (romance && !isEnglish(reading, start)) return start
  let head = start
  for (const next of mentions) {
    if (next.first === head.last + 1 && /^[\s-]*$/.test(reading.tokens[next.first]?.gap ?? '')) head = next
  }
  return head
}

function isEnglish(reading: Reading, { first }: Mention): boolean {
  const word = reading.tokens[first]?.word ?? ''
  const lexicon = reading.dictionary.byAttribute.get('category')
  return lexicon?.has(word, 'en') === true && !lexicon.has(word, reading.languages[0] ?? 'en')
}

/** "Apron no.. a tee", "skirt – sorry, it's a dress": the last one wins. */
function correctedTo(reading: Reading, mentions: readonly Mention[]): Mention | undefined {
  return reading.line
    .find(correction)
    .filter(({ first }) => mentions.some((mention) => mention.last < first))
    .flatMap(({ last }) => mentions.find((mention) => mention.first > last && mention.first <= last + 6) ?? [])
    .at(-1)
}

/** "Sneakers and a tote. Just the sneakers for sale": what alone is sold wins over what stands before. */
function soldAlone(reading: Reading, mentions: readonly Mention[]): Mention | undefined {
  const said = reading.line.find(alone)[0]
  if (said === undefined) return undefined
  const end = reading.line.endOf(said.last, 'clause')
  return mentions.find((mention) => mention.first > said.last && mention.last < Math.min(end, said.last + 6))
}

const alone =
  /(?:^|[.,] )(?:just|only|selling (?:just|only)|sale is for|listing is for|for sale (?:is )?(?:just |only )?) the\b|\b(?:this listing is|sale is|selling) (?:just |only )?(?:for )?(?:just |only )the\b|\b(?:nur|lediglich) (?:die|der|das|den) (?=\w+(?: \w+)? (?:zu verkaufen|wird verkauft|im angebot))|\b(?:je (?:ne )?vends (?:que|seulement|uniquement)|solo (?:vendo|se vende)|vendo (?:solo|soltanto|unicamente))\b/g

const correction =
  /\b(?:no|nope|nah)(?= [.,])|\b(?:sorry|oops|correction|edit|actually|i mean|i meant|scratch that|korrektur|nein|pardon|correccion|perdon|scusate|correzione|rectification)\b/g

/** The word names a part or use of something: "shirt collar", "belt loops", "boot cut", "toe cap", "top condition". */
function isPart(reading: Reading, { first, last }: Mention): boolean {
  const next = reading.tokens[last + 1]
  if (next !== undefined && parts.has(next.word) && /^[ -]*$/.test(next.gap)) return true
  if (reading.line.find(idioms).some((match) => match.first <= first && match.last >= last)) return true
  const before = reading.tokens[first - 1]
  return before !== undefined && partsBefore.has(before.word) && /^[ -]*$/.test(reading.tokens[first]?.gap ?? '')
}

/** The thing is worn with the item, comes with it or holds it: "with belt", "under blazers", "matching skirt sold". */
function isBeside(reading: Reading, mention: Mention): boolean {
  const { first, last } = mention
  for (let index = first - 1; index >= Math.max(0, first - 4); index--) {
    const word = reading.tokens[index]?.word ?? ''
    const tags = /^(?:tags?|etikett\w*|etiquet\w*|cartellin\w*|box|ovp)$/.test(reading.tokens[index + 1]?.word ?? '')
    if (companions.has(word) && !tags) return true
    if (startsClause(reading.tokens[index])) break
  }
  const after = [last + 1, last + 2, last + 3].map((index) => reading.tokens[index])
  return after.some(
    (token, offset) =>
      token !== undefined && !after.slice(0, offset + 1).some(startsClause) && excluded.has(token.word),
  )
}

/** "Repaired with a keyring": a companion even where the text names nothing else. */
function isPlainlyBeside(reading: Reading, { first, last }: Mention): boolean {
  const before = [reading.tokens[first - 2]?.word ?? '', reading.tokens[first - 1]?.word ?? '']
  if (companions.has(before[0] ?? '') && articles.has(before[1] ?? '') && !startsSentence(reading.tokens[first - 1]))
    return true
  return isDenied(reading.tokens, first, last, undefined, 0)
}

/** A flat price, the bag that it is posted in, what others wear: no kind of the item. */
const idioms =
  /\b(?:is|a|an|lays?|laid|lying|lies|lie|measured|taken|folds?|folded|sits?|press(?:ed)?|my|our|your|the) flat\b(?! (?:shoes?|sandals?|boots?|pumps?|mules?|caps?|ballet))|\bmedia docena\b|\b(?:too|so|very|bit|quite|rather|is|are|was|were|falls?|fell|cut|cropped|sits?|how|stops?|life's|little) short\b(?! sleeve)|\bknit(?:ted)? (?:from|of|by|with|out|uppers?|fabric|mesh)\b|\bflat (?:rate|fee|lay|packed|pack|shipping|postage|price|front|screen|\d+)\b|\b(?:jiffy|poly|mailing|mailer|postal|post|plastic|paper|carrier|bin|garment|dust|gift|goody|ziplock|zip lock|ziploc|storage|suit|padded|recycled|original|sealed|laundry|sleeping|vacuum|charity|freezer) bags?\b|\b(?:everyone|everybody|people|they|others|nobody|we all|who|kids) (?:just |only |all |always |here |there )?(?:wears?|wearing|lives? in|prefers?) (?:\w+ )?\w+\b/g

const parts = wordSet(
  'collar loop loops cut pocket pockets sleeve sleeves strap straps length lining hanger bag buckle hem rack sole soles zustand etat stato estado condition qualitat qualite notch quality preis marke erhalten tree polish style styled ish esque inspired button buttons maker toe box boxes hooks cod town keyring',
)
const partsBefore = wordSet('toe bottle fancy')
const companions = wordSet(
  'with under over underneath plus includes including matching match matches paired like mit unter avec con assorti abbinato passend zum zur sotto sopra bajo sobre sous uber w',
)
const packed = wordSet(
  'a the my her his our their in one two three of mum einem einen dem den meinem zwei une la sa ma deux una mi su dos il due',
)
const anyShoe = /^(?:shoes?|schuhe?|chaussures|souliers|zapatos?|scarpe)$/
const shoes = wordSet('sneakers boots sandals clogs')
const articles = wordSet(
  'a an my the your some any un une ein eine einem einer una uno mein meiner meinem mon ma mi il la le el los las',
)
const excluded = wordSet('included sold inklusive dabei inclus incluse incluida inclusa')
/** Words so wide that any other kind in the text says more. */
const generic = new Set(
  'top|tops|jersey|jerseys|shoes|schuhe|schuh|chaussures|souliers|zapatos|zapato|scarpe|scarpette|haut|hauts|fleece|set|maglia|polaire|pile|classics|bas|strick|punto|maille|stecker|aro|corset|girdle|align|boston|arizona|panty|slip'.split(
    '|',
  ),
)
