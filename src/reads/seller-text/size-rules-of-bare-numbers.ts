import { sizeForm, sizeForms } from './size-forms.ts'
import type { Place } from './size-place.ts'
import type { SizeRule } from './size-rule.ts'
import {
  adult,
  heightSize,
  labelOf,
  namedNumber,
  ringSize,
  type SizeContext,
  type SizeValue,
  writtenIn,
  young,
} from './size-values.ts'

const { number, numberEnd, build } = sizeForms

/** Numbers by themselves, where only a size can stand. */
export const bareNumberSizeRules: readonly SizeRule[] = [
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
  // "Youth 12-14": years, as "age" would say.
  if (garment && steps <= 2 && high <= 18 && low >= 2 && /(?<!\p{L})(?:youth|juniors?|teens?)\s$/iu.test(place.before))
    return { system: 'kids', label: `${low}-${high}Y` }
  if (young(context)) {
    // Socks by the shoes they go in.
    if (low >= 15 && high <= 42 && steps >= 2 && steps <= 4 && place.follows('department', 'category', 'color'))
      return { system: 'number', label: labelOf(written) }
    if (context.sizing === 'shoes') return low >= 15 && high <= 42 && steps <= 3 ? namedNumber(written, context) : null
    const near = place.alone || place.follows('department', 'category', 'brand') || place.precedes('department')
    return steps <= 12 && near && !(high === 10 && written.joint === '/' && !place.follows('department'))
      ? namedNumber(written, context)
      : null
  }
  // "0-3" and "18-24" by themselves: months, since no years run so.
  if (/^(?:0-3|0-6|12-18|18-24)$/.test(`${low}-${high}`) && garment && place.alone && !adult(context))
    return { system: 'baby', label: `${low}-${high}M` }
  // "7-8" by itself, of clothes that nobody says are for adults: years.
  const near = place.alone || place.follows('category', 'brand') || place.precedes('category')
  if (steps === 1 && low >= 2 && high <= 14 && garment && near && !adult(context))
    return { system: 'kids', label: `${low}-${high}Y` }
  if (steps === 6 && !garment) return heightSize(written.first, written.second, context)
  if (low >= 35 && high <= 50 && steps <= 6 && (context.sizing === 'shoes' || steps === 3))
    return { system: 'number', label: labelOf(written) }
  if (garment && low >= 32 && high <= 60 && (steps === 2 || steps === 4) && low % 2 === 0)
    return { system: 'number', label: labelOf(written) }
  // "Lane Bryant 22/24 tunic": only plus sizes are written so.
  const plus = garment && written.joint === '/' && low >= 14 && high <= 32 && steps === 2 && low % 2 === 0
  if (plus && (place.follows('brand', 'category', 'color') || place.precedes('category', 'color')))
    return { system: 'number', label: labelOf(written) }
  const english = garment && low >= 4 && high <= 32 && steps === 2 && low % 2 === 0
  return english &&
    (place.alone || place.follows('department') || (place.ends && place.follows('category', 'brand', 'color'))) &&
    !(high === 10 && written.joint === '/')
    ? { system: 'number', label: labelOf(written) }
    : null
}

/** A number with nothing that names it: a size only in the range and the place of one. */
function bareNumber(groups: Groups, context: SizeContext, place: Place): SizeValue | null {
  if (isOtherNumber(place)) return null
  const written = writtenIn(groups)
  const value = Number.parseFloat(written.first)
  const named = place.follows('department') || place.precedes('department')
  const atEnd = place.ends && place.follows('category', 'brand', 'color')
  const beside = named || place.alone || atEnd
  // "Jordan 11" is a model.
  const besideKind = named || place.alone || (place.ends && place.follows('category', 'color'))
  const among =
    beside ||
    place.followsName ||
    place.follows('brand', 'category', 'color', 'pattern', 'material') ||
    place.precedes('color', 'category', 'condition') ||
    /(?<!\p{L})(?:in|en)\s$/iu.test(place.before)
  const between = place.follows('category', 'brand') && place.precedes('color', 'category', 'material', 'pattern')
  const built = (groups.build ?? '') !== '' && among
  if (/^0\d/.test(written.first) && written.first !== '00') return null
  const whole = Number.isInteger(value)
  switch (context.sizing) {
    case 'shoes':
      if (value >= 35 && value <= 48 && (whole || value % 0.5 === 0 || /\/3$/.test(written.first)))
        return { system: 'eu', label: written.first }
      // Only children's feet are so small in Europe.
      if (whole && value >= 16 && value < 35 && (young(context) ? among : beside && !adult(context)))
        return { system: 'number', label: written.first }
      return value >= (young(context) ? 0 : 3) && value <= 15 && (besideKind || (!whole && value % 0.5 === 0))
        ? { system: 'number', label: written.first }
        : null
    case 'rings':
      return value >= 3 && beside && !/^\s?(?:stone|diamond|stein|pierre)/i.test(place.after)
        ? ringSize(written.first)
        : null
    case 'gloves':
      return value >= 6 && value <= 11 && beside ? { system: 'number', label: written.first } : null
    case 'belts':
      return (beside || /^\s?(?:inch(?:es)?\s|in\s)?waist/i.test(place.after)) &&
        ((value >= 65 && value <= 125 && value % 5 === 0) || (value >= 26 && value <= 54))
        ? { system: 'number', label: written.first }
        : null
    case 'hats':
      return value >= 53 && value <= 63 && beside ? { system: 'number', label: written.first } : null
    case 'bottoms':
    case 'clothing':
      // "15.5": a shirt by its collar.
      if (value % 1 === 0.5 && value >= 14 && value <= 18.5 && context.department === 'men' && place.alone)
        return { system: 'number', label: written.first }
      return whole
        ? bareClothing(written.first, value, context, { beside: beside || built || between, among, alone: place.alone })
        : null
    case null:
      if (young(context) && whole)
        return bareClothing(written.first, value, context, { beside, among, alone: place.alone })
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
  // "Schlafanzug 92", "Overall 80": no adult wears these numbers; English sellers write ages.
  if (!adult(context) && context.language !== 'en' && place.beside && ((value >= 74 && value <= 92) || value >= 104)) {
    const height = heightSize(label, undefined, context)
    if (height !== null) return height
  }
  if (context.sizing === 'bottoms' && value >= 24 && value <= 38 && place.among)
    return namedNumber({ first: label }, context)
  if (value >= 32 && value <= 58 && value % 2 === 0 && place.among) return { system: 'number', label }
  if ((value >= 4 || place.alone || label === '00') && value <= 30 && value % 2 === 0 && place.beside)
    return { system: 'number', label }
  return null
}

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
  /(?:(?<!\p{L})(?:price|preis|prix|precio|prezzo|vb|np|uvp|rrp|retail|paid|pay|cost|costs|worth|value|asking|offers?|over|under|only|nur|seulement|solo|sólo|soli|just|about|around|about|approx|ca|circa|environ|no|nr|n[°º]|model|modell?|modèle|modelo|modello|style|art|artikel|ref|code|item|lot|set|pack|of|x|plus|minus|um|für|pour|por|per|from|since|seit|depuis|desde|dal|at|anni|años|années|anno|jahre|year|aged?|am|le|route|street|str|straße|rue|calle|via|version|v|vol|chapter|top|page|pic|photo|foto|bild|zoom|and|und|et|e|y)[.:]?\s{0,2}|[$€£]\s?|['’])$/iu
const otherAfter =
  /^\s?(?:x\b|times?\b|mal\b|fois\b|veces\b|volte\b|volta\b|%|€|euro|eur\b|£|\$|pcs|pieces?|stück|teil|pezzi|piezas|pièces|pack|years?|yrs?|months?|days?|hours?|weeks?|mins?|jahre?n?|monate?n?|tage?n?|ans\b|años|anni\b|jours?|días|giorni|photos?|pics?|bilder|fotos?|other|items?|buttons?|knöpfe|boutons|botones|bottoni|pockets?|taschen|poches|bolsillos|tasche|oz\b|(?:l|ml|den|m|kg|g|k|st|nd|rd|th|er|am|pm)(?!\p{L})|denier|inch|in\.|cm|mm|kt(?!\p{L})|ct|carat|january|february|march|april|may\b|june|july|august|september|october|november|december|januar|märz|uhr|°|watch|wash|likes|offers|bids|stone|diamond|way\b|piece|panel|hole|eyes?\b|eyelet|speed|panel|grams?|gram|points?|stars?|\/\s?(?:10|5)\b|out of)/iu
