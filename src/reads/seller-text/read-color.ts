import type { Claim } from '../../domain/claim.ts'
import { isColorOfGround, isColorOfPart, isColorOfPattern, isColorOfStone, isSlash } from './color-parts.ts'
import { isDenied, startsClause, startsSentence } from './context.ts'
import { gapAfter } from './gap-after.ts'
import { isPrintedSpot } from './is-printed-spot.ts'
import type { Mention } from './lexicon.ts'
import { isPartOfItem } from './material-parts.ts'
import { chooseCategory } from './read-category.ts'
import { labelOf, type Reading, stated } from './reading.ts'
import { wordSet } from './word-set.ts'

/** The item's one or two main color families, with the seller's own words as the label. Never a stain's, a trim's or a name's color. */
export function readColor(reading: Reading): Claim[] {
  const mentions = withoutTakenBack(
    reading,
    reading.mentions('color').filter((mention) => isOfItem(reading, mention)),
  )
  const main = chooseMain(reading, mentions)
  if (main === null) {
    const wash = fromWash(reading)
    return wash.length > 0 ? wash : fromMaterial(reading)
  }
  const joined = joinedColors(reading, mentions, main.mention)
  const families = [...new Set(joined.map((mention) => mention.id))].slice(0, 2)
  const label = joined.map(({ first, last }) => textOf(reading, first, last)).join(' / ')
  return [
    stated(
      reading,
      { attribute: 'color', value: families, label, confidence: sureness[Math.max(0, main.rank)] ?? 0.5 },
      joined,
    ),
  ]
}

/** "A little black dress that isn't black: midnight blue", "the little black dress, but in red": said first, and taken back. */
function withoutTakenBack(reading: Reading, mentions: readonly Mention[]): readonly Mention[] {
  const { tokens, line } = reading
  const others = line.find(butIn).map(({ last }) => last + 1)
  const taken = reading
    .mentions('color')
    .filter(
      ({ id, first, last }) =>
        !metals.has(id) &&
        isDenied(tokens, first, last, undefined, 2) &&
        mentions.some((mention) => mention.id !== id && mention.first > last && mention.first <= last + 8),
    )
    .flatMap(({ id, last }) => mentions.filter((mention) => mention.id === id && mention.last < last))
  const explained = line
    .find(meaning)
    .flatMap(({ first, last }) =>
      mentions.some((mention) => mention.first > last && mention.first <= last + 4)
        ? mentions.filter((mention) => mention.last < first && mention.last >= first - 5)
        : [],
    )
  const asked = mentions.filter(({ last }) => /^["'”)]?\s?\?/.test(gapAfter(reading, last)))
  const replaced = mentions.filter(({ first }) => !others.includes(first) && others.some((other) => other > first))
  const left = mentions.filter((mention) => ![taken, explained, asked].some((some) => some.includes(mention)))
  const rest = mentions.some(({ first }) => others.includes(first))
    ? left.filter((mention) => !replaced.includes(mention))
    : left
  return rest.length > 0 ? rest : mentions
}

const metals = new Set(['gold', 'silver', 'rose-gold', 'bronze'])
/** "'Glacier Orchid', which is marketing for pale purple": a shade's name, and what it is. */
const meaning =
  /\b(?:aka|i e|in other words|meaning|basically|essentially|(?:marketing|fancy|code|speak|posh|name|term) for|das heisst|sprich|c'est a dire|autrement dit|es decir|o sea|cioe|ovvero)\b/g
const butIn = /\b(?:but|only|aber|nur|mais|pero|ma|solo) (?:in|en|auf) (?:a |an |ein |einem )?(?=\w)/g

const sureness = [0.9, 0.7, 0.6, 0.5]
/** What a ground's color ranks: before the print's, which is named first as a rule. */
const ground = -1

/** The first of the plainest: a color, then a word that may be one, then a pattern's color, then one said after a flaw. */
function chooseMain(reading: Reading, mentions: readonly Mention[]): { mention: Mention; rank: number } | null {
  const ranked = mentions
    .filter((mention) => !isWash(reading, mention, mentions))
    .flatMap((mention) => {
      const rank = rankOf(reading, mention)
      return rank === null ? [] : [{ mention, rank }]
    })
  const best = Math.min(...ranked.map(({ rank }) => rank))
  return ranked.find(({ rank }) => rank === best) ?? null
}

/** "Acid wash gray shorts": the wash of a color that stands right behind. */
function isWash(reading: Reading, { first, last }: Mention, mentions: readonly Mention[]): boolean {
  return (
    /(?:wash|waschung|lavaggio|lavado|delavage|rinse)(?: \w+)?$/.test(
      reading.line.text.slice(...reading.line.spanOf(first, last)),
    ) && mentions.some((other) => other.first === last + 1 && !startsClause(reading.tokens[last + 1]))
  )
}

function rankOf(reading: Reading, mention: Mention): number | null {
  if (isColorOfStone(reading, mention)) return null
  if (isColorOfPart(reading, mention)) return isOfMainPart(reading, mention) ? 3 : null
  if (isColorOfGround(reading, mention)) return ground
  if (isColorOfPattern(reading, mention)) return 2
  if (isAfterFlaw(reading, mention)) return 3
  const word = textOf(reading, mention.first, mention.last).toLowerCase()
  if (!vague.has(word) || (reading.languages[0] === 'fr' && plainInFrench.has(word))) return 0
  if (isPlainlyColor(reading, mention)) return 0
  if (isCompared(reading, mention)) return 1
  return strict.has(word) || !endsClause(reading, mention.last) ? null : 1
}

/** Straps are most of a sandal, the dial most of a watch: their color is the item's where no other is said. */
function isOfMainPart(reading: Reading, { last }: Mention): boolean {
  const isNamed = reading.mentions('material').find((mention) => mention.first === last + 1)
  const at = (isNamed?.last ?? last) + 1
  const next = reading.tokens[at]
  if (next === undefined || !sameClause(reading, last, at)) return false
  const item = chooseCategory(reading)?.id ?? ''
  return mostOf.get(item)?.includes(next.word) === true
}

const strapped = 'strap straps upper uppers riemen riemchen brides tiras correas fasce listini'.split(' ')
const mostOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['sandals', strapped],
  ['heels', strapped],
  ['sunglasses', 'lens lenses glaser verres lentes cristales lenti'.split(' ')],
  ['watches', 'dial face zifferblatt cadran esfera quadrante'.split(' ')],
])
const plainInFrench = new Set(['rose', 'noir'])

/** "Coffee stain on the cuff, brown": what stands alone right behind a flaw's clause is the flaw's. */
function isAfterFlaw(reading: Reading, { first, last }: Mention): boolean {
  const opens = reading.line.startOf(first)
  if (opens === 0 || opens !== first || startsSentence(reading.tokens[opens])) return false
  if (!startsClause(reading.tokens[last + 1])) return false
  const before = reading.line.startOf(opens - 1)
  return reading.mentions('flaws').some((flaw) => flaw.first >= before && flaw.first < opens)
}

/** Denim that is raw, rinsed or stonewashed is blue where no other color is said: "jean brut", "jeans lavaggio medio". */
function fromWash(reading: Reading): Claim[] {
  const isDenim =
    denims.has(chooseCategory(reading)?.id ?? '') || reading.mentions('material').some(({ id }) => id === 'denim')
  const match = isDenim ? reading.line.find(washes).find(({ first }) => !reading.asides.has(first)) : undefined
  if (match === undefined || reading.dictionary.taxonomy.attributes.every(({ id }) => id !== 'color')) return []
  const label = labelOf(reading.dictionary.taxonomy, 'color', 'blue')
  return [stated(reading, { attribute: 'color', value: ['blue'], label, confidence: 0.6 }, [match])]
}

const denims = new Set(['jeans', 'denim-jackets'])
const washes =
  /\b(?:brut|brute|raw|unwashed|selvedge|selvage|rinsed?|rinse wash|one wash|stone ?wash(?:ed)?|(?:dark|light|medium|mid|used|vintage) ?wash(?:ed)?|wash(?:ed)? denim|delavee?s?|delave|gewaschen|verwaschen|used|lavaggio|lavado|indigo|prelavado|stone)\b/g

/** "Listed as navy but really black", "looks black, is navy": what it only seems. */
function onlySeems(reading: Reading, { first, last }: Mention): boolean {
  const before = [first - 1, first - 2, first - 3].map((index) => reading.tokens[index]?.word ?? '')
  const isSeen = before.some(
    (word, offset) => seems.has(word) && !before.slice(0, offset).some((near) => turnsTo.has(near)),
  )
  if (!isSeen) return false
  for (let index = last + 1; index < Math.min(reading.line.endOf(last, 'sentence'), last + 8); index++) {
    if (!turnsTo.has(reading.tokens[index]?.word ?? '')) continue
    return reading.mentions('color').some((other) => other.first > index && other.first <= index + 6)
  }
  return false
}

/** Silver and gold say the color too, where nothing else does: a material whose id is a family's; so do pearls. */
function fromMaterial(reading: Reading): Claim[] {
  const families = reading.dictionary.taxonomy.attributes.find(({ id }) => id === 'color')?.values ?? []
  const item = chooseCategory(reading)?.id ?? null
  const familyOf = (material: string) => {
    const family = colorOfMaterial.get(material) ?? material
    return families.some(({ id }) => id === family) ? family : null
  }
  const found = reading
    .mentions('material')
    .filter(
      (mention) => !isPartOfItem(reading, mention, item) && !isDenied(reading.tokens, mention.first, mention.last),
    )
    .map((mention) => ({ mention, family: familyOf(mention.id) }))
    .find(({ family }) => family !== null)
  if (found === undefined || found.family === null) return []
  const label = labelOf(reading.dictionary.taxonomy, 'color', found.family)
  return [stated(reading, { attribute: 'color', value: [found.family], label, confidence: 0.5 }, [found.mention])]
}

const colorOfMaterial = new Map([['pearl', 'white']])

function isOfItem(reading: Reading, mention: Mention): boolean {
  const { tokens } = reading
  if (isDenied(tokens, mention.first, mention.last, undefined, 2)) return false
  if (['material', 'condition'].some((attribute) => covers(reading.mentions(attribute), mention))) return false
  if (isQuoted(reading, mention) || onlySeems(reading, mention)) return false
  // "Heather pink": a way to spin it, where a color stands right behind.
  const isHeather = /^(?:heather|heathered|marl|marled|undyed|natural|naturel|naturale|natur)$/.test(
    tokens[mention.first]?.word ?? '',
  )
  if (
    isHeather &&
    mention.first === mention.last &&
    reading.mentions('color').some(({ first }) => first === mention.last + 1 && tokens[first]?.gap === ' ')
  )
    return false
  // "Cuoio nero": the word is the leather where a color stands right behind.
  const isMaterial = reading
    .mentions('material')
    .some(({ first, last }) => first === mention.first && last === mention.last)
  if (isMaterial && reading.mentions('color').some(({ first }) => first === mention.last + 1)) return false
  // "Red wine stain", "a white mark": the color of the flaw.
  const flaws = reading.mentions('flaws')
  if (
    flaws.some(
      ({ id, first, last }) =>
        (seen.has(id) &&
          !isPrintedSpot(reading, last) &&
          first > mention.last &&
          first <= mention.last + 3 &&
          sameClause(reading, mention.last, first)) ||
        (first <= mention.first && last >= mention.last && last > first),
    )
  )
    return false
  return !isPartOfName(reading, mention)
}

function covers(mentions: readonly Mention[], { first, last }: Mention): boolean {
  return mentions.some(
    (mention) => mention.first <= first && mention.last >= last && mention.last - mention.first > last - first,
  )
}

/** Inside quotation marks with two or more other words: a title, a print's words, a model's name. */
function isQuoted(reading: Reading, { first, last }: Mention): boolean {
  const start = reading.tokens[first]?.start ?? 0
  const end = reading.tokens[last]?.end ?? start
  const before = /(?<![\p{L}\p{N}])["“„«‘']([^"“”„«»‘’'\n]{0,40})$/u.exec(reading.text.slice(0, start))
  const after = /^([^"“”„«»‘’'\n]{0,40})["”“»’'](?!\p{L})/u.exec(reading.text.slice(end))
  if (before === null || after === null || /\d\s*$/.test(reading.text.slice(0, start - before[0].length))) return false
  return `${before[1]} ${after[1]}`.trim().split(/\s+/).filter(Boolean).length >= 2
}

/** A capital in the middle of a sentence, next to another unknown capital: "Orange County", "Boston Red Sox". */
function isPartOfName(reading: Reading, { first, last }: Mention): boolean {
  const capital = (index: number) => /^\p{Lu}\p{Ll}/u.test(reading.tokens[index]?.raw ?? '')
  if (!capital(first) || !capital(last)) return false
  const next = last + 1
  if (!capital(next) || startsClause(reading.tokens[next])) return false
  const known = [
    'category',
    'department',
    'material',
    'pattern',
    'color',
    'size',
    'fit',
    'neckline',
    'length',
    'sleeve-length',
    'style',
  ].some((attribute) => reading.mentions(attribute).some((mention) => mention.first <= next && mention.last >= next))
  const otherCapitals = reading.tokens.filter((token, index) => index > next && /^\p{Lu}\p{Ll}/u.test(token.raw)).length
  return !known && otherCapitals < reading.tokens.length * 0.3 && !reading.named.has(next)
}

/** Words that are colors only where something says so: before the item's own word or its fabric, alone between commas, behind "color:". */
function isPlainlyColor(reading: Reading, { first, last }: Mention): boolean {
  const before = reading.tokens[first - 1]
  if (before !== undefined && (colorCues.has(before.word) || shades.has(before.word))) return true
  const next = reading.tokens[last + 1]
  if (next !== undefined && colorAfter.has(next.word) && !startsClause(next)) return true
  if ((startsClause(reading.tokens[first]) || isSlash(reading.tokens[first])) && endsClause(reading, last)) return true
  const beside = (attribute: string, reach: number) =>
    reading
      .mentions(attribute)
      .some(
        (mention) => mention.first > last && mention.first <= last + reach && sameClause(reading, last, mention.first),
      )
  if (beside('category', 3) || beside('material', 2) || beside('pattern', 1)) return true
  if (fabrics.has(reading.tokens[last + 1]?.word ?? '') && !startsClause(reading.tokens[last + 1])) return true
  return reading
    .mentions('color')
    .some(
      (other) =>
        (other.first > last ? other.first - last : first - other.last) === 1 &&
        other.first !== first &&
        /^\s*[/&-]?\s*$/.test(reading.tokens[Math.max(other.first, first)]?.gap ?? ''),
    )
}

/** "Kinda olive", "the color of wet sand": a plain color elsewhere goes before it. */
function isCompared(reading: Reading, { first }: Mention): boolean {
  return comparison.test(reading.line.text.slice(...reading.line.spanOf(Math.max(0, first - 6), first - 1)))
}

function endsClause(reading: Reading, last: number): boolean {
  const next = reading.tokens[last + 1]
  return next === undefined || startsClause(next) || isSlash(next) || goesOn.has(next.word)
}

/** Colors said together: "black and white", "navy/cream", "blau-weiß". */
function joinedColors(reading: Reading, mentions: readonly Mention[], main: Mention): Mention[] {
  const joined = [main]
  for (const next of mentions.filter((mention) => mention.first > main.last)) {
    const previous = joined.at(-1) ?? main
    const from = reading.tokens[previous.last]?.end ?? 0
    const between = reading.text.slice(from, reading.tokens[next.first]?.start ?? from)
    if (!/^\s*(?:[/&+–-]|,|and|und|et|y|e|with|mit|avec|con|w\/|n|x)?\s*$/i.test(between) || between.includes('\n'))
      break
    if (!isColorOfPart(reading, next) && (!isColorOfPattern(reading, next) || isColorOfPattern(reading, main)))
      joined.push(next)
  }
  return joined
}

function sameClause(reading: Reading, from: number, to: number): boolean {
  for (let index = from + 1; index <= to; index++) if (startsClause(reading.tokens[index])) return false
  return true
}

function textOf(reading: Reading, first: number, last: number): string {
  return reading.text.slice(reading.tokens[first]?.start ?? 0, reading.tokens[last]?.end ?? 0)
}

const vague = wordSet(
  'miel miele honig hazelnut concrete bred bracken royal maple fig iris butter banana corn carrot ember date bark pecan cigar port steel fog mist frost coal soot camo fir bamboo clover palm petal sherbet strawberry fraise erdbeere fresa fragola butter burro beurre mantequilla nuss raisin uva figue hafer leinen lin almond mandel cement ciment cemento nude prune straw guava lychee salsa rouge café caffè chocolat chocolate cioccolato indigo zebra noir clear natural stone jet sand wine ash linen bone oat wheat mint coffee petrol rust grape cherry plum lemon pine rose olive champagne flax buff cardinal rost pesca vino café silver gold oro plata argent or sky smoke heather slate midnight lead flint granite graphite mushroom latte vanilla curry tomato watermelon mango cinnamon flamingo hibiscus peony cactus sunflower primrose lagoon sapin menthe menta limón limone lima oliva olive arena sable perla fumo piombo plomo naturel naturale natur jade ruby amber peach pumpkin caramel honey saddle walnut hazel tobacco toffee whiskey copper brass toast fern lime orchid violet poppy beet ginger custard maize chalk snow milky porcelain pebble sesame chai latte mocha onyx sapphire garnet assorted',
)
/** Weaves and knits that are no material of their own. */
const fabrics = wordSet(
  'birko crepe rib ribbed knit knitted poplin twill jacquard boucle gabardine organza tulle mesh crochet strick rippstrick ripp maille cotele punto maglia costine strap band plaid check tartan stitch blend mix print finish tone toned coloured colored glitter plastic pvc perspex lucite vinyl frame frames gestell montura monture montatura hopsack herringbone birdseye seersucker moleskin whipcord sharkskin flannel melton oxford chambray serge cheviot cavalry barathea epi togo clemence epsom waffle pointelle grosgrain taffeta brocade fischgrat flanell gabardina',
)
/** Words so common in other senses that the end of a clause is not enough. */
const strict = wordSet('clear natural or oro argent plata rose wine jet lead sky snow rost gold ginger poppy assorted')
/** Flaws that have a color of their own. */
const seen = wordSet('stain scuff scratch discoloration snag')
const goesOn = wordSet('with w mit avec con size sz gr taille talla taglia worn')
const seems = wordSet(
  'looks look looking appears appear seems seem listed photographs photographed shows called described labelled labeled sold sieht wirkt parait parece sembra',
)
const turnsTo = wordSet("but actually really mais aber pero ma is it's")
/** "Kinda olive", "the color of wet sand", "somewhere between rust and wine". */
const comparison =
  /(?:\b(?:kinda|sorta|(?:kind|sort) of|more of|more like|more or less|somewhere between|roughly|basically|mostly|eine art|eher|plutot|mas bien|piuttosto)(?: an?)?|\b(?:colou?r|shade|tone|hue|farbe|farbton|couleur|teinte|ton|tono|colore|tinta) (?:of|von|wie|du|de|de la|di|del|della|dello|come|comme|like)(?: [\w']+){0,3}) ?$/
const colorAfter = wordSet('color colour colored coloured shade hue ish')
const colorCues = wordSet(
  'color colour farbe couleur colore in color: en colored coloured farben coloris tono ton tonalita',
)
const shades = wordSet(
  'light dark deep pale bright soft dusty muted hell dunkel clair fonce claro oscuro chiaro scuro vert bleu rouge verde azul rojo rosso blu medium neon pastel faded washed',
)
