import {
  bare,
  heights,
  inSystem,
  jeansSize,
  letters,
  type SizeContext,
  type SizeValue,
  spelled,
  young,
} from './size-values.ts'

export type SizeRule = {
  form: RegExp
  confidence: number
  /** The size that the match says, or null where it is none for such an item. */
  value(match: RegExpMatchArray, context: SizeContext): SizeValue | null
}

const cue =
  '(?:size|sizes|sz|gr(?:ö|oe)(?:ß|ss)e|größe|gr\\.?|taille|t\\.|talla|tall\\.|taglia|tg\\.?|pointure|p\\.|numero|número|n°|nr\\.?|num\\.|kleidergröße|konfektionsgröße|schuhgröße|eu-größe)\\s*(?:is|ist|says|reads|on tag|tag|:|-|=)?\\s*["“]?\\s*'
const number = '(\\d{1,3}(?:[.,]\\d)?(?:\\s?(?:1/2|½))?)'
const alphaForm = '(XXXXL|XXXL|XXL|XXXS|XXS|XS|S|M|L|XL|[2-6]XL|[2-4]XS)'
const alphaPair = `${alphaForm}(?:\\s?[/-]\\s?${alphaForm})?`
const system = '(us|usa|uk|eu|eur|europe|fr|it|ita|de|ger|au|aus|jp|japan|italy|italia|france)'

/** Tried in order; a later rule never reads what an earlier one has read. */
export const sizeRules: readonly SizeRule[] = [
  // Waist and inseam: "W32 L34", "32x30", "32W 34L", "waist 32 inseam 30".
  rule(/\bW\s?(\d{2})[\s/x×-]{0,3}L\s?(\d{2})\b/gi, 0.95, ([, waist, inseam]) => jeansSize(waist, inseam)),
  rule(/\b(\d{2})\s?W\s?[/x×-]?\s?(\d{2})\s?L\b/gi, 0.95, ([, waist, inseam]) => jeansSize(waist, inseam)),
  rule(/\b(\d{2})\s?[x×]\s?(\d{2})\b/gi, 0.9, ([, waist, inseam], { group }) =>
    group === 'bottoms' || group === null ? jeansSize(waist, inseam) : null,
  ),
  rule(/\b(\d{2})\s?\/\s?(\d{2})\b/gi, 0.85, ([, waist, inseam], { category, department }) =>
    ['jeans', 'pants'].includes(category ?? '') &&
    !young(department) &&
    Number(inseam) - Number(waist) !== 2 &&
    Number(inseam) <= 38 &&
    Number(waist) <= 44
      ? jeansSize(waist, inseam)
      : null,
  ),
  rule(/\bwaist\s?(?:size\s?)?(\d{2})["”]?[\s,/]{0,3}(?:inseam|length|leg)\s?(\d{2})\b/gi, 0.8, ([, waist, inseam]) =>
    jeansSize(waist, inseam),
  ),
  // Bras: "34C", "75 B".
  rule(/\b(\d{2,3})\s?(AA|A|B|C|DDD|DD|D|E|EE|F|FF|G|GG|H|HH|I|J|K)\b/g, 0.9, ([, band, cup], { category }) =>
    ['bras', 'bodysuits', 'swimwear', 'underwear'].includes(category ?? '') && Number(band) >= 28 && Number(band) <= 120
      ? { system: 'bra', label: `${band}${cup}` }
      : null,
  ),
  // Baby, in months.
  rule(
    /\b(\d{1,2})\s?(?:-|–|\/|to|bis|à|a)\s?(\d{1,2})\s?(?:m|mo|mos|mths?|months?|monate?n?|mois|meses|mesi)\b/gi,
    0.95,
    ([, from, to]) => ({ system: 'baby', label: `${from}-${to}M` }),
  ),
  rule(
    /\b(\d{1,2})\s?(?:m|mo|mos|mths?|months?|monate?n?|mois|meses|mesi)\b(?! (?:ago|old|vor|später))/gi,
    0.9,
    ([, months], context) =>
      Number(months) <= 36 && young(context.department, context.category)
        ? { system: 'baby', label: `${months}M` }
        : null,
  ),
  rule(/\b(?:newborn|nb|new born)\b(?= size)?/gi, 0.7, (_match, { department, category }) =>
    young(department, category) ? { system: 'baby', label: 'NB' } : null,
  ),
  // Kids, by age.
  rule(
    /\b(\d{1,2})\s?(?:-|–|\/|to|bis|à|a)\s?(\d{1,2})\s?(?:y|yr|yrs|years?|jahre?n?|ans|años|anni)\b(?! (?:ago|vor))/gi,
    0.95,
    ([, from, to]) => ({ system: 'kids', label: `${from}-${to}Y` }),
  ),
  rule(/\bages?\s(\d{1,2})(?:\s?(?:-|–|to)\s?(\d{1,2}))?\b/gi, 0.85, ([, from, to]) => ({
    system: 'kids',
    label: to === undefined ? `${from}Y` : `${from}-${to}Y`,
  })),
  rule(/\b(\d{1,2})\s?T\b/g, 0.9, ([, age]) => (Number(age) <= 7 ? { system: 'kids', label: `${age}T` } : null)),
  rule(/\b(\d{1,2})\s?(?:y|yr|yrs|years?|jahre?|ans|años|anni)\b(?! (?:ago|vor))/gi, 0.85, ([, age], context) =>
    young(context.department, context.category) && Number(age) <= 17 ? { system: 'kids', label: `${age}Y` } : null,
  ),
  // A number with its system: "UK 8", "38 EU", "EU38", "US M9/W11", "6,5 (UK)".
  rule(/\bM\s?(\d{1,2}(?:\.5)?)\s?\/\s?W\s?(\d{1,2}(?:\.5)?)\b/gi, 0.95, ([, men, women]) => ({
    system: 'us',
    label: `M${men}/W${women}`,
  })),
  rule(
    new RegExp(
      `\\b${system}\\s?(?:size|größe|gr\\.?|women['’]?s|men['’]?s|w|m)?\\s?[:.]?\\s?${number}(?:\\s?[/-]\\s?(\\d{1,2}))?`,
      'gi',
    ),
    0.95,
    ([, name, label, second]) => inSystem(name, label, second),
  ),
  rule(
    new RegExp(`\\b${number}(?:\\s?[/-]\\s?(\\d{1,2}))?\\s?\\(?${system}\\b\\)?`, 'gi'),
    0.93,
    ([, label, second, name]) => inSystem(name, label, second),
  ),
  // Plus sizes.
  rule(/\b([0-6])X\b(?!\s?\d|\s?(?:getragen|worn|porté))/g, 0.9, ([, x]) => ({ system: 'plus', label: `${x}X` })),
  rule(/\b(1[4-9]|2\d|3[0-6])W\b/g, 0.85, ([, w], { group, department }) =>
    group === 'bottoms' && department !== 'women'
      ? { system: 'waist', label: `${w}` }
      : { system: 'plus', label: `${w}W` },
  ),
  // Waist alone: "W32", "waist 32".
  rule(/\bW\s?(\d{2})\b/g, 0.85, ([, w], { group }) =>
    group === 'bottoms' ? { system: 'waist', label: `${w}` } : null,
  ),
  rule(/\b(?:waist(?: size)?|bundweite) (\d{2})\b/gi, 0.7, ([, w], { group }) =>
    group === 'bottoms' && Number(w) >= 22 && Number(w) <= 50 ? { system: 'waist', label: `${w}` } : null,
  ),
  // One size.
  rule(
    /\b(?:one[ -]?size(?: fits (?:all|most))?|o\/s|OSFA|OSFM|OS|einheitsgr(?:ö|oe)(?:ß|ss)e|free size|taille unique|talla única|talla unica|taglia unica)(?![\p{L}\p{N}])/giu,
    0.9,
    ([text]) => (text.toLowerCase() === 'os' && text !== 'OS' ? null : { system: 'one-size', label: 'OS' }),
  ),
  // Letters: with a cue in any case, as words, or in capitals by themselves.
  rule(new RegExp(`\\b${cue}${alphaPair}(?![\\p{L}\\p{N}'’&/])`, 'giu'), 0.95, ([, first, second], context) =>
    letters(first, second, context),
  ),
  rule(
    new RegExp(`\\b${cue}(extra[ -]?small|x-?small|extra[ -]?large|xx-?large|x-?large|small|medium|large)\\b`, 'gi'),
    0.95,
    ([, word]) => spelled(word),
  ),
  rule(/\b(?:extra[ -]?small|x-small|xxx?-large|extra[ -]?large|x-large)\b/gi, 0.85, ([word]) => spelled(word)),
  rule(
    /(?<=\b(?:mens|men['’]s|womens|women['’]s|ladies|adult|boys|girls|youth)[ -])(?:small|medium|large)\b(?! (?:hole|stain|mark|tear|pocket|logo))/gi,
    0.85,
    ([word]) => spelled(word),
  ),
  rule(
    /(?<=(?:\b(?:mens|men['’]s|womens|women['’]s|ladies|adult|unisex|boys|girls|kids|youth|petite|men|women)[ -]|^|[,(|/:–-]\s?|\n))(?:small|medium|large)(?=\s?(?:[,.;)|!\n–-]|$| (?:petite|tall)))/gi,
    0.8,
    ([word]) => spelled(word),
  ),
  rule(
    new RegExp(`(?<![\\p{L}\\p{N}'’&/])${alphaPair}(?![\\p{L}\\p{N}'’&+/]|\\.[A-Z])(?!\\s?[:=]?\\s?\\d)`, 'gu'),
    0.85,
    ([text, first, second], context) => (text === 'S/S' || text === 'L/S' ? null : letters(first, second, context)),
  ),
  rule(/\b(xs|xl|xxl|xxs|xxxl|[2-5]xl)\b/gi, 0.8, ([, first], context) => letters(first, undefined, context)),
  // A number behind a cue, whose system is not said.
  rule(new RegExp(`\\b${cue}${number}(?:\\s?[/-]\\s?(\\d{1,3}))?`, 'gi'), 0.9, ([, label, second], context) =>
    bare(label, second, context),
  ),
  // A pair of heights for kids, or a bare number of shoes.
  rule(/\b(\d{2,3})\s?[/-]\s?(\d{2,3})\b/g, 0.7, ([, first, second], context) => heights(first, second, context)),
  rule(
    /(?<=(?:mens|men['’]s|womens|women['’]s|ladies|damen|herren|femme|homme|mujer|hombre|donna|uomo)\s)\d{1,2}(?:[.,]5)?\b/gi,
    0.75,
    ([label], context) => bare(label, undefined, context),
  ),
  rule(/(?<=^|[\s,(])\d{2}(?:[.,]5)?(?=$|[\s,.);!])/g, 0.6, ([label], context) => {
    const value = Number(label.replace(',', '.'))
    if (context.group === 'shoes') return value >= 35 && value <= 48 ? bare(label, undefined, context) : null
    return wearable.has(context.group ?? '') && value >= 32 && value <= 58 && value % 2 === 0
      ? bare(label, undefined, context)
      : null
  }),
]

function rule(form: RegExp, confidence: number, value: SizeRule['value']): SizeRule {
  return { form, confidence, value }
}

const wearable = new Set(['outerwear', 'suits', 'tops', 'knitwear', 'one-pieces', 'dresses', 'bottoms', 'skirts'])
