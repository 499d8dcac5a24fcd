import { sizeForm, sizeForms } from './size-forms.ts'
import type { Place } from './size-place.ts'
import type { SizeRule } from './size-rule.ts'
import { adult, heightSize, letterLabel, young } from './size-values.ts'

const { start, end, cue, child, month, to, letters } = sizeForms

/** Sizes of babies by months, of children by age or with letters ("M 10/12"); heights are numbers like others. */
export const childSizeRules: readonly SizeRule[] = [
  {
    form: sizeForm(`${start}(?<from>\\d{1,2})\\s?${child}?${to}(?<until>\\d{1,2})\\s?-?${month}${end}`, 'giu'),
    confidence: 0.95,
    cued: true,
    value: ({ from, until }, context, place) =>
      Number(until) > Number(from) && Number(until) <= 48 && !adult(context) && !isDuration(place)
        ? { system: 'baby', label: `${from}-${until}M` }
        : null,
  },
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?<months>\\d{1,2})\\s?-?(?<month>${month})${end}(?!\\s(?:thinsulate|reflective))`,
      'giu',
    ),
    confidence: 0.9,
    cued: true,
    value: ({ cue, months, month }, context, place) => {
      if (!usualMonths.has(Number(months)) || adult(context) || context.sizing === 'shoes' || isDuration(place))
        return null
      const sure =
        cue !== undefined ||
        young(context) ||
        place.alone ||
        place.follows('category', 'brand') ||
        (place.ends && place.follows('color', 'material', 'pattern', 'department')) ||
        (place.ends && context.sizing === 'clothing' && fullWord.test(month ?? ''))
      return sure ? { system: 'baby', label: `${months}M` } : null
    },
  },
  {
    form: sizeForm(
      `${start}(?<size>newborn|new born|nb|recién nacido|neugeborene?|nouveau[- ]né|naissance|preemie|premature|tiny baby|early baby|frühchen|prématuré|prematuro)${end}`,
      'giu',
    ),
    digitless: true,
    confidence: 0.7,
    cued: true,
    value: ({ size }, context, place) => {
      if (!young(context) || (size?.length === 2 && !(size === 'NB' && (place.ends || place.alone)))) return null
      return { system: 'baby', label: /^(?:pre|tiny|early|früh|pré)/i.test(size ?? '') ? 'Preemie' : 'NB' }
    },
  },
  {
    form: sizeForm(`${start}(?<from>\\d{1,2})\\s?${child}?${to}(?<until>\\d{1,2})\\s?-?${child}${end}`, 'giu'),
    confidence: 0.95,
    cued: true,
    value: ({ from, until }, _context, place) =>
      Number(until) > Number(from) && Number(until) <= 18 && !isDuration(place)
        ? { system: 'kids', label: `${from}-${until}Y` }
        : null,
  },
  {
    form: sizeForm(
      `${start}(?:ages?|aged|alter|âge|edad|età|anni)\\s?:?\\s?(?<from>\\d{1,2})(?:${to}(?<until>\\d{1,2}))?(?:\\s?-?${child})?${end}(?!\\+)`,
      'giu',
    ),
    confidence: 0.9,
    cued: true,
    value: ({ from, until }) =>
      Number(until ?? from) <= 18
        ? { system: 'kids', label: until === undefined ? `${from}Y` : `${from}-${until}Y` }
        : null,
  },
  {
    form: sizeForm(`(?<cue>${cue})?${start}(?<age>\\d)\\s?T${end}`, 'gu'),
    confidence: 0.9,
    cued: true,
    value: ({ age }, context) => (adult(context) ? null : { system: 'kids', label: `${age}T` }),
  },
  // French labels: "8A" is eight years.
  {
    form: sizeForm(`(?<cue>${cue})?${start}(?<age>\\d{1,2})\\s?A${end}`, 'gu'),
    confidence: 0.88,
    cued: true,
    value: ({ age }, context) =>
      context.language === 'fr' && Number(age) <= 18 && !adult(context) && context.sizing !== 'bras'
        ? { system: 'kids', label: `${age}Y` }
        : null,
  },
  {
    form: sizeForm(`(?<cue>${cue})?${start}(?<age>\\d{1,2})\\s?-?${child}${end}`, 'giu'),
    confidence: 0.85,
    cued: true,
    value: ({ cue, age }, context, place) => {
      if (Number(age) < 1 || Number(age) > 18 || adult(context) || isDuration(place)) return null
      if (context.sizing === 'shoes') return null
      const sure =
        cue !== undefined || young(context) || place.alone || place.ends || place.follows('category', 'brand', 'color')
      return sure ? { system: 'kids', label: `${age}Y` } : null
    },
  },
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?<letter>${letters})\\s?[ (/]\\s?(?<numbers>\\d{1,2}(?:\\s?[-–/]\\s?\\d{1,2})?)\\)?(?![\\d/.,]\\d|\\s?(?:cm|%|€|in\\b)|[\\p{L}\\d])`,
      'gu',
    ),
    confidence: 0.92,
    cued: true,
    value: ({ letter, numbers }, context) => {
      const last = Number(/\d+$/.exec(numbers ?? '')?.[0])
      if (!young(context) || last > 20 || last < 2) return null
      return { system: 'kids', label: `${letterLabel(letter ?? '')} ${numbers?.replaceAll(/\s/g, '')}` }
    },
  },
  {
    form: sizeForm(`${start}(?<low>\\d{2,3})\\s?[-/–]\\s?(?<high>\\d{2,3})${end}(?!\\s?(?:cm|kg|%|€))`, 'gu'),
    confidence: 0.8,
    cued: false,
    value: ({ low, high }, context) =>
      Number(high) - Number(low) === 6 && Number(low) >= (young(context) ? 44 : 50) && !adult(context)
        ? heightSize(low ?? '', high, context)
        : null,
  },
]

/** Not of English, where "9 months" may well be how long it was worn. */
const fullWord = /^(?:mois|meses|mesi)$/i
const usualMonths = new Set([0, 1, 2, 3, 4, 6, 8, 9, 12, 15, 18, 21, 23, 24, 30, 36])

/** "For 3 years", "2 months ago", "seit 5 Jahren", "my 8 year old": a time or a child, not a size. */
function isDuration({ before, after }: Place): boolean {
  return durationBefore.test(before) || durationAfter.test(after)
}

const durationBefore =
  /(?<![\p{L}])(?:for|over|about|last|past|since|after|within|in|almost|nearly|under|only|every|another|of|worn|owned|had|have|used|my|our|his|her|around|roughly|more than|less than|(?<!up )to|until|till|than|a|un|une|il y a|depuis|pendant|après|plus de|moins de|seit|vor|nach|über|ca\.?|knapp|fast|etwa|mein|meine[mrns]?|unser\w*|alle|nur|hace|desde|desde hace|durante|más de|casi|tiene|tienen|da|per|circa|oltre|quasi|dopo|ha|hanno|fils de|fille de|hijo de|hija de|figli[oa] di|mi|mio|mia|mon|ma|notre|nos|turned|turning|was|is|are|been|garantie|garantía|warranty|guarantee)\s(?:the\s|my\s|ca\.?\s)?(?:\d{1,2}\s?(?:-|–|to|or|bis|à|a|o|ou|oder)\s?)?$/iu
const durationAfter =
  /^[\s-]?(?:ago|old|olds|later|now|of\b|warranty|guarantee|worth|alt\w*|jährig\w*|her\b|später|garantie|passés|plus tard|fa\b|di garanzia|después|atrás|de garantía|de uso|d['’]usage|d['’]existence|di vita|sans\b|without\b)/iu
