import type { Count } from './find-counts.ts'
import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** A number of pieces and the words that say it. */
export type Sum = { value: number; start: number; end: number }

/** "1 pair …; 1 pair …": each pair counts. */
export function severalPairs({ text }: Reading, counts: readonly Count[]): Sum | null {
  const said = counts.filter(({ end }) => pairBehind.test(text.slice(end, end + 24)))
  const first = said[0]
  const last = said.at(-1)
  if (first === undefined || last === undefined || said.length < 2) return null
  // "6 pairs: 3 pairs black, 3 pairs grey" says it twice.
  const parts = said.slice(1)
  const twice = /[:(]/.test(text.slice(first.end, parts[0]?.start)) && totalOf(parts) === first.value
  return { value: twice ? first.value : totalOf(said), start: first.start, end: last.end }
}

/** Not "one pair has a hole", "one pair sold". */
const pairBehind =
  /^\s(?:pairs?|paar|paires?|pares|paio|paia)(?!\p{L})(?!\s(?:is|are|has|have|had|was|were|sold|worn|unworn|never|still|opened|got|gone|missing|each|per|only|left|smells?|ist|hat|est|a|tiene|ha|è)(?!\p{L}))/iu

/** "3 Strampler + 2 Schlafsäcke", "4 shirts, 3 pairs of socks, 2 cardigans": counts one after the other, at least one of a known kind. */
export function enumerated(reading: Reading, counts: readonly Count[]): Sum | null {
  let best: Sum | null = null
  for (let at = 0; at < counts.length; at++) {
    const chain = chainFrom(reading, counts, at)
    const first = chain[0]
    const last = chain.at(-1)
    if (first === undefined || last === undefined || chain.length < 2) continue
    at += chain.length - 1
    const kinds = chain.filter(({ kind }) => kind).length
    const plus = /[+&]|\s(?:and|und|et|y|e|plus)\s/i.test(reading.text.slice(first.until, last.start))
    if (kinds === 0 || (kinds < chain.length && chain.length < 3 && !plus && !lotWord.test(reading.text))) continue
    const value = totalOf(chain)
    if (value <= 500 && value > (best?.value ?? 1)) best = { value, start: first.start, end: last.until }
  }
  return best
}

/** "One black, one grey"; only of what is said to be several. */
export function countedByColor(reading: Reading, counts: readonly Count[]): Sum | null {
  const colored = counts.filter(({ last, value }) => value <= 20 && isMention(reading, 'color', last + 1))
  const first = colored[0]
  const last = colored.at(-1)
  if (first === undefined || last === undefined || colored.length < 2) return null
  const near = colored.every(({ start }, index) => start - (colored[index - 1]?.end ?? start) < 40)
  return near ? { value: totalOf(colored), start: first.start, end: last.end } : null
}

export const lotWord =
  /(?<!\p{L})(?:lots?|bundle|job ?lot|wholesale|bulk|liquidation|pallet|konvolut|paket|bündel|großhandel|restposten|lote|mayorista|al por mayor|grossiste|en gros|destockage|lotto|blocco|ingrosso|stock|pack|set)(?!\p{L})|(?<=\p{L}{3})paket(?!\p{L})/iu

type Item = Count & { until: number; kind: boolean }

function chainFrom(reading: Reading, counts: readonly Count[], at: number): Item[] {
  const chain: Item[] = []
  for (const count of counts.slice(at)) {
    const before = chain.at(-1)
    const apart =
      before !== undefined && (count.start < before.until || !joint.test(reading.text.slice(before.until, count.start)))
    if (apart) break
    const item = itemOf(reading, count)
    if (item === null) break
    chain.push(item)
  }
  return chain
}

/** The count with the words behind it, up to where the next may begin. */
function itemOf(reading: Reading, count: Count): Item | null {
  const behind = reading.text.slice(count.end, count.end + 48)
  const noun = nounForm.exec(behind)
  if (noun === null || count.value > 200 || sizeBefore.test(reading.text.slice(0, count.start))) return null
  if (noPiece.test(noun[1] ?? '')) return null
  const until = count.end + noun[0].length
  const kind = reading.mentions('category').some(({ first, last }) => {
    const start = reading.tokens[first]?.start ?? 0
    return start >= count.end && (reading.tokens[last]?.end ?? 0) <= until
  })
  return { ...count, until, kind }
}

const nounForm =
  /^\s?(?:[x×]\s)?((?:\s?\p{L}[\p{L}'’-]*){1,5}?)(?=\s*(?:[,;+&/.()\n|:]|$)|\s(?:and|und|et|y|e|plus|sowie)\s)/iu
const joint =
  /^\s*(?:\([^)]{0,40}\))?(?:\s|[,;+&/|•*–-]|and(?!\p{L})|und(?!\p{L})|et(?!\p{L})|plus(?!\p{L})|sowie(?!\p{L})|[ye](?!\p{L}))*$/iu
/** What is counted, but is no piece: parts, flaws, times, units. */
const noPiece =
  /(?<!\p{L})(?:years?|yrs?|months?|mths?|mos?|weeks?|days?|ans|années?|años?|anni|jahren?|mois|meses|mesi|monaten?|cm|mm|inch(?:es)?|euros?|eur|sizes?|times?|fois|veces|volte|mal|(?:\p{L}+)?pockets?|(?:\p{L}*)taschen|poches|bolsillos|tasche|buttons?|(?:\p{L}*)knöpfe|boutons|botones|bottoni|holes?|stains?|marks?|spots?|löcher|flecken|trous|taches|agujeros|manchas|buchi|macchie|photos?|pics?|fotos?|bilder|zips?|zippers?|straps?|sleeves?|layers?|stones?|charms?|beads?|owners?|kids|cats?|dogs?|people|persons?|left|sold|cotton|polyester|elastane|wool|worn|used|washed|other|more)(?!\p{L})/iu
const sizeBefore =
  /(?<!\p{L})(?:size|sizes|sz|gr\.?|größen?|taille|tailles|tallas?|taglie|taglia|tg\.?|us|uk|eu|ages?|nr\.?|no\.?|number|model|modell|pics?|photos?|fotos?|bild|edit|vol|grade)\s?[:.]?\s?$/iu

/** "Two piece", "two tone brogues", "three stripe trainers", "5 panel caps": how one of them is made. */
const onePiece =
  /^(?:pieces?|pcs?|teilig\w*|piezas|pezzi|tone|tones|stripe|stripes|button|way|ply|panel|strap|eyelet|eye|season|layer|tier|tiered|finger|pleat|colou?r|quarter|inch|pocket|hole|hour|star)$/

/** "One of two", "I bought two": others than what is sold. */
const othersBefore =
  /(?<!\p{L})(?:one of|eine[rs]? von|une? des|una de las|uno de los|un[oa] d(?:i|ei|elle)|bought|had|owned|kept|packed|ordered|allowed|lost)\s(?:the |my |these )?$/iu

function totalOf(counts: readonly { value: number }[]): number {
  return counts.reduce((total, { value }) => total + value, 0)
}

function isMention(reading: Reading, attribute: string, index: number): boolean {
  return reading.mentions(attribute).some(({ first }) => first === index)
}

type Counted = Sum & { said: boolean; first: number; mention: Mention }

/** "Two tees and 3 jeans", "two tops and a skirt", "25 vaqueros": counts before kinds of item, summed where they are listed together. */
export function countedKinds(
  reading: Reading,
  counts: readonly Count[],
  isItem: (mention: Mention) => boolean,
): { sum: Sum; several: boolean } | null {
  const counted = reading.mentions('category').map((mention) => countBefore(reading, counts, mention))
  const isHead = ({ said, value, mention }: Counted, index: number) =>
    said &&
    value > 1 &&
    (isItem(mention) ||
      isListed(reading, counted[index - 1], counted[index]) ||
      isListed(reading, counted[index], counted[index + 1]))
  const at = counted.findIndex(isHead)
  const head = counted[at]
  if (head === undefined) return null
  let [from, to] = [at, at]
  while (from > 0 && isListed(reading, counted[from - 1], counted[from])) from--
  while (to + 1 < counted.length && isListed(reading, counted[to], counted[to + 1])) to++
  const group = counted.slice(from, to + 1)
  const several = group.length > 1
  return {
    several,
    sum: {
      value: several ? totalOf(group) : head.value,
      start: group[0]?.start ?? head.start,
      end: group.at(-1)?.end ?? head.end,
    },
  }
}

function countBefore(reading: Reading, counts: readonly Count[], mention: Mention): Counted {
  const { tokens } = reading
  const end = tokens[mention.last]?.end ?? 0
  const alone = { value: 1, start: tokens[mention.first]?.start ?? 0, end, said: false, first: mention.first, mention }
  for (let index = mention.first - 1; index >= Math.max(0, mention.first - 5); index--) {
    const token = tokens[index]
    const next = tokens[index + 1]
    if (token === undefined || next === undefined || /[.,;:!?\n/()%+&]/.test(next.gap)) break
    const count = counts.find(({ last }) => last === index)
    if (count === undefined) {
      if (articles.has(token.word) && next.gap !== '-') return { ...alone, start: token.start, first: index }
      if (stops.has(token.word)) break
      continue
    }
    const { value, start } = count
    // "Two piece skirt suit" is one.
    if (onePiece.test(next.word)) break
    const before = reading.text.slice(0, start)
    if (noPiece.test(next.plain) || sizeBefore.test(before) || othersBefore.test(before)) break
    if (value > 1 && !pairs.has(next.word) && !isSeveral(reading, count, mention)) break
    return { ...alone, value, start, first: count.first, said: true }
  }
  return alone
}

/**
 * Whether the number counts the kind. "12 jeans" may be a size, and so may any number above twelve, unless the number begins
 * what is said or the words speak of a lot.
 */
function isSeveral(reading: Reading, { value, first, start }: Count, mention: Mention): boolean {
  const gap = reading.tokens[first]?.gap ?? ''
  const opens = first === 0 || /[.:;!\n|•(]\s*$/.test(gap)
  const digits = /\d/.test(reading.text[start] ?? '')
  const wholesale = lotWord.test(reading.text.slice(0, start))
  if (!isPlural(reading, mention))
    return inherent.test(reading.tokens[mention.last]?.word ?? '') && (!digits || wholesale || (opens && value <= 5))
  return value <= 12 || !digits || wholesale || (opens && value <= 200 && value !== 501)
}

/** Whether the kind is said in the plural, and has a singular; "camisas de lino" begins with the plural. */
export function isPlural({ tokens, languages }: Reading, { first, last }: Mention): boolean {
  const heads = languages[0] === 'en' || languages[0] === 'de' ? [last] : [first, last]
  return heads.some((index) => isPluralWord(tokens[index]?.word ?? ''))
}

function isPluralWord(word: string): boolean {
  return !inherent.test(word) && /(?:(?<!s)s|n|e|i|er)$/.test(word)
}

/** Plural by nature, so that the plural says nothing of how many there are. */
const inherent =
  /^(?:jeans|pants|shorts|leggings|trousers|tights|overalls|dungarees|sneakers|trainers|boots|heels|sandals|shoes|flats|gloves|sunglasses|glasses|earrings|ups|slippers|loafers|clogs|mules|chinos|joggers|sweatpants|pyjamas|pajamas|vaqueros|pantalones|zapatos|botas|sandalias|guantes|gafas|baskets|bottes|sandales|chaussures|gants|lunettes|scarpe|stivali|sandali|guanti|occhiali|pantaloni|schuhe|stiefel|sandalen|handschuhe)$/

/** Nothing but "and", a comma or a plus stands between the two, and the second is counted or has an article. */
function isListed(reading: Reading, before: Counted | undefined, after: Counted | undefined): boolean {
  if (before === undefined || after === undefined) return false
  const between = reading.text.slice(before.end, after.start)
  if (/^\s*(?:\+|&|plus|and|und|et|y|e|,\s*(?:and|und|et|y|e)?)\s*$/i.test(between)) {
    const first = reading.text.slice(after.start, after.end).split(/\s/)[0] ?? ''
    return after.said || articles.has(first.toLowerCase()) || (/[+&]/.test(between) && before.said)
  }
  return false
}

/** "2 pairs of leggings". */
const pairs = wordSet('pairs prs paar paires pares paia sets')
const articles = wordSet('a an ein eine einen une una')
const stops = wordSet(
  'on in with at for from near by to under inside over has have is are was were auf mit im am an bei fur vom von zum sur dans avec pour par con en por para su sul sulla nel nella per da and und et y',
)
