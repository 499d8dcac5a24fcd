import { sizeForm, sizeForms, systemNamed } from './size-forms.ts'
import type { Place } from './size-place.ts'
import type { SizeRule } from './size-rule.ts'
import {
  heightSize,
  inSystem,
  namedNumber,
  numeral,
  ringSize,
  type SizeContext,
  type SizeValue,
  type WrittenNumber,
  young,
} from './size-values.ts'

const { start, cue, shoeCue, number, system, department } = sizeForms
const numberEnd = '(?![\\p{L}\\p{N}]|[.,/]\\d|\\s?%|\\s\\d{3})'
const joint = '(?:\\s?(?<joint>[-–/])\\s?(?<second>\\d{1,3}(?:[.,]5)?)(?!\\s?(?:cm|mm|in\\b|inch|["”%€])))?'
/** Width of a shoe, or petite and tall: on the tag, but not the size. */
const build =
  '(?:\\s?(?:P|T|M|D|B|N|R|S|L|EE?|2E|4E|WW?|[Ww]ide|[Pp]etite|[Tt]all|[Ss]hort|[Rr]egular|[Rr]eg|[Ll]ong)(?![\\p{L}\\p{N}]))?'
const jacketBuild = '(?<build>R|S|L|[Rr]eg|[Rr]egular|[Ss]hort|[Ll]ong|REG|REGULAR|SHORT|LONG)'
const systemAfter = `(?<after>\\s?(?:in\\s)?)[([]?\\s?(?<system>${system})(?![\\p{L}\\p{N}])(?:\\s(?:size|women['’]?s|men['’]?s))?[)\\]]?`

/** Numbers: with a system, behind a word that names a size, or by themselves where only a size can stand. */
export const numberSizeRules: readonly SizeRule[] = [
  // Jackets: "40R", "UK 42 Long".
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?:(?<system>${system})\\s?:?)?\\s?(?<n>3[4-9]|[45]\\d)\\s?${jacketBuild}(?![\\p{L}\\p{N}])(?!\\s(?:sleeve|length))`,
      'gu',
    ),
    confidence: 0.92,
    cued: true,
    value: ({ cue, system: name, n, build }, { sizing, department }, place) => {
      if (sizing !== 'clothing' || department === 'women') return null
      const letter = build?.charAt(0).toUpperCase() ?? ''
      if (build !== undefined && build.length > 1 && cue === undefined && name === undefined && !place.ends) return null
      return { system: systemNamed(name) ?? 'number', label: `${n}${letter}` }
    },
  },
  // "8 UK", "size 6,5 (UK)", "38 EU / 5 UK"; not the model's number in "Air Max 90 UK 8".
  {
    form: sizeForm(
      `(?<cue>${cue}|${shoeCue})?${start}(?<first>${number})${joint}${build}${systemAfter}(?!\\s?[:.]?\\s?\\d)`,
      'giu',
    ),
    confidence: 0.93,
    cued: false,
    value: systemSize,
  },
  {
    form: sizeForm(
      `(?<cue>${cue}|${shoeCue})?${start}(?<first>${number})${joint}${build}${systemAfter}(?=(?:[\\s,/|=·-]*${number}\\s?[([]?${system}(?![\\p{L}\\p{N}])[)\\]]?)+(?!\\s?[:.]?\\s?\\d))`,
      'giu',
    ),
    confidence: 0.93,
    cued: false,
    value: systemSize,
  },
  // "36 (DE)": brackets close what belongs together.
  {
    form: sizeForm(
      `(?<cue>${cue}|${shoeCue})?${start}(?<first>${number})${joint}\\s?[([]\\s?(?<system>${system})\\s?[)\\]]`,
      'giu',
    ),
    confidence: 0.93,
    cued: false,
    value: (groups, context, place) => systemSize({ ...groups, system: groups.system?.toUpperCase() }, context, place),
  },
  // "UK 8", "US women's 8", "EU size 38", "size (UK): 8".
  {
    form: sizeForm(
      `(?<cue>${cue}|${shoeCue})?(?:${department}\\s)?${start}[([]?(?<system>${system})[)\\]]?(?:[\\s-]?(?:size|women['’]?s|wmns|men['’]?s|ladies|kids|w|m|junior|youth|größe|gr\\.?|taille|talla|taglia)\\.?(?![\\p{L}]))*\\s?[:.=-]?\\s?(?<first>${number})${joint}${build}${numberEnd}`,
      'giu',
    ),
    confidence: 0.95,
    cued: false,
    value: systemSize,
  },
  // "C42": the chest, on British jackets.
  {
    form: sizeForm(`${start}C\\s?(?<n>3[4-9]|4\\d|5[0-6])(?:\\s?\\/\\s?\\d{2,3}\\s?cm)?(?![\\p{L}\\p{N}])`, 'giu'),
    confidence: 0.85,
    cued: true,
    value: ({ n }, { sizing, department }) =>
      (sizing === 'clothing' && department !== 'women') || (sizing === null && department === 'men')
        ? { system: 'number', label: `${n}` }
        : null,
  },
  // "W7", "M9": American shoes.
  {
    form: sizeForm(`${start}[MW]\\s?(?<n>[4-9]|1[0-5])(?<half>\\.5)?${numberEnd}`, 'gu'),
    confidence: 0.85,
    cued: true,
    value: ({ n, half }, { sizing }, place) =>
      sizing === 'shoes' || (sizing === null && place.ends && place.follows('color', 'brand'))
        ? { system: 'us', label: `${n}${half ?? ''}` }
        : null,
  },
  // "D 38": the letters of countries on European labels.
  {
    form: sizeForm(`(?<cue>${cue})?${start}(?<land>D|F|I|E)\\s?:?(?<first>3[2-9]|[45]\\d)${joint}${numberEnd}`, 'gu'),
    confidence: 0.85,
    cued: true,
    value: ({ land, first, joint: mark, second }, context) => {
      if (context.sizing === 'bras') return null
      const known = { D: 'de', F: 'fr', I: 'it', E: 'eu' }[land ?? ''] ?? 'number'
      return inSystem(known, { first: first ?? '', joint: mark, second }, context)
    },
  },
  // Behind a word that names a size.
  {
    form: sizeForm(
      `(?<named>${cue})(?:${department}\\s)?(?<between>(?<!\\p{L})\\p{L}[\\p{L}'’]*\\s)?(?<first>00|${number})${joint}${build}${numberEnd}(?!\\s?(?:x\\s?\\d|cm|mm|€|euro))`,
      'giu',
    ),
    confidence: 0.92,
    cued: true,
    value: cuedSize,
  },
  {
    form: sizeForm(`${shoeCue}(?<first>${number})${joint}${numberEnd}(?!\\s?(?:x\\s?\\d|cm|mm|€|euro))`, 'giu'),
    confidence: 0.85,
    cued: true,
    value: (groups, context, place) => (context.sizing === 'shoes' ? cuedSize(groups, context, place) : null),
  },
  // French "T38", "T.2", "T3".
  {
    form: sizeForm(`${start}T\\s?[.:]?\\s?(?<first>\\d{1,2})${joint}${numberEnd}`, 'gu'),
    confidence: 0.88,
    cued: true,
    value: (groups, context, place) =>
      context.language === 'de' ? null : cuedSize(groups, { ...context, language: 'fr' }, place),
  },
  {
    form: sizeForm(`${start}(?:it['’]?s|this is|is)\\s(?:an?|my)\\s(?<first>${number})${numberEnd}`, 'giu'),
    confidence: 0.7,
    cued: false,
    value: (groups, context, place) =>
      place.ends && context.sizing !== null ? cuedSize(groups, context, place) : null,
  },
  // "Size 10, sorry, 12": the correction says only the number.
  {
    form: sizeForm(
      `${start}(?:actually|edit|correction|sorry|oops|korrektur|eigentlich|sondern|en fait|erratum|en realidad|sino|anzi|in realtà)[\\s:,]{1,3}(?:(?:it['’]?s|it is|an?|es ist|c['’]est|es|è|una?|eine?)\\s)*(?<first>${number})${numberEnd}`,
      'giu',
    ),
    confidence: 0.8,
    cued: false,
    value: (groups, context, place) => (place.ends ? cuedSize(groups, context, place) : null),
  },
  // By itself.
  {
    form: sizeForm(
      `(?<![\\p{L}\\p{N}.,/$€£#+’'-])(?<first>\\d{1,3})\\s?(?<joint>[-–/])\\s?(?<second>\\d{1,3})${numberEnd}`,
      'gu',
    ),
    confidence: 0.7,
    cued: false,
    value: barePair,
  },
  {
    form: sizeForm(
      `(?<![\\p{L}\\p{N}.,/$€£#+’'x×-])(?<first>${number})(?<build>${build})${numberEnd}(?![-–/]\\d|\\s?[x×]\\s?\\d|['’]|\\+)`,
      'gu',
    ),
    confidence: 0.68,
    cued: false,
    value: bareNumber,
  },
]

type Groups = Readonly<Record<string, string | undefined>>

function writtenIn(groups: Groups): WrittenNumber {
  const first = numeral(groups.first ?? '')
  const second = groups.second?.replace(',', '.')
  // "Size 28/6" says two numbers, not a range: the first stands.
  if (second === undefined || Number(second) <= Number.parseFloat(first)) return { first }
  return { first, joint: groups.joint?.replace('–', '-'), second }
}

function systemSize(groups: Groups, context: SizeContext, place: Place): SizeValue | null {
  const known = systemNamed(groups.system)
  if (known !== null) {
    // "38 EUR" and "für EUR 25" are money, unless the size is named.
    const money = /^eur$/i.test(groups.system ?? '') && groups.cue === undefined
    if (money && (groups.after !== undefined || priceBefore.test(place.before))) return null
    return inSystem(known, writtenIn(groups), context)
  }
  return groups.cue === undefined ? null : cuedSize(groups, context, place)
}

function cuedSize(groups: Groups, context: SizeContext, place: Place): SizeValue | null {
  const written = writtenIn(groups)
  // "Taille" is the waist in German.
  if (context.language === 'de' && /^taille/i.test(groups.named ?? '')) return null
  // "Taille Lacoste 4": a name between; other words there ("size approx 10") are no part of it.
  if (groups.between !== undefined && !/^\p{Lu}\p{Ll}/u.test(groups.between)) return null
  if (/^\s?(?:in|of|on|for)?\s?(?:stock|photos?|available)/i.test(place.after)) return null
  const own =
    (groups.between !== undefined && Number(written.first) <= 9) ||
    ownScale.test(place.after) ||
    (Number(written.first) <= 6 && converted.test(place.after) && !young(context))
  if (own && context.sizing !== 'shoes' && context.sizing !== 'rings') return { system: 'brand', label: written.first }
  return namedNumber(written, context)
}

/** "Tagged 2 in her old numbering", "size 1 (brand's own)". */
const ownScale =
  /^[\s,]{0,2}\(?[^.;!?\n]{0,20}(?<!\p{L})(?:own (?:size|sizing|scale|numbering|letters|system)|numbering|brand siz\w+|(?:in )?(?:their|its|her|his) (?:old |own )?(?:sizing|scale|system|numbers|sizes)|eigene[rns]? größen?\w*|marken(?:eigene|größe)\w*|taille (?:de la )?marque|taille maison|propre à la marque|propias? de la marca|tallaje propio|talla de la marca|(?:taglia|misura) (?:del brand|della marca|propria))/iu
/** "Size 2 (UK 10)", "4 (= M)": a low number that is told in another system is the brand's own. */
const converted =
  /^[\s,–-]{0,3}\(?\s?(?:(?:that['’]?s|which is|so|this is|it['’]?s|i\.?e\.?|approx\.?|about|equivalent|equals?|equiv\.?|aka|or|~|=|≈|corresponds|entspricht|das ist|also|soit|équivaut|correspond|c['’]est|environ|equivale|es decir|o sea|corrisponde|cioè|pari)[\s:=.]*(?:to|a|à|an|un|une|una|etwa|ca\.?|approx\.?)?\s?)*(?:size\s|taille\s|talla\s|taglia\s|gr\.?\s)?(?:(?:UK|US|EU|FR|IT|DE|AU)\s?(?:size\s)?\d|\(?(?:XX?)?[SML](?![\p{L}'’])|small|medium|large|3[2-9]|4\d|[1-6]X\b|[1-3]\dW\b)/iu

/** Two numbers: "40/42", "39-42" of socks and shoes, "5-6" of a child, "3-6" of a baby. */
function barePair(groups: Groups, context: SizeContext, place: Place): SizeValue | null {
  const low = Number(groups.first)
  const high = Number(groups.second)
  const steps = high - low
  if (isOtherNumber(place)) return null
  // "28/6": the waist and the size of a dress.
  if (context.sizing === 'bottoms' && low >= 23 && low <= 36 && high <= 18 && high !== 10)
    return { system: 'waist', label: `${low}` }
  const written = writtenIn(groups)
  if (steps <= 0) return null
  const garment = context.sizing === 'clothing' || context.sizing === 'bottoms'
  if (young(context)) {
    if (context.sizing === 'shoes') return low >= 15 && high <= 42 && steps <= 3 ? namedNumber(written, context) : null
    const near = place.alone || place.follows('department', 'category', 'brand') || place.precedes('department')
    return steps <= 12 && near && !(high === 10 && written.joint === '/' && !place.follows('department'))
      ? namedNumber(written, context)
      : null
  }
  if (steps === 6 && !garment) return heightSize(written.first, written.second, context)
  if (low >= 35 && high <= 50 && steps <= 6 && (context.sizing === 'shoes' || steps === 3))
    return { system: 'number', label: labelFor(written) }
  if (garment && low >= 32 && high <= 60 && (steps === 2 || steps === 4) && low % 2 === 0)
    return { system: 'number', label: labelFor(written) }
  const english = garment && low >= 4 && high <= 32 && steps === 2 && low % 2 === 0
  return english &&
    (place.alone || place.follows('department') || (place.ends && place.follows('category', 'brand', 'color'))) &&
    !(high === 10 && written.joint === '/')
    ? { system: 'number', label: labelFor(written) }
    : null
}

function labelFor({ first, joint: mark, second }: WrittenNumber): string {
  return `${first}${mark ?? '/'}${second}`
}

/** A number with nothing that names it: a size only in the range and the place of one. */
function bareNumber(groups: Groups, context: SizeContext, place: Place): SizeValue | null {
  if (isOtherNumber(place)) return null
  const written = writtenIn(groups)
  const value = Number.parseFloat(written.first)
  const named = place.follows('department') || place.precedes('department')
  const atEnd = place.ends && place.follows('category', 'brand', 'color')
  const beside = named || place.alone || atEnd
  const among =
    beside ||
    place.followsName ||
    place.follows('brand', 'category', 'color', 'pattern', 'material') ||
    place.precedes('color', 'category', 'condition')
  const built = (groups.build ?? '') !== '' && among
  const whole = Number.isInteger(value)
  switch (context.sizing) {
    case 'shoes':
      if (value >= 35 && value <= 48 && (whole || value % 0.5 === 0 || /\/3$/.test(written.first)))
        return { system: 'eu', label: written.first }
      if (young(context) && value >= 16 && value < 35 && among) return { system: 'number', label: written.first }
      return value >= 3 && value <= 15 && (beside || (!whole && value % 0.5 === 0))
        ? { system: 'number', label: written.first }
        : null
    case 'rings':
      return value >= 3 && beside && !/^\s?(?:stone|diamond|stein|pierre)/i.test(place.after)
        ? ringSize(written.first)
        : null
    case 'gloves':
      return value >= 6 && value <= 11 && beside ? { system: 'number', label: written.first } : null
    case 'belts':
      return beside && ((value >= 65 && value <= 125 && value % 5 === 0) || (value >= 26 && value <= 54))
        ? { system: 'number', label: written.first }
        : null
    case 'hats':
      return value >= 53 && value <= 63 && beside ? { system: 'number', label: written.first } : null
    case 'bottoms':
    case 'clothing':
      return whole
        ? bareClothing(written.first, value, context, { beside: beside || built, among, alone: place.alone })
        : null
    case null:
      if (value > 60 || !(beside || (among && value >= 34 && value <= 48))) return null
      return value % 2 === 0 || value % 1 === 0.5 || (value >= 35 && value <= 45)
        ? { system: 'number', label: written.first }
        : null
    default:
      return null
  }
}

function bareClothing(
  label: string,
  value: number,
  context: SizeContext,
  place: { beside: boolean; among: boolean; alone: boolean },
): SizeValue | null {
  if (young(context)) {
    const height = value >= 50 ? heightSize(label, undefined, context) : null
    if (height !== null) return height
    return value >= 2 && value <= 16 && place.beside ? { system: 'kids', label } : null
  }
  if (context.sizing === 'bottoms' && value >= 24 && value <= 38 && place.among)
    return namedNumber({ first: label }, context)
  if (value >= 32 && value <= 58 && value % 2 === 0 && place.among) return { system: 'number', label }
  if ((value >= 4 || place.alone || label === '00') && value <= 30 && value % 2 === 0 && place.beside)
    return { system: 'number', label }
  return null
}

const priceBefore =
  /(?<!\p{L})(?:für|for|pour|por|per|preis|price|prix|precio|prezzo|vb|np|nur|only|versand)\s?:?\s?$/iu

/** A price, a count, a year, a share, a house: what numbers are when they are no size. */
function isOtherNumber({ before, after, follows, precedes }: Place): boolean {
  if (otherBefore.test(before) || otherAfter.test(after)) return true
  if (!precedes('material')) return false
  // "60 cotton 40 wool" are shares, "jacket 40 wool body" is not.
  return (
    follows('material') || /\d\s?%?\s?\p{L}+[\s,/&+]{1,3}$/u.test(before) || /^\s?\p{L}+[\s,/&+]{1,3}\d/u.test(after)
  )
}

const otherBefore =
  /(?:(?<!\p{L})(?:price|preis|prix|precio|prezzo|vb|np|uvp|rrp|retail|paid|pay|cost|costs|worth|value|asking|offers?|over|under|only|nur|seulement|solo|sólo|soli|just|about|around|about|approx|ca|circa|environ|no|nr|n[°º]|model|modell?|modèle|modelo|modello|style|art|artikel|ref|code|item|lot|set|pack|of|x|plus|minus|um|für|pour|por|per|from|since|seit|depuis|desde|dal|in|at|anni|años|années|anno|jahre|year|aged?|am|le|route|street|str|straße|rue|calle|via|version|v|vol|chapter|top|page|pic|photo|foto|bild|zoom|and|und|et|e|y)[.:]?\s{0,2}|[$€£]\s?|['’])$/iu
const otherAfter =
  /^\s?(?:x\b|times?\b|mal\b|fois\b|veces\b|volte\b|volta\b|%|€|euro|eur\b|£|\$|pcs|pieces?|stück|teil|pezzi|piezas|pièces|pack|years?|yrs?|months?|days?|hours?|weeks?|mins?|jahre?n?|monate?n?|tage?n?|ans\b|años|anni\b|jours?|días|giorni|photos?|pics?|bilder|fotos?|other|items?|buttons?|knöpfe|boutons|botones|bottoni|pockets?|taschen|poches|bolsillos|tasche|oz\b|l\b|ml\b|denier|den\b|inch|in\.|cm|mm|m\b|kg|g\b|k\b|kt|ct|carat|st\b|nd\b|rd\b|th\b|er\b|january|february|march|april|may\b|june|july|august|september|october|november|december|januar|märz|uhr|am\b|pm\b|°|watch|wash|likes|offers|bids|stone|diamond|way\b|piece|panel|hole|eyes?\b|eyelet|speed|panel|grams?|gram|points?|stars?|\/\s?(?:10|5)\b|out of)/iu
