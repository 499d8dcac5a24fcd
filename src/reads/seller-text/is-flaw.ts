import { startsClause } from './context.ts'
import { isPrintedSpot } from './is-printed-spot.ts'
import type { Mention } from './lexicon.ts'
import { countOf } from './number-words.ts'
import type { Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** A word of damage that is none here: "ripped jeans" are cut so, a button hole is wanted, creases from the parcel iron out. */
export function isFlaw(reading: Reading, { id, first, last }: Mention): boolean {
  const { tokens } = reading
  const word = tokens[first]?.word ?? ''
  const before = tokens[first - 1]?.word ?? ''
  const next = tokens[last + 1]
  const close = next !== undefined && /^[\s-]?$/.test(next.gap)
  if (first === last && byDesign.has(word) && leadsToItem(reading, last)) return false
  if (first === last && wantedHoles.has(before) && /^hol/.test(word)) return false
  if (first === last && word === 'scratch' && reading.languages[0] === 'fr') return false
  if (
    id === 'crease' &&
    !stays(reading, first, last) &&
    reading.line.find(packed).some((match) => match.first - last <= 8 && first - match.last <= 8)
  )
    return false
  if (id === 'odor' && close && next !== undefined && pleasant.has(next.word))
    return next.word === 'like' && reeksOf.test(reading.line.text.slice(...reading.line.spanOf(last + 1, last + 4)))
  if (isMaker(reading, { first, last })) return false
  // Heel taps, laces and batteries are made to be replaced: a service, no repair.
  if (
    id === 'repair' &&
    serviced.test(reading.line.text.slice(...reading.line.spanOf(Math.max(0, first - 2), last + 2)))
  )
    return false
  if (id === 'odor' && next?.word === 'of' && pleasant.has(tokens[last + 2]?.word ?? '')) return false
  // "Frayed hem", "raw hem": most are cut so.
  if (word === 'frayed' && close && /^(?:hems?|edges?|bottoms?|trim)$/.test(next?.word ?? '')) return false
  // "Beer smell washed out" says that it is gone.
  if (word === 'washed' && (dirts.has(before) || reading.mentions('flaws').some((flaw) => flaw.last === first - 1)))
    return false
  // "Label unpicked", "etichetta scucita": what was done to the label harms nothing.
  if (labelHarms.has(id) && isOfLabel(reading, { first, last })) return false
  // "Ivory with navy spots": a print.
  if (isPrintedSpot(reading, last)) return false
  if (isWanted(reading, id, { first, last })) return false
  // "Pockets still sewn shut" are new, "natural creases" linen's, "a pallini", "palline blu" a print.
  if (id === 'repair' && reading.line.find(stillShut).some((match) => match.first <= last && match.last >= first))
    return false
  if (id === 'crease' && before === 'natural') return false
  if (
    /^(?:pallin[ei]|bolle|bolitas|pois)$/.test(word) &&
    ((/^(?:a|de)$/.test(before) && isPrint(reading, last)) ||
      isMention(reading, 'color', last + 1) ||
      /^fantasia$/.test(before))
  )
    return false
  // "Scarpe con strappi", "chiusura a strappo" close with velcro.
  if (
    /^strapp[oi]$/.test(word) &&
    !/^(?:al|alla|sul|sulla|nel|nella|su|in|dietro|davanti|sotto|vicino|di)$/.test(next?.word ?? '') &&
    (word === 'strappi' || /^(?:a|con|chiusura)$/.test(before))
  )
    return false
  // "Nothing broken", "label washed out", "maker's mark": of no thing, or of the label.
  if (nothings.has(before) || (first === last && before === "maker's")) return false
  if (id === 'fading' && /^(?:labels?|etikett|schild|etiquette|etiqueta|etichetta)$/.test(wordBehind(reading, first)))
    return false
  // "Paint splatter print", "cracked leather effect", "tear drop", "washed out blue".
  if (
    close &&
    (designs.has(next.word) || (next.gap === ' ' && designs.has(tokens[last + 2]?.word ?? '') && id === 'wear'))
  )
    return false
  if (id === 'fading' && close && isMention(reading, 'color', last + 1)) return false
  if (first === last && (word === 'marks' || word === 'mark' || word === 'spot') && before === 'the') return false
  return !(
    close &&
    (resistant.has(next.word) || (first === last && word === 'spot' && /^(?:clean|on)/.test(next.word)))
  )
}

/** Said of a fold that no iron takes out, or that the item has in spite of it. */
function stays(reading: Reading, first: number, last: number): boolean {
  return lastingFold.test(reading.line.text.slice(...reading.line.spanOf(Math.max(0, first - 2), last + 7)))
}

/** "Mark: Bosideng", "mark Youngor": a translator's word for the maker. A mark that is a flaw has no name behind it. */
function isMaker({ tokens, text }: Reading, { first, last }: Omit<Mention, 'id'>): boolean {
  if (first !== last || tokens[first]?.word !== 'mark') return false
  const next = tokens[last + 1]
  if (next === undefined || (first > 0 && !startsClause(tokens[first]))) return false
  if (/^\s?:\s/.test(next.gap)) return true
  return (
    next.gap === ' ' &&
    /^\p{Lu}\p{Ll}+$/u.test(next.raw) &&
    /\p{Ll}/u.test(tokens[first]?.raw ?? '') &&
    /^\p{L}*\p{Ll}/u.test(text)
  )
}

/** "Gürtel mit 5 Löchern", "Knopflöcher", "jeans strappati": holes and tears that are wanted. */
function isWanted(reading: Reading, id: string, { first, last }: Omit<Mention, 'id'>): boolean {
  const [before, word, next] = [first - 1, first, last + 1].map((index) => reading.tokens[index]?.word ?? '')
  if (id === 'hole' && /^(?:knopf|gurtel|daumen|osen|schnur|luft)/.test(word ?? '')) return true
  const counted = reading.tokens[first]?.gap === ' ' ? (countOf(before) ?? 0) : 0
  if (id === 'hole' && ((counted >= 3 && counted <= 12) || /^(?:per|pour|para|zum|for)$/.test(next ?? ''))) return true
  const isCut =
    (id === 'hole' || id === 'tear') && isMention(reading, 'category', first - 1, new Set(['jeans', 'shorts']))
  return isCut && (startsClause(reading.tokens[last + 1]) || reading.tokens[last + 1] === undefined)
}

/** "A pallini bianchi", "a bolle": the print ends the clause or has its color right behind. */
function isPrint(reading: Reading, last: number): boolean {
  return isMention(reading, 'color', last + 1) || startsClause(reading.tokens[last + 1])
}

function isOfLabel(reading: Reading, { first, last }: Omit<Mention, 'id'>): boolean {
  for (let index = first; index <= last; index++) if (labels.test(reading.tokens[index]?.word ?? '')) return true
  const behind = reading.tokens[last + 1]
  return (
    (!startsClause(reading.tokens[first]) && labels.test(wordBehind(reading, first))) ||
    (!startsClause(behind) && labels.test(behind?.word ?? ''))
  )
}

/** The word before, past a verb: "the label is washed out". */
function wordBehind(reading: Reading, first: number): string {
  const word = reading.tokens[first - 1]?.word ?? ''
  return /^(?:is|has|ist|est|esta|e|s'est|completely|fully|mostly)$/.test(word)
    ? (reading.tokens[first - 2]?.word ?? '')
    : word
}

function isMention(reading: Reading, attribute: string, index: number, ids?: ReadonlySet<string>): boolean {
  return reading
    .mentions(attribute)
    .some(({ id, first, last }) => first <= index && last >= index && (ids === undefined || ids.has(id)))
}

/** "Ripped skinny jeans", "faded black tee": the damage is the cut or the color. */
function leadsToItem(reading: Reading, last: number): boolean {
  for (let index = last + 1; index <= last + 3; index++) {
    const token = reading.tokens[index]
    if (token === undefined || !/^[\s-]?$/.test(token.gap)) return false
    if (reading.mentions('category').some((mention) => mention.first <= index && mention.last >= index)) return true
  }
  return false
}

const labels =
  /^(?:labels?|tags?|etikett\w*|schild|schildchen|etiquettes?|etiquetas?|etichett[ae]|wascheetikett|pflegeetikett)$/
const labelHarms = new Set(['tear', 'fading', 'wear', 'repair', 'crease', 'discoloration'])
const dirts = wordSet('mud dirt stain stains mark marks smell smells dust sand salt grass paint ketchup')
const byDesign = wordSet('ripped faded creased patched stretched torn cracked distressed frayed fade rip wrinkled')
const designs = wordSet(
  'print prints effect effects look looks style styles pattern patterned motif design detail details drop drops away optik effekt imprime estampado stampa effet efecto effetto',
)
const resistant = wordSet('resistant proof repellent remover free resist treated stop')
const wantedHoles = wordSet(
  'button belt eyelet thumb key lace arm neck leg ear finger ring drain sleeve peep extra additional vent air',
)
const pleasant = wordSet(
  'lovely nice fresh clean amazing good great gorgeous like divine wonderful lavender soap roses laundry washing detergent nothing new bon bien gut frisch buono bene fresco lessive waschmittel suavizante',
)
const reeksOf =
  /^like (?:an? |the |my |old |wet |someone's |somebody's |cheap |stale )*(?:feet|foot|smok\w*|cigar\w*|tobacco|dogs?|cats?|wet|sweat|moth ?balls?|basement|attic|cellar|loft|shed|garage|grandma\w*|granny\w*|nan\w*|old|musty|must|mildew|mould|mold|gym|locker|fish|food|curry|fryer|frying|pub|bar|bo|petrol|gas|campfire|bonfire|incense|perfume|patchouli|chemicals?|plastic|factory|storage|charity|thrift|damp|dust|sheep|horse|barn|pee|urine|wee|vinegar|death|cheese)\b/
const lastingFold =
  /\b(?:permanent\w*|stubborn|set in|dauerhaft|bleibt|permanente?s?|(?:will not|won't|doesn't|don't|does not|do not|never|can't|cannot|wouldn't|nicht|pas|no|non) (?:\w+ )?(?:iron|press|steam|come|go|drop|disappear|raus|weg|part|va|sale))/
const serviced =
  /\b(?:heel ?(?:taps?|tips?|caps?)|tips?|taps?|laces|insoles?|battery|strap)(?: (?:and \w+|were|was|are|is|have|has|been))* (?:just|newly|freshly|recently|professionally|both)(?: been)? (?:replaced|renewed|done|redone|changed|resoled)\b|\b(?:freshly|newly|just|recently) (?:replaced |resoled |renewed |fitted )?(?:heel ?(?:taps?|tips?|caps?)|laces|insoles?|battery)\b/
const stillShut =
  /\b(?:pockets?|vents?|taschen|poches|bolsillos|tasche) (?:\w+ )?(?:still )?(?:sewn|stitched|basted|zugenaht|cousue?s?|cosid[oa]s|cucite) ?(?:shut|closed|together)?\b/g
const nothings = wordSet('nothing nichts rien nada niente nulla')
const packed =
  /\b(?:storage|stored|fold(?:ed|ing)|packing|packed|packaging|drawer|iron\w*|steam\w*|press|posting|suitcase|wash out|shipping|gebugelt|bugeln|repass\w+|planch\w+|stir\w+)\b/g
