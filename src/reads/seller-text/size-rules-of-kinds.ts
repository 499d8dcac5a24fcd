import { sizeForm, sizeForms } from './size-forms.ts'
import type { SizeRule } from './size-rule.ts'
import { adult, heightSize, jeansSize, numeral, ringSize, type SizeContext, young } from './size-values.ts'

const { start, end, cue, number } = sizeForms
const trousers = ({ sizing }: SizeContext) => sizing === 'bottoms' || sizing === null

/** Sizes that one kind of item has: waist and inseam, bras, rings, hats, belts, shoes for both, brands' own scales, one size. */
export const kindSizeRules: readonly SizeRule[] = [
  // "W32 L34", "32W x 30L", "waist 32 inseam 30", "34x30", "32/34".
  pair(`W\\s?:?\\s?(?<w>\\d{2})["”]?[\\s/x×,-]{0,3}(?:L|I)\\s?:?\\s?(?<l>\\d{2})`, 0.95, () => true),
  pair(`(?<w>\\d{2})["”]?\\s?W\\s?[/x×,-]?\\s?(?<l>\\d{2})["”]?\\s?L`, 0.95, () => true),
  pair(`(?<w>\\d{2})["”]?\\s?[x×]\\s?(?<l>\\d{2})(?!\\s?(?:[x×"”]|cm|mm|in\\b|inch))`, 0.9, trousers),
  pair(
    `(?<w>\\d{2})["”]?\\s(?:waist|w)\\s?,?[/x×&]?\\s?(?:and\\s)?(?<l>\\d{2})["”]?\\s?(?:inseam|length|leg|inside leg|l)`,
    0.85,
    trousers,
  ),
  pair(
    `(?:waist|bundweite|weite|bund|tour de taille|cintura|vita)\\s?(?:size\\s?)?:?\\s?(?<w>\\d{2})["”]?[\\s,/&+-]{0,3}(?:and\\s|und\\s)?(?:inseam|length|leg|länge|longueur|largo|lunghezza)\\s?:?\\s?(?<l>\\d{2})["”]?(?!\\s?(?:cm|[.,]\\d))`,
    0.85,
    trousers,
  ),
  {
    form: sizeForm(`(?<cue>${cue})?${start}(?<w>\\d{2})\\s?[/-]\\s?(?<l>\\d{2})${end}(?![/.]\\d)`, 'giu'),
    confidence: 0.85,
    cued: true,
    value: ({ w, l }, context) => {
      const [waist, inseam] = [Number(w), Number(l)]
      if (context.sizing !== 'bottoms' || young(context) || waist < 24 || waist > 46 || inseam < 28 || inseam > 36)
        return null
      // Two dress sizes in one ("32/34", "36/38") are even and two apart; a leg of 38 is none.
      if (inseam - waist === 2 && waist % 2 === 0 && (context.department === 'women' || inseam > 36)) return null
      return jeansSize(w, l)
    },
  },
  {
    form: sizeForm(`(?:${cue})?${start}[Ww]\\s?:?\\s?(?<w>\\d{2})["”]?${end}(?!\\s?(?:cm|[x×]\\s?\\d))`, 'gu'),
    confidence: 0.88,
    cued: true,
    value: ({ w }, context, { before, after }) => {
      if (!trousers(context) || Number(w) > 56) return null
      // "W27 high rise jeans, L30": the other half may stand apart.
      const leg = lengthApart.exec(after) ?? lengthApart.exec(before)
      return (leg === null ? null : jeansSize(w, leg[1])) ?? { system: 'waist', label: `${w}` }
    },
  },
  {
    form: sizeForm(
      `${start}waist(?:\\ssize)?\\s?:?\\s?(?<w>\\d{2})["”]?${end}(?!\\s?(?:cm|in\\b|inch|[.,]\\d|flat|across))|${start}(?<w2>\\d{2})["”]?(?:\\s|-)?(?:in(?:ch)?(?:es)?[\\s-])?(?:(?:in |at |around )?the )?\\(?(?:waist|w)${end}\\)?(?! (?:flat|across))`,
      'giu',
    ),
    confidence: 0.75,
    cued: true,
    value: ({ w, w2 }, context, { before, after }) => {
      const waist = Number(w ?? w2)
      const tagged = /^["”]?\s(?:on|per)\s(?:the\s)?(?:tag|label)/i.test(after)
      // A garment of another kind is sized by its waist only for men, or where the tag says so ("30 waist on the label").
      const garment =
        trousers(context) ||
        (context.sizing === 'clothing' && (['men', 'boys'].includes(context.department ?? '') || tagged))
      if (!garment || waist < 22 || waist > 54 || /measur|flat|mesur|mide|misura/i.test(before)) return null
      return { system: 'waist', label: `${waist}` }
    },
  },
  // Bras: "34C", "75 B", "32 DD"; a single letter far from bras is a word.
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?<band>2[68]|[345][02468]|[6-9][05]|1[012][05])(?<gap>\\s?)(?<cup>AA|A|B|C|D{1,4}|EE?|FF?|GG?|HH?|JJ?|I|K)(?:\\s?\\/\\s?(?:D{1,4}|EE?|FF?))?(?![\\p{L}\\p{N}]|-line)`,
      'giu',
    ),
    confidence: 0.92,
    cued: true,
    value: ({ cue, band, gap, cup }, { sizing, department }, { before, after }) => {
      const near = sizing === 'bras' || underwear.test(before + after)
      const written = gap === '' && /^(?:[BCFG]|D{2,4}|FF)$/.test(cup ?? '') && Number(band) >= 30
      const nothingElse = sizing === null && /^D{2,4}$/i.test(cup ?? '')
      const other = department === 'men' || (sizing !== 'clothing' && cue === undefined && !nothingElse)
      if (sizing === 'shoes' || sizing === 'rings' || !(near || (written && !other && !wearer.test(before))))
        return null
      return { system: 'bra', label: `${band}${cup?.toUpperCase()}` }
    },
  },
  {
    form: sizeForm(`(?<cue>${cue})?${start}(?<band>[1-8])\\s?\\^?(?:\\s?coppa)?\\s?(?<cup>[A-F])${end}`, 'gu'),
    confidence: 0.85,
    cued: true,
    value: ({ band, cup }, { sizing }) => (sizing === 'bras' ? { system: 'bra', label: `${band}${cup}` } : null),
  },
  // Rings: British letters, numbers with a unit.
  {
    form: sizeForm(
      `(?:${cue}|${start}ring\\s)(?:\\(?UK\\)?\\s?)?:?\\s?(?<letter>[A-Z](?:\\s?(?:1/2|½))?)${end}|${start}UK\\s(?:size\\s)?(?<other>[A-Z](?:\\s?(?:1/2|½))?)${end}`,
      'gu',
    ),
    digitless: true,
    confidence: 0.9,
    cued: true,
    value: ({ letter, other }, { sizing }) => (sizing === 'rings' ? ringSize(letter ?? other ?? '') : null),
  },
  {
    form: sizeForm(
      `(?:${cue}|${start}(?:us|uk|eu|fr|de|it)\\s?(?:size\\s?)?|${start}ring(?:größe|weite)?\\s)(?<n>${number}(?:\\s?[¼¾])?)(?:\\s?mm)?${end}`,
      'giu',
    ),
    confidence: 0.9,
    cued: true,
    value: ({ n }, { sizing }) => (sizing === 'rings' ? ringSize(n ?? '') : null),
  },
  // Hats: "57 cm", "7 1/4"; belts: "95 cm".
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?<n>\\d{2,3})\\s?cm${end}(?!\\s?(?:x|×|long|lang|wide|breit|hoch|high|tall|de (?:long|larg)|de (?:largo|ancho)))`,
      'giu',
    ),
    confidence: 0.7,
    cued: true,
    value: ({ n }, context, place) => {
      const value = Number(n)
      if (young(context) && growthBefore.test(place.before)) return heightSize(`${value}`, undefined, context)
      if (lengthBefore.test(place.before)) return null
      if (young(context))
        return place.alone || place.follows('department', 'category', 'brand') || place.precedes('brand')
          ? heightSize(`${value}`, undefined, context)
          : null
      const [least, most] = context.sizing === 'hats' ? [44, 66] : context.sizing === 'belts' ? [60, 140] : [1, 0]
      return value >= least && value <= most ? { system: 'number', label: `${value}` } : null
    },
  },
  {
    form: sizeForm(`(?<cue>${cue})?${start}(?<n>[678](?:\\s[1357]\\/[248]|[½¼¾]|[.]\\d{1,3})?)${end}(?!\\/)`, 'giu'),
    confidence: 0.85,
    cued: true,
    value: ({ cue, n }, { sizing }) =>
      sizing === 'hats' && (cue !== undefined || (n ?? '').length > 1)
        ? {
            system: 'number',
            label: (n ?? '')
              .replace(/\s?1\/2|½/, ' 1/2')
              .replace('¼', ' 1/4')
              .replace('¾', ' 3/4'),
          }
        : null,
  },
  // Shoes for both: "M9/W11", "mens 7.5 / womens 9", "9 men's / 10.5 women's", "W9/M7".
  both(
    `(?:M|men['’]?s)\\s?:?\\s?(?<m>\\d{1,2}(?:\\.5)?)\\s?(?:us\\s?)?[/,|&-]?\\s?(?:or\\s|and\\s)?(?:W|women['’]?s|wmns|ladies)\\s?:?\\s?(?<w>\\d{1,2}(?:\\.5)?)`,
  ),
  both(
    `(?:W|women['’]?s|wmns|ladies)\\s?:?\\s?(?<w>\\d{1,2}(?:\\.5)?)\\s?(?:us\\s?)?[/,|&-]?\\s?(?:or\\s|and\\s)?(?:M|men['’]?s)\\s?:?\\s?(?<m>\\d{1,2}(?:\\.5)?)`,
  ),
  both(
    `(?<m>\\d{1,2}(?:\\.5)?)\\s?(?:M|men['’]?s)\\s?[/,|&-]?\\s?(?:or\\s|and\\s)?(?<w>\\d{1,2}(?:\\.5)?)\\s?(?:W|women['’]?s|wmns|ladies)`,
  ),
  both(
    `(?<w>\\d{1,2}(?:\\.5)?)\\s?(?:W|women['’]?s|wmns|ladies)\\s?[/,|&-]?\\s?(?:or\\s|and\\s)?(?<m>\\d{1,2}(?:\\.5)?)\\s?(?:M|men['’]?s)`,
  ),
  {
    form: sizeForm(`(?<cue>${cue})?(?<us>(?:US|USA)\\s?)?${start}(?<n>\\d{1,2}(?:\\.5)?)\\s?(?<kind>[YC])${end}`, 'gu'),
    confidence: 0.9,
    cued: true,
    value: ({ n, kind }, { sizing }) =>
      sizing === 'shoes' && Number(n) <= 14 ? { system: 'us', label: `${n}${kind}` } : null,
  },
  // Shirts by the collar: "15.5 collar", "Kragenweite 41", "16/34".
  {
    form: sizeForm(
      `${start}(?<n>1[4-9](?:[.,]5|\\s?½|\\s1\\/2|[.,](?:25|75))?)["”]?\\s?(?:inch(?:es)?\\s|in\\s)?(?:collar|neck)${end}|${start}(?:collar(?:\\ssize)?|neck\\ssize|kragenweite|kragen|kw|encolure|tour de cou|col|cuello|collo)\\s?:?\\s?(?<m>1[4-9](?:[.,]5|\\s?½)?|3[5-9]|4[0-9])["”]?${end}`,
      'giu',
    ),
    confidence: 0.8,
    cued: true,
    value: ({ n, m }, context) =>
      context.sizing === 'clothing' && context.department !== 'women'
        ? { system: 'number', label: numeral(n ?? m ?? '') }
        : null,
  },
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?<neck>1[4-9](?:[.,]5|\\s?½|\\s1\\/2)?)\\s?[/x×-]\\s?(?<sleeve>3[1-8](?:\\s?[/-]\\s?3[1-8])?)${end}`,
      'giu',
    ),
    confidence: 0.85,
    cued: true,
    value: ({ neck, sleeve }, { sizing }) =>
      sizing === 'clothing' ? { system: 'number', label: `${numeral(neck ?? '')}/${sleeve}` } : null,
  },
  {
    form: sizeForm(
      `(?<cue>${cue})?${start}(?:one[ -]?size(?:\\sfits\\s(?:all|most))?|o\\/s|osf[am]|onesize|freesize|free size|einheitsgr(?:ö|oe)(?:ß|ss)e|universalgr(?:ö|oe)(?:ß|ss)e|taille unique|t\\.?\\s?u\\.?(?=\\s?(?:$|[,.;)\\n]))|(?:talla|taglia|misura|tg\\.?) [úu]nic[ao]|unitalla|talla u|taglia u)${end}(?!\\s(?:\\d|[XSML]{1,3}\\b))`,
      'giu',
    ),
    digitless: true,
    confidence: 0.9,
    cued: true,
    value: (_groups, _context, { after }) => (/^\s(?:up|down|too|bigger|smaller|larger)/i.test(after) ? null : oneSize),
  },
  {
    form: sizeForm(
      `(?<cue>${cue})OS${end}|${start}(?:OS|TU|OSFA)${end}(?!\\s?\\((?!one|fits))|(?<=[,|]\\s)os(?=\\s*[,|.\\n])`,
      'gu',
    ),
    digitless: true,
    confidence: 0.84,
    cued: true,
    value: (_groups, context) => (context.sizing === 'shoes' && adult(context) ? null : oneSize),
  },
]

const lengthApart = /(?<![\p{L}\p{N}])L\s?(2[6-9]|3[0-8])(?![\p{L}\p{N}]|[.,]\d|\s?(?:cm|in\b|["”]))/u

const underwear =
  /(?<!\p{L})(?:bras?|bralette|bikini(?: top)?|swimsuit|cups?|bh|soutien|sujetador|reggiseno|bustier|corset|bodysuit|body|nursing|lingerie|dessous|lencería|corpiño|basque|babydoll|underwired?|balconette|plunge|unterwäsche|intimo)(?!\p{L})/iu

/** "Growth 68 cm", "für Körpergröße 92 cm": the child's height is its size. */
const growthBefore =
  /(?<!\p{L})(?:growth|(?:body|child|child['’]s|baby|for) height|height of (?:the )?(?:child|baby)|körpergröße|körperhöhe|stature|estatura|statura|wzrost|lengtemaat)\s?(?:of|von|de|di|:)?\s?$/iu

const lengthBefore =
  /(?:länge|length|long(?:ueur)?|larg(?:o|eur|hezza)|lunghezza|breite|width|total\w*|höhe|height)\s?:?\s?(?:ca\.?\s)?$/iu

/** "I'm 5'6, 34C": the seller's own size, not a bra's. */
const wearer =
  /(?<!\p{L})(?:i['’]?m|i am|i wear|my|ich bin|ich trage|je fais|je suis|mido|uso|sono|porto)(?!\p{L})[^.\n]*$/iu

const oneSize = { system: 'one-size', label: 'OS' }

function pair(form: string, confidence: number, fits: (context: SizeContext) => boolean): SizeRule {
  return {
    form: sizeForm(`(?:${cue})?${start}${form}${end}`, 'giu'),
    confidence,
    cued: true,
    value: ({ w, l }, context) => (fits(context) ? jeansSize(w, l) : null),
  }
}

function both(form: string): SizeRule {
  return {
    form: sizeForm(`${start}${form}${end}`, 'giu'),
    confidence: 0.95,
    cued: true,
    value: ({ m, w }, { sizing }) =>
      sizing !== 'bottoms' && Number(w) > Number(m) && Number(w) - Number(m) <= 3
        ? { system: 'us', label: `M${m}/W${w}` }
        : null,
  }
}
