import { sizeForm, sizeForms } from './size-forms.ts'
import type { Place } from './size-place.ts'
import type { SizeRule } from './size-rule.ts'
import { letterSize, type SizeContext, type SizeValue, young } from './size-values.ts'

const { start, end, cue, letters, spelled, system, department } = sizeForms
const letterEnd = `(?:\\/[PT])?(?![\\p{L}\\p{N}]|['’]\\p{L}|[&+]|\\/\\p{L})`
const joint = '(?:\\s?[-–/]\\s?|\\s(?:to|bis|à)\\s)'
const word = `(?:${letters}|${spelled})`

/** Sizes in letters or as words, plus sizes, and a brand's own letters. */
export const letterSizeRules: readonly SizeRule[] = [
  {
    form: sizeForm(
      `${cue}(?:${department}\\s|\\(?${system}\\)?\\s)?(?<a>${word})T?(?:${joint}(?<b>${word}))?T?${letterEnd}(?!\\s(?:hole|stain))`,
      'giu',
    ),
    digitless: true,
    confidence: 0.95,
    cued: true,
    value: ({ a, b }) => letterSize(a, b),
  },
  {
    form: sizeForm(`${start}[Tt]\\.\\s?(?<a>${letters})${letterEnd}`, 'gu'),
    digitless: true,
    confidence: 0.88,
    cued: true,
    value: ({ a }) => letterSize(a),
  },
  // American petites: "Talbots PM blouse".
  {
    form: sizeForm(`${start}P(?<a>XS|S|M|L|XL)${letterEnd}`, 'gu'),
    digitless: true,
    confidence: 0.75,
    cued: false,
    value: ({ a }, { sizing }, place) =>
      sizing === 'clothing' && place.follows('brand', 'category', 'color', 'material') ? letterSize(a) : null,
  },
  // Plus: "2X", "1X/2X", "22W".
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?<a>[0-6]X)(?:${joint}(?<b>[0-6]X))?${end}(?!\\s?\\d|\\s?(?:getragen|worn|porté|usat|usad|wash|gewaschen|benutzt|magnif))`,
      'giu',
    ),
    confidence: 0.9,
    cued: true,
    value: ({ cue, a, b }, { sizing, department }, { before }) => {
      if (cue === undefined && (a?.endsWith('x') || /(?:worn|used|washed|getragen|only|nur|zoom)\s?$/i.test(before)))
        return null
      if (sizing === 'shoes' || sizing === 'rings') return null
      // Between the sizes of girls and of teens.
      if (['girls', 'boys', 'kids'].includes(department ?? '')) return { system: 'kids', label: `${a}`.toUpperCase() }
      return { system: 'plus', label: (b === undefined ? `${a}` : `${a}/${b}`).toUpperCase() }
    },
  },
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?<a>1[2-9]|2\\d|3[0-6])\\s?WP?(?:\\s?[/-]\\s?(?<b>[123]\\d)\\s?W)?${end}`,
      'gu',
    ),
    confidence: 0.88,
    cued: true,
    value: ({ a, b }, { sizing, department }) => {
      if (sizing === 'shoes' || sizing === 'none') return null
      if (sizing === 'bottoms' && (department === 'men' || Number(a) > 26 || Number(a) % 2 === 1))
        return { system: 'waist', label: `${a}` }
      return { system: 'plus', label: b === undefined ? `${a}W` : `${a}W/${b}W` }
    },
  },
  // "Size C", "Gr. II", "A/B": letters of tights and of brands.
  {
    form: sizeForm(
      `${cue}(?<a>[ABCDEFHQ](?:\\s?\\/\\s?[A-F])?|I{1,3}V?(?:\\s?[/-]\\s?I{1,3}V?)?|IV|V)${end}(?!['’.]\\p{L}|\\s(?:bit|size|little|lot|new)\\b)`,
      'gu',
    ),
    digitless: true,
    confidence: 0.85,
    cued: true,
    value: ({ a }, { sizing }) =>
      sizing === 'clothing' || sizing === null ? { system: 'brand', label: a?.replaceAll(/\s/g, '') ?? '' } : null,
  },
  // "Size A14": a letter and a number together are a brand's own.
  {
    form: sizeForm(`${cue}(?<a>[ABGHKNPQRUV]\\d{1,2})${end}`, 'gu'),
    confidence: 0.85,
    cued: true,
    value: ({ a }, { sizing }) =>
      sizing === 'clothing' || sizing === 'bottoms' || sizing === null ? { system: 'brand', label: a ?? '' } : null,
  },
  {
    form: sizeForm(
      `${start}(?<a>(?:extra[ -]?){1,2}(?:small|large)|x{1,3}-?\\s?(?:small|large)|[23]x[ -]?large)${letterEnd}`,
      'giu',
    ),
    digitless: true,
    confidence: 0.88,
    cued: false,
    value: (groups, context, place) => spelledSize(groups, context, place, true),
  },
  {
    form: sizeForm(
      `${start}(?<a>small|medium|large)(?:${joint}(?<b>small|medium|large|x-?large|extra[ -]large))?${letterEnd}`,
      'giu',
    ),
    digitless: true,
    confidence: 0.85,
    cued: false,
    value: (groups, context, place) => spelledSize(groups, context, place, false),
  },
  // Letters by themselves, in capitals.
  {
    form: sizeForm(
      `(?<!['’&/+.\\p{L}\\p{N}-])(?<a>${letters})(?<tall>T)?(?:\\s?[/-]\\s?(?<b>${letters}))?T?${letterEnd}(?!\\.\\p{Lu}|\\s?[:=]?\\s?\\d(?!\\d?\\/10|(?<=(?:S|M|XL)\\s[345])[02468](?=\\s?(?:$|[,.;)\\n]))|\\d\\s?[/-]\\s?\\d\\d|\\d{0,2}\\s?%)|-\\p{L})`,
      'gu',
    ),
    digitless: true,
    confidence: 0.85,
    cued: false,
    value: ({ a, b, tall }, context, place) => {
      if (
        `${a}/${b}` === 'S/S' ||
        `${a}/${b}` === 'L/S' ||
        (!takesLetters(context) && !(place.alone && context.sizing === 'none'))
      )
        return null
      if (context.sizing === 'shoes' && b === undefined && a?.length === 1 && !place.alone) return null
      if (context.sizing === 'bras' && a === undefined) return null
      // "Beta LT shell" is a model, "polo, LT" a tall.
      if (tall !== undefined && a?.length === 1 && !(place.alone || place.ends || place.follows('department', 'color')))
        return null
      if (/(?:model|type|vitamin|class|vol|serie|series|tom|dr|mr|mrs)\.?\s$/i.test(place.before)) return null
      return letterSize(a, b)
    },
  },
  {
    form: sizeForm(
      `${start}(?<a>xs|xl|xxl|xxs|xxxl|[2-5]xl)(?:\\s?[/-]\\s?(?<b>s|l|xl|[2-5]xl))?t?${letterEnd}`,
      'giu',
    ),
    digitless: true,
    confidence: 0.8,
    cued: false,
    value: ({ a, b }, context) => (takesLetters(context) ? letterSize(a, b) : null),
  },
  {
    form: sizeForm(`${start}(?<a>[sml])(?:\\s?[/-]\\s?(?<b>[sml]|xl))?${letterEnd}(?!\\.\\p{L})`, 'gu'),
    digitless: true,
    confidence: 0.75,
    cued: false,
    value: ({ a, b }, context, place) => {
      if (`${a}/${b}` === 's/s' || `${a}/${b}` === 'l/s' || !takesLetters(context)) return null
      const clear =
        place.alone ||
        place.follows('department') ||
        (place.follows('brand', 'category') && place.precedes('color')) ||
        (place.ends && place.follows('category', ...(a === 's' ? [] : ['brand'])) && b === undefined)
      return clear || (b !== undefined && place.ends) ? letterSize(a, b) : null
    },
  },
]

function takesLetters({ sizing }: SizeContext): boolean {
  return sizing !== 'none' && sizing !== 'rings'
}

/** "Medium" where it is a size: by itself, beside whom it is for, at the end of what it is, not "small stain", "medium wash". */
function spelledSize(
  groups: Readonly<Record<string, string | undefined>>,
  context: SizeContext,
  place: Place,
  sure: boolean,
): SizeValue | null {
  if (!takesLetters(context)) return null
  // "Womens medium grey marl" is a size, "medium blue jeans" a blue.
  const ofWearer = whoBefore.test(place.before) && shades.test(place.after) && context.sizing !== 'bottoms'
  if (!ofWearer && describes.test(place.after)) return null
  const value = sure ? letterSize(groups.a ?? '') : letterSize(groups.a, groups.b)
  if (groups.b !== undefined || place.alone) return value
  const beside =
    whoBefore.test(place.before) ||
    place.follows('department') ||
    place.precedes('department') ||
    /^\s(?:petite|tall|long|short|regular|mens|womens)\b/i.test(place.after)
  if (beside) return value
  const saysIt =
    /(?:\b(?:it['’]?s|its|this is|is|in|in size|tag says|label says|in an?|c['’]est|this one is)\s(?:an?\s)?)$/i.test(
      place.before,
    )
  if (place.ends && (saysIt || place.follows('category', 'color', 'brand', 'material', 'fit', 'style'))) return value
  const garment = context.sizing === 'clothing' || context.sizing === 'bottoms'
  const kind = place.precedes('category') || (sure && place.precedes('color', 'brand', 'material'))
  return garment && kind && (sure || /^(?:medium|large)$/i.test(groups.a ?? '')) && !young(context) ? value : null
}

const shades = /^\s?(?:blue|grey|gray|brown|green|pink|gold|silver)(?!\p{L})/iu

/** Said right before a size, whatever else the words around are about. */
const whoBefore =
  /(?<!\p{L})(?:[wm]['’]s|adult|unisex|petite|tall|(?:wo)?mens|(?:wo)?men['’]s|ladies['’]?|gents|boys['’]?|girls['’]?|youth|damen|herren|femme|homme|mujer|hombre|donna|uomo)\s$/iu

const describes =
  /^\s?(?:hole|stain|mark|tear|rip|spot|scratch|pull|snag|flaw|defect|patch|pocket|logo|print|graphic|check|stripe|flower|floral|dot|polka|wash|weight|rise|heel|fit\b|blue|grey|gray|brown|green|dark|light|pink|wear|crack|chip|scuff|pinhole|repair|amount|bit|size|collar|button|bow|ruffle|shoulder|tote|bag|hoop|gold|silver|heart|stone|fade|area|dent|bleach|paint|imperfection|fault|thread|run\b|ladder|bobbl|pill|discolou?r|embroider|bust|brim|lapel|sleeve|length|support|compression|width|brand|business|family|batch|run|town|cap sleeve)/i
