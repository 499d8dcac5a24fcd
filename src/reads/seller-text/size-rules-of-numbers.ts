import { isOwnScale } from './is-own-scale.ts'
import { sizeForm, sizeForms, systemNamed } from './size-forms.ts'
import type { Place } from './size-place.ts'
import type { SizeRule } from './size-rule.ts'
import { inSystem, namedNumber, type SizeContext, type SizeValue, writtenIn, young } from './size-values.ts'

const { start, end, cue, shoeCue, number, numberEnd, joint, build, system, department } = sizeForms
const tailored =
  /(?<!\p{L})(?:jacket|suit|blazer|coat|sakko|anzug|veste|costume|americana|traje|giacca|abito)(?!\p{L})/iu
const jacketBuild = '(?<build>R|S|L|[Rr]eg|[Rr]egular|[Ss]hort|[Ll]ong|REG|REGULAR|SHORT|LONG)'
const systemAfter = `(?<after>\\s?(?:in\\s)?)[([]?\\s?(?<system>${system})(?![\\p{L}\\p{N}])(?:\\s(?:size|women['’]?s|men['’]?s))?[)\\]]?`

/** Numbers with a system, or behind a word that names a size. */
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
      if (department === 'women' || (sizing !== 'clothing' && !tailored.test(place.before))) return null
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
    form: sizeForm(
      `${start}(?<!L\\d{1,2}\\s)[MW]\\s?(?<n>[4-9]|1[0-5])(?<half>\\.5)?(?<country>\\sUS)?${numberEnd}`,
      'gu',
    ),
    confidence: 0.85,
    cued: true,
    value: ({ n, half, country }, { sizing }, place) =>
      sizing === 'shoes' ||
      (sizing === null && (country !== undefined || (place.ends && place.follows('color', 'brand'))))
        ? { system: 'us', label: `${n}${half ?? ''}` }
        : null,
  },
  // "Heels 7m": an American shoe with its width.
  {
    form: sizeForm(`${start}(?<n>[4-9]|1[0-3])(?<half>\\.5)?(?:m|w|n|d|b|ww|ee)${end}`, 'gu'),
    confidence: 0.75,
    cued: false,
    value: ({ n, half }, context, place) =>
      context.sizing === 'shoes' && !young(context) && (place.alone || place.follows('category', 'brand', 'color'))
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
  // French and Spanish "T38", "T.2", "t 40".
  {
    form: sizeForm(`${start}(?<mark>[Tt])\\s?[.:]?\\s?(?<first>\\d{1,2})${joint}${numberEnd}`, 'gu'),
    confidence: 0.88,
    cued: true,
    value: (groups, context, place) => {
      const { language } = context
      if (language === 'de' || (groups.mark === 't' && language === 'en')) return null
      return cuedSize(groups, { ...context, language: 'fr' }, place)
    },
  },
  {
    form: sizeForm(`${start}(?:it['’]?s|this is|is)\\s(?:an?|my)\\s(?<first>${number})${numberEnd}`, 'giu'),
    confidence: 0.7,
    cued: false,
    value: (groups, context, place) =>
      place.ends && context.sizing !== null ? cuedSize(groups, context, place) : null,
  },
  // "Says 3 on the label".
  {
    form: sizeForm(
      `${start}(?:says|reads|shows|states|it['’]?s|is|sagt|steht|dit|indique|pone|dice)\\s(?:an?\\s|eine?\\s|une?\\s|una?\\s)?(?<first>${number})\\s(?:on|in|auf|sur|en|su)\\s(?:the\\s|dem\\s|der\\s|la\\s|l['’])?(?:size\\s|inside\\s)?(?:tag|label|etikett|schild|étiquette|etiqueta|etichetta)${end}`,
      'giu',
    ),
    confidence: 0.92,
    cued: true,
    value: cuedSize,
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
]

type Groups = Readonly<Record<string, string | undefined>>

function systemSize(groups: Groups, context: SizeContext, place: Place): SizeValue | null {
  const known = systemNamed(groups.system)
  if (known !== null) {
    // "38 EUR" and "für EUR 25" are money, unless the size is named.
    const money = /^euro?$/i.test(groups.system ?? '') && groups.cue === undefined
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
    isOwnScale(written.first, place.after, young(context))
  if (own && context.sizing !== 'shoes' && context.sizing !== 'rings') return { system: 'brand', label: written.first }
  return namedNumber(written, context)
}

const priceBefore =
  /(?<!\p{L})(?:für|for|pour|por|per|preis|price|prix|precio|prezzo|vb|np|nur|only|versand)\s?:?\s?$/iu
