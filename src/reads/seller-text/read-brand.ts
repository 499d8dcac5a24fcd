import type { Claim } from '../../domain/claim.ts'
import type { BrandMention } from './brand-mention.ts'
import { brandNames } from './brand-names.ts'
import { type Place, placeOf } from './brand-place.ts'
import { type BrandRole, brandRole } from './brand-role.ts'
import { isCapital, isShouting, isTitleCase } from './brand-signs.ts'
import { findBrandMentions } from './find-brand-mentions.ts'
import { type Reading, stated } from './reading.ts'
import { textBetween } from './text-between.ts'

/** The brand that the words name for the item itself: not a comparison, a shop, a doubt, or what is worn with it. */
export function readBrand(reading: Reading, mentions = findBrandMentions(reading)): Claim[] {
  const placed = spreadOverLists(
    reading,
    mentions.map((mention) => placeMention(reading, mention)),
  )
  const standing = withoutWeak(
    reading,
    placed.filter(({ role }) => role === 'maker' || role === 'shop'),
  )
  const makers = standing.filter(({ role }) => role === 'maker')
  const candidates = makers.length > 0 ? makers : standing
  const corrected = lastCorrected(reading, placed, candidates)
  const best = corrected ?? mostTelling(candidates)
  if (best === undefined) return []
  if (!best.named && corrected === undefined && isLotOfMany(reading, makers)) return []
  const rivals = new Set(candidates.map(({ name }) => name)).size
  const confidence = corrected === undefined && rivals > 1 && !best.cued ? best.confidence * 0.8 : best.confidence
  return [stated(reading, { attribute: 'brand', value: best.name, label: best.name, confidence }, [best])]
}

type PlacedMention = BrandMention & { role: BrandRole; place: Place; tagged: boolean }

function placeMention(reading: Reading, mention: BrandMention): PlacedMention {
  const place = placeOf(reading, mention.first, mention.last)
  const { isOrdinary } = brandNames(reading.dictionary)
  const model = isCapital(reading.tokens[mention.last + 1]) && !isTitleCase(reading) && !isShouting(reading)
  const aside = reading.asides.has(mention.first) && !mention.cued
  const role = aside ? 'other' : brandRole(place, (word) => model || !isOrdinary(word))
  return { ...mention, role, place, tagged: /#\s?$/.test(place.gapBefore) }
}

/** "Zara or H&M", "not Gucci or Prada", "worn with X and Y": what is so of one name is so of the next in the list. */
function spreadOverLists(reading: Reading, mentions: PlacedMention[]): PlacedMention[] {
  const placed = [...mentions]
  for (let index = 1; index < placed.length; index++) {
    const one = placed[index - 1]
    const two = placed[index]
    if (one === undefined || two === undefined || one.name === two.name) continue
    // "Chaps (by RL)": the line of a house.
    const line = two.first - one.last === 2 && reading.tokens[two.first - 1]?.word === 'by'
    if (line && one.role === 'maker') {
      placed[index] = { ...two, role: 'other' }
      continue
    }
    const between = textBetween(reading, one, two)
    if (isMixed(reading, one, two, between)) {
      placed[index - 1] = { ...one, role: 'doubted' }
      placed[index] = { ...two, role: 'doubted' }
      continue
    }
    const either = /^\s*(?:or|oder|ou|o|u|either|maybe|bzw\.?)\s*$/i.test(between)
    const open = /^\s*(?:\/|or|oder|ou|o|u|\?|bzw\.?|,\s*(?:or|maybe))\s*$/i.test(between)
    if (
      (open && (two.role === 'doubted' || one.role === 'doubted')) ||
      (either && one.role === 'maker' && two.role === 'maker')
    ) {
      placed[index - 1] = { ...one, role: 'doubted' }
      placed[index] = { ...two, role: 'doubted' }
    } else if (either && one.role === 'maker' && !one.cued && two.role === 'other')
      placed[index - 1] = { ...one, role: 'other' }
    else if (one.role === 'other' && two.role === 'maker' && !two.cued && listed.test(between))
      placed[index] = { ...two, role: 'other' }
  }
  return placed
}

/** "Lot of 4 tees, Gap and Old Navy", "Vertbaudet, Tape à l'Œil, etc.": several makers, of which none is all the lot's. */
function isMixed(reading: Reading, one: PlacedMention, two: PlacedMention, between: string): boolean {
  if (one.named || two.named || one.tagged || two.role !== 'maker' || !mixing.test(between)) return false
  if (one.role === 'doubted') return true
  return one.role === 'maker' && (lots.test(reading.line.text) || andOthers.test(two.place.after))
}
/** "bundle: zara jeans, h&m skirt": of things of several makers, each with its own. */
function isLotOfMany(reading: Reading, makers: readonly PlacedMention[]): boolean {
  const sure = makers.filter(({ known, confidence }) => known && confidence > 0.5)
  return (
    new Set(sure.map(({ name }) => name)).size > 1 && sure.length === makers.length && bundle.test(reading.line.text)
  )
}
const bundle = /(?: |^)(?:lots? of|bundle|job ?lot|paket|konvolut|lotto|lote|lot de|mixed)(?= |$)/
const mixing =
  /^\s*(?:[,/&+•|-]|and|und|et|y|e|plus|,\s*(?:and|und|et|y|e|plus|one|a|ein|un|une|una|uno)?)\s*(?:\d+\s*)?$/iu
const lots =
  /(?: |^)(?:lots?|bundles?|job ?lot|paket|konvolut|posten|lotto|lote|stock|pack|mixed|various|assorted|verschiedene|diverse|plusieurs|varias|varie|\d+ (?:pieces|pcs|teile|piezas|prendas|capi|pezzi|articles|items|tops|tees))(?= |$)/
const andOthers =
  /^ ?,? ?(?:etc|usw|uvm|u a|and (?:others|more|similar)|und (?:andere|mehr)|et autres|et cie|y otr[oa]s|e altr[ei]|among others|unter anderem|and so on)(?= |$)/

/** What stands only weakly falls where the seller says there is no brand, that it is a copy, or names another in earnest. */
function withoutWeak(reading: Reading, mentions: PlacedMention[]): PlacedMention[] {
  const { text } = reading.line
  const inText = mentions.filter(({ tagged }) => !tagged)
  const tags = new Set(mentions.map(({ name }) => name)).size === 1 && !unbranded.test(text) ? mentions : []
  const standing =
    inText.length > 0 ? inText : tags.map((mention) => ({ ...mention, confidence: mention.confidence * 0.6 }))
  const copied = (copy.test(text) && !noCopy.test(text)) || unproven.test(text)
  const nameless = unbranded.test(text)
  return standing.filter(({ cued, known, confidence }) => {
    if (copied) return cued && !known
    if (cued) return true
    return !nameless || (known && confidence > 0.8)
  })
}

/** Names said to be the brand before other cued ones, these before the rest, known before unknown, sure before unsure, then the first. */
function mostTelling(mentions: readonly PlacedMention[]): PlacedMention | undefined {
  const weight = ({ cued, named, known, confidence }: PlacedMention) =>
    (named ? 4 : cued ? 2 : 0) + (known && confidence >= 0.75 ? 1 : 0)
  return [...mentions].sort((a, b) => weight(b) - weight(a) || a.first - b.first)[0]
}

/** The last name after words such as "no, it's" or "sorry": a correction wins over what it corrects. */
function lastCorrected(
  reading: Reading,
  all: readonly PlacedMention[],
  standing: readonly PlacedMention[],
): PlacedMention | undefined {
  return standing.findLast((mention) => {
    const previous = all.findLast((other) => other.last < mention.first && other.name !== mention.name)
    if (previous === undefined) return false
    const [, from] = reading.line.spanOf(previous.first, previous.last)
    const [to] = reading.line.spanOf(mention.first, mention.last)
    const between = reading.line.text.slice(from, to)
    return between.length < 120 && (correction.test(between) || answers.test(textBetween(reading, previous, mention)))
  })
}

/** "Levi's trucker? It's a Lee": a question that the seller answers. */
const answers =
  /^(?:\s+[\p{L}'’-]+){0,3}\s*\?+\s+(?:[Nn]ope?,?\s+)?(?:[Ii]t['’]?s|[Ii]t is|[Tt]his is|[Tt]hese are|[Tt]hey['’]?re|[Nn]ein,?|[Ee]s ist|[Dd]as ist|[Nn]on,?|[Cc]['’]est|[Ee]s|[Nn]o,? es|[EÈ]|[Nn]o,? è)(?:\s+(?:an?|the|eine?|une?|du|de|una?|von|by))?\s+$/u
const listed =
  /^(?:\s+\p{L}+){0,2}\s*(?:,|and|&|or|und|oder|et|ou|y|o|e|ni|nor|noch|\/)\s*(?:and|or|und|et|y|e|my|a)?\s*(?:my|a|the|pas de|de|di)?\s*$/iu
const correction =
  /(?: |^)(?:no|nope|sorry|actually|correction|edit|edited|update|updated|oops|whoops|i mean|meant|wait|scratch that|rather|my mistake|wrong|turns out|in fact|(?:label|tag) (?:actually )?(?:says|reads)|nein|doch|quatsch|stimmt nicht|korrektur|korrigiere|tatsachlich|eigentlich|falsch|non|pardon|en fait|erratum|correctif|rectification|finalement|perdon|en realidad|correccion|mejor dicho|digo|me equivoque|anzi|in realta|scusate|correzione|cioe|mi sono sbagliat[oa]|errata)(?= |$)/
/** The seller says that the item has no brand: a name that is not cued is then hardly its maker's. */
const unbranded =
  /(?: |^)(?:no (?:brand|label|name|make|maker|logo|brand name)|(?:not|nicht|pas|no|non) (?:the |die |la |il |el |l')?(?:brand|shop|store|label|company|clothing (?:brand|line)|marke|marque|marca|marchio|tienda|negozio|magasin)(?! new)|non ?branded|unbranded|brandless|without (?:a )?(?:brand|label)|unknown (?:brand|maker|label)|(?:brand|maker|label) (?:is )?(?:, )?(?:unknown|none|not known|n a)|sans (?:marque|griffe)|marque ,? ?(?:inconnue?|aucune)|aucune marque|pas de marque|keine marke|ohne marke|ohne label|markenlos\w*|noname|marke ,? ?(?:unbekannt|keine)|unbekannte marke|sin marca|marca ,? ?(?:desconocida|ninguna|no pone)|ninguna marca|senza (?:marca|marchio|brand|griffe)|marca ,? ?(?:sconosciuta|nessuna)|nessun[a]? (?:marca|marchio)|hand ?made|home ?made|home ?sewn|self ?made|(?:hand)?knitted by|sewn by|made by my|fait(?:e)? main|selbst ?(?:genaht|gemacht|gestrickt|gehakelt)\w*|handgemacht|hecho a mano|hecha a mano|fatt[oa] a mano|fatt[oa] in casa)(?= |$)/
const copy =
  /(?: |^)(?:replica|replicas|counterfeit|inauthentic|not (?:authentic|genuine|original|the real thing)|isn'?t (?:authentic|genuine)|knock ?off|bootleg|gefalscht\w*|falschung|nachgemacht\w*|keine originale?|kein original|contrefacon|falsificacion|no es (?:original|autentic[oa])|no original|non (?:originale|autentic[oa])|pas (?:authentique|un original|original))(?= |$)/
/** "Can't vouch for it", "no idea if it's real": the name stands, and the seller does not stand behind it. */
const unproven =
  /(?: |^)(?:(?:can'?t|cannot|can not|couldn'?t|unable to|no way to) (?:vouch|authenticate|(?:prove|verify|confirm|guarantee|say|tell) (?:(?:that|if|whether) )?(?:it|it'?s|they'?re|this|the|is|its|for|real|genuine|authentic)[\w' ]{0,20}?(?:real|genuine|authentic\w*|original))|(?:not sure|no idea|unsure|don'?t know|dunno|can'?t tell|uncertain) (?:if|whether)(?: \w+'?\w*){0,3} (?:real|genuine|authentic|original|legit|fake)|authenticity (?:unknown|not|isn'?t|uncertain|can'?t|cannot)|(?:may|might) (?:not be|be) (?:real|genuine|authentic|fake)|(?:probably|prob|likely|possibly|maybe|presumably|assume|assuming) (?:it'?s |its |a )?(?:fake|not real|not genuine|not authentic)|(?:keine ahnung|weiss nicht|nicht sicher|unsicher) ,? ?ob(?: \w+){0,3} (?:echt|original)|echtheit (?:nicht|unbekannt|unklar|kann)|wohl (?:nicht echt|kein original|fake)|(?:je ne sais pas|pas sure?|aucune idee) (?:si |s'il|si c'est|de l'authenticite)(?: ?\w+'?\w*){0,3} ?(?:vrai|authentique|original|l'authenticite)?|authenticite (?:non|pas|inconnue)|(?:no se|no estoy segur[oa]|ni idea) (?:de )?si (?:\w+ ){0,2}(?:original|autentic[oa]|verdader[oa])|(?:non so|non sono sicur[oa]) se (?:\w+ ){0,2}(?:originale|autentic[oa]|ver[oa])|autenticita (?:non|ignota))(?= |$)/
const noCopy =
  /(?: |^)(?:(?:not?|isn'?t|never|kein\w*|pas|no es|non e|sin|ni)(?: (?:a|an|any|une?|eine?|una?))? (?:replicas?|counterfeit|knock ?offs?|falschung|contrefacon|falsificacion|imitacion))(?= |$)/
