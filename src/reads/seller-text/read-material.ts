import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsClause } from './context.ts'
import { findComposition, type Part } from './find-composition.ts'
import { isContrastedMaterial } from './is-contrasted-material.ts'
import { isDoubtedMaterial } from './is-doubted-material.ts'
import { isLining } from './is-lining.ts'
import type { Mention } from './lexicon.ts'
import { correctionForm } from './material-forms.ts'
import { isPartOfItem } from './material-parts.ts'
import { chooseCategory } from './read-category.ts'
import { labelOf, phraseAt, quoteSpan, type Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** What the shell is made of, and the lining apart. A look ("silk-feel"), a denial, a doubt and a trim are not the material. */
export function readMaterial(reading: Reading): Claim[] {
  const item = chooseCategory(reading)?.id ?? null
  const parts = withoutDenied(reading, findComposition(reading)).filter(
    (part) => (part.percent !== null || isOfItem(reading, part.mention)) && !isDoubtedMaterial(reading, part),
  )
  const inside = parts.filter((part) => isLining(reading, part))
  // A jacket of which only the down is said is a down jacket.
  const lining = inside.length === parts.length && inside.every(({ id }) => id === 'down') ? [] : inside
  const shell = corrected(
    reading,
    parts.filter(
      (part) => !lining.includes(part) && (part.percent !== null || !isPartOfItem(reading, part.mention, item)),
    ),
  )
  return [...claim(reading, 'material', shell), ...claim(reading, 'lining', lining)]
}

/** "Lederjacke, kein echtes Leder!": the item's own word is taken back by the denial that makes it faux. */
function withoutDenied(reading: Reading, parts: readonly Part[]): readonly Part[] {
  const taken = parts
    .filter(({ id, start, end }) => id.startsWith('faux-') && denials.test(reading.text.slice(start, end)))
    .map(({ id }) => id.slice('faux-'.length))
  return parts.filter(({ id }) => !taken.includes(id))
}

const denials = /^(?:kein\w*|nicht|not?|pas|non|isn[’']?t|aucun)\s/i

function claim(reading: Reading, attribute: 'material' | 'lining', parts: readonly Part[]): Claim[] {
  const measured = parts.filter((part) => part.percent !== null)
  const used = firstComposition(measured.length > 0 ? measured : oneSentence(reading, withoutWeaves(reading, parts)))
  if (used.length === 0) return []
  const value = [...used]
    .sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0))
    .map(({ id, percent }) => ({ id, percent }))
  const label = value
    .map(
      ({ id, percent }) =>
        `${percent === null ? '' : `${percent}% `}${labelOf(reading.dictionary.taxonomy, 'material', id)}`,
    )
    .join(', ')
  const confidence = measured.length > 0 ? 0.95 : used.length === 1 ? 0.85 : 0.7
  return [
    {
      attribute,
      value,
      label,
      status: 'stated',
      confidence,
      evidence: used.map(({ start, end }) => quoteSpan(reading, start, end)),
    },
  ]
}

/** Percentages that sum to 100 end the first composition; what follows belongs to another piece. Each id once. */
function firstComposition(parts: readonly Part[]): Part[] {
  const used: Part[] = []
  let sum = 0
  for (const part of parts) {
    if (used.some(({ id }) => id === part.id)) continue
    if (sum >= 99.5 || sum + (part.percent ?? 0) > 100.5) break
    used.push(part)
    sum += part.percent ?? 0
  }
  return used
}

/** Without percentages, the materials of one sentence are the item's; those of another are of its parts and its care. */
function oneSentence(reading: Reading, parts: readonly Part[]): readonly Part[] {
  const first = parts[0]
  if (first === undefined) return parts
  const end = reading.line.endOf(first.mention.last, 'sentence')
  return parts.filter(({ mention }) => mention.first < end)
}

/** "Cotton jersey", "polyester chiffon", "satin de soie": the fiber says what it is made of, the weave how. */
function withoutWeaves(reading: Reading, parts: readonly Part[]): Part[] {
  const touches = (a: Mention, b: Mention) =>
    /^ (?:(?:de|di|of|aus|en) )?$/.test(
      reading.line.text.slice(reading.line.spanOf(a.first, a.last)[1], reading.line.spanOf(b.first, b.last)[0]),
    )
  return parts.filter(
    (part) =>
      !weaves.has(part.id) ||
      !parts.some(
        (other) =>
          !weaves.has(other.id) && (touches(part.mention, other.mention) || touches(other.mention, part.mention)),
      ),
  )
}

const joins = wordSet('over und and uber et sur y sobre e su & auf mit')
const weaves = new Set(['jersey', 'satin', 'chiffon'])

/** "First listed as wool, care label says 100% acrylic": what stands behind the correction, where materials do. */
function corrected(reading: Reading, parts: readonly Part[]): readonly Part[] {
  const last = reading.line
    .find(correctionForm)
    .filter(({ last: at }) => parts.some(({ mention }) => mention.first > at && mention.first <= at + 7))
    .at(-1)
  return last === undefined ? parts : parts.filter(({ mention }) => mention.first > last.last)
}

function isOfItem(reading: Reading, mention: Mention): boolean {
  const { tokens } = reading
  if (
    !isContrastedMaterial(reading, mention) &&
    isDenied(tokens, mention.first, mention.last, (index) => isMaterial(reading, index), 2)
  )
    return false
  const next = tokens[mention.last + 1]
  const close = next !== undefined && /^[\s-]?$/.test(next.gap)
  if (close && (looks.has(next.word) || (next.gap === '-' && /^(?:y|ish|esque|ey)$/.test(next.word)))) return false
  // "Pana color teja" is corduroy in brick; "linen color" is a color.
  if (close && colors.has(next.word) && !romance(reading)) return false
  const before = tokens[mention.first - 1]
  if (before !== undefined && looksBefore.has(before.word) && !startsClause(tokens[mention.first])) return false
  if (['color', 'closure', 'pattern'].some((attribute) => isInside(reading, attribute, mention))) return false
  // The seller's word for the item ("Bulls jersey") or a shade's name ("'Matte Pearl'") is no fabric.
  const item = chooseCategory(reading)?.mention
  const isItem = item !== undefined && item.first === mention.first && item.last === mention.last
  if (isItem && ambiguous.has(phraseAt(reading, mention))) return false
  if (isQuoted(reading, mention)) return false
  // A Spanish "jersey" is a sweater unless something is made of it.
  if (phraseAt(reading, mention) === 'jersey' && reading.languages[0] === 'es')
    return /^(?:de|en|tejido|punto)$/.test(before?.word ?? '')
  return !ambiguous.has(phraseAt(reading, mention)) || isPlainlyMaterial(reading, mention)
}

function isQuoted(reading: Reading, { first, last }: Mention): boolean {
  const before = /(?<![\p{L}\p{N}])["“„«‘'][^"“”„«»‘’'\n]{0,30}$/u.test(
    reading.text.slice(0, reading.tokens[first]?.start ?? 0),
  )
  return before && /^[^"“”„«»‘’'\n]{0,30}["”“»’'](?!\p{L})/u.test(reading.text.slice(reading.tokens[last]?.end ?? 0))
}

function romance(reading: Reading): boolean {
  return ['fr', 'es', 'it'].includes(reading.languages[0] ?? 'en')
}

function isInside(reading: Reading, attribute: string, { first, last }: Mention): boolean {
  return reading
    .mentions(attribute)
    .some((other) => other.first <= first && other.last >= last && other.last - other.first > last - first)
}

function isMaterial(reading: Reading, index: number): boolean {
  return reading.mentions('material').some((mention) => mention.first <= index && mention.last >= index)
}

/**
 * "Down", "lace", "rubber", "canvas" are materials behind "in" or "of", shortly before the item's own word or another material,
 * or where nothing but colors and such stands with them between two commas.
 */
function isPlainlyMaterial(reading: Reading, { first, last }: Mention): boolean {
  const before = reading.tokens[first - 1]?.word ?? ''
  if (verbsBefore.has(before)) return false
  if (prepositions.has(before) && !startsClause(reading.tokens[first])) return true
  if (isMaterial(reading, last + 1) || isMaterial(reading, first - 1)) return true
  // "Spitze über Chiffon", "lace and satin".
  if (joins.has(reading.tokens[last + 1]?.word ?? '') && isMaterial(reading, last + 2)) return true
  for (let index = last + 1; index <= last + 3; index++) {
    if (startsClause(reading.tokens[index])) break
    if (reading.mentions('category').some((mention) => mention.first === index)) return true
  }
  const kinds = reading.mentions('category')
  // "Down jacket", "rubber boots": the word is part of the item's own; "jersey de cuello alto" is all of it.
  if (!romance(reading) && kinds.some((mention) => mention.first <= first && mention.last > last)) return true
  // "Teddy fleece", "Kleid Spitze": it follows the item's own word.
  if (kinds.some((mention) => mention.first <= first && mention.last >= last - 1 && mention.last <= first)) return true
  return isAlone(reading, first, last)
}

function isAlone(reading: Reading, first: number, last: number): boolean {
  const start = reading.line.startOf(first)
  const end = reading.line.endOf(last, 'clause')
  const describes = (index: number) =>
    adjectives.has(reading.tokens[index]?.word ?? '') ||
    ['color', 'pattern', 'department', 'fit', 'condition'].some((attribute) =>
      reading.mentions(attribute).some((mention) => mention.first <= index && mention.last >= index),
    )
  for (let index = start; index < end; index++) {
    if ((index < first || index > last) && !describes(index)) return false
  }
  return true
}

/** "Button down", "marked down". */
const verbsBefore = wordSet(
  'half full quarter floating button buttoned marked worn upside toned zip fold folded turn turned come calm slim laid wash',
)
const looks = wordSet(
  'feel feeling look looks looking like effect style touch optik imitat haptik aspect effetto imitation inspired print wash safe plated filled vermeil tone toned dipped plate overlay substitute alternative conditioner cleaner balm brush type esque lookalike alike screen road candy effekt imitation vergoldet plaque',
)
const colors = wordSet('colored coloured color colour blue')
const looksBefore = wordSet(
  'aspect effet imitation efecto tacto effetto look imitacion imitazione faux fake finta finto falso falsa fausse kein simil simili similar facon genre tipo type fantasia motivo motif imprime estampado stampa pseudo as like than acabado toucher plated plaque chapado placcato banado sintetica synthetique',
)
const ambiguous = wordSet(
  'down cord patent fur fell bast titan lace straw vernice tela pile polar ante canvas jersey rubber gold silver verni vernis cuoio 14k 18k 9ct 18ct perle pearl perlas perles perlen toile goma gomma duvet plumas plumon bamboo poly pu paja paille polaire spitze acier',
)
const prepositions = wordSet('in of di de en aus pura puro pure real echtes echtem 100 vera genuine solid from')
const adjectives = wordSet(
  'tall gloss glossy shiny matte matt soft thick thin waxed heavy genuine real pure new old natural natur naturale natural vero vera vrai vraie epais epaisse doux douce suave grueso morbido morbida pesante reiner echtes echt weich dick upper shell outer fabric material stoff materiale matiere tejido pieno full grain quality top natur color colour couleur and y et e und & lovely nice beautiful tull tulle tul',
)
