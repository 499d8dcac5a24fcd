import { letterSizes } from './letter-sizes.ts'
import { type LabelSize, sizeOfSystems } from './size-of-systems.ts'

/** How rows that are sizes are written, most certain forms first; `rank` 1 is surest of being the size that is meant. */
export const labelSizeRules: readonly Rule[] = [
  // "M", "S/M", "SIZE XL"; the slash between letters is read as I or 1.
  {
    form: new RegExp(`^(${letterSizes})$`),
    rank: 2,
    value: ([, label]) => ({ system: 'alpha', label: label ?? '' }),
  },
  {
    form: /^(XXS|XS|S|M|L|XL)\s?[/|I1-]\s?(XS|S|M|L|XL|XXL)$/,
    rank: 2,
    value: ([, low, high]) => ({ system: 'alpha', label: `${low}/${high}` }),
  },
  {
    form: /^(EXTRA[ -]?SMALL|X-?SMALL|SMALL|MEDIUM|LARGE|X-?LARGE|EXTRA[ -]?LARGE|XX-?LARGE)$/,
    rank: 2,
    value: ([word]) => ({ system: 'alpha', label: spelled(word) }),
  },
  // "W32 L34", "W 32 / L 34", "32 X 34", and "34/32", which is no pair of dress sizes.
  {
    form: /^W\s?(\d{2})\s?[/X|,-]?\s?L\s?(\d{2})$/,
    rank: 2,
    value: ([, waist, inseam]) => jeans(waist, inseam),
  },
  { form: /^(\d{2})\s?X\s?(\d{2})$/, rank: 2, value: ([, waist, inseam]) => jeans(waist, inseam) },
  {
    form: /^(\d{2})\s?\/\s?(\d{2})$/,
    rank: 2,
    value: ([, first, second]) =>
      Number(second) <= Number(first) || Number(first) % 2 === 1
        ? jeans(first, second)
        : Number(second) - Number(first) === 2 && Number(first) >= 36
          ? { system: 'number', label: `${first}/${second}` }
          : null,
  },
  { form: /^W\s?(\d{2})$/, rank: 3, value: ([, waist]) => ({ system: 'waist', label: waist ?? '' }) },
  // Children: by age, by months, by height; the age comes first where both stand there.
  {
    form: /^(?:AGES?|ALTER|AGE)?\s?(\d{1,2})\s?(?:-|\/|–|TO|A|BIS)\s?(\d{1,2})\s?(?:Y|YR|YRS|YEARS?|ANS|JAHRE|ANNI|ANOS|A)\b/,
    rank: 2,
    value: ([, from, to]) => ({ system: 'kids', label: `${from}-${to}Y` }),
  },
  {
    form: /^(?:AGES?\s)?(\d{1,2})\s?(?:Y|YR|YRS|YEARS?|ANS|JAHRE|ANNI|ANOS)\b/,
    rank: 2,
    value: ([, age]) => (Number(age) <= 18 ? { system: 'kids', label: `${age}Y` } : null),
  },
  // The stroke between two ages is lost easily: nobody is 56 years old in children's clothes.
  {
    form: /^(?:AGES?\s)?(?:34|45|56|67|78|89|910|1011|1112|1213|1314)\s?(?:Y|YR|YRS|YEARS?|ANS|JAHRE|ANNI|ANOS)\b/,
    rank: 3,
    value: ([text]) => {
      const ages = /\d+/.exec(text)?.[0] ?? ''
      const cut = Math.floor(ages.length / 2)
      return { system: 'kids', label: `${ages.slice(0, cut)}-${ages.slice(cut)}Y` }
    },
  },
  { form: /^(\d)T$/, rank: 2, value: ([, age]) => (Number(age) <= 7 ? { system: 'kids', label: `${age}T` } : null) },
  {
    form: /^(\d{1,2})\s?(?:-|\/|–|TO|A|BIS)\s?(\d{1,2})\s?(?:M|MO|MOS|MTHS?|MONTHS?|MOIS|MONATE|MESES|MESI)\b/,
    rank: 2,
    value: ([, from, to]) => ({ system: 'baby', label: `${from}-${to}M` }),
  },
  {
    // Not 36: that is "3-6" with its stroke lost as often as three years.
    form: /^(\d{1,2})\s?(?:M|MO|MOS|MTHS?|MONTHS?|MOIS|MONATE|MESES|MESI)\b/,
    rank: 2,
    value: ([, months]) => (Number(months) <= 30 ? { system: 'baby', label: `${months}M` } : null),
  },
  { form: /^(?:NEWBORN|NB)$/, rank: 2, value: () => ({ system: 'baby', label: 'NB' }) },
  {
    form: /^(\d{2,3})\s?[/-]\s?(\d{2,3})(?:\s?CM)?$/,
    rank: 3,
    value: ([, low, high]) => heights(Number(low), Number(high)),
  },
  { form: /^(\d{2,3})\s?CM$/, rank: 4, value: ([, height]) => heights(Number(height), null) },
  // "UK 8 / EUR 42".
  { form: /^[A-Z].*\d|^[A-Z]+ [SMLX]/, rank: 3, value: ({ input }, { cued }) => sizeOfSystems(input, cued) },
  {
    form: /^(?:ONE ?SIZE(?: FITS (?:ALL|MOST))?|TAILLE UNIQUE|UNIQUE|TU|T\.U\.?|OS|O\/S|OSFA|UNICA|TALLA UNICA|TAGLIA UNICA|EINHEITSGROSSE)$/,
    rank: 3,
    value: () => ({ system: 'one-size', label: 'OS' }),
  },
  {
    form: /^(\d{2,3})\s?(AA|A|B|C|D{1,3}|E|F|FF|G|GG|H)$/,
    rank: 3,
    value: ([, band, cup]) => {
      const number = Number(band)
      const real =
        (number >= 28 && number <= 48 && number % 2 === 0) || (number >= 60 && number <= 120 && number % 5 === 0)
      return real ? { system: 'bra', label: `${band}${cup}` } : null
    },
  },
  { form: /^([1-6])X$/, rank: 3, value: ([, x]) => ({ system: 'plus', label: `${x}X` }) },
  { form: /^(1[4-9]|2\d|3[0-6])W$/, rank: 3, value: ([, w]) => ({ system: 'plus', label: `${w}W` }) },
  // A bare number: behind a word for size, or large on a row by itself and one that clothes or shoes have.
  {
    form: /^(\d{1,2}(?:[.,]5)?)$/,
    rank: 5,
    value: ([, text], { cued, large, foreign }) => {
      const label = (text ?? '').replace(',', '.')
      const number = Number(label)
      // Sizes of the continent have two digits: one has lost the other.
      if (foreign && number < 10) return null
      // Odd ones are waists; those above are a letter misread ("4T"), or a shoe's, whose system stands beside it.
      const worn = (number >= 4 && number <= 60 && number % 2 === 0) || number === 33 || number === 35
      return number <= 60 && (cued || (large && worn)) ? { system: 'number', label } : null
    },
  },
]

/** `cued`: behind a word for size; `foreign`: that word is not English; `large`: larger than the small print. */
export type SizeContext = { cued: boolean; large: boolean; foreign: boolean }
type Rule = { form: RegExp; rank: number; value(match: RegExpExecArray, context: SizeContext): LabelSize | null }

function spelled(word: string): string {
  const plain = word.replaceAll(/[ -]/g, '').replace('EXTRA', 'X')
  const size = { SMALL: 'S', MEDIUM: 'M', LARGE: 'L' }[plain.replace(/^X*/, '')]
  return `${/^X*/.exec(plain)?.[0] ?? ''}${size ?? ''}`
}

function jeans(waist: string | undefined, inseam: string | undefined): LabelSize | null {
  const fits = Number(waist) >= 22 && Number(waist) <= 56 && Number(inseam) >= 24 && Number(inseam) <= 40
  return fits ? { system: 'waist-inseam', label: `W${waist} L${inseam}` } : null
}

/** Children's heights go in steps of six: 74, 80 … 164, 170. */
function heights(low: number, high: number | null): LabelSize | null {
  const isStep = (value: number) => value >= 50 && value <= 188 && value % 6 === 2
  if (!isStep(low) || (high !== null && (!isStep(high) || high - low !== 6))) return null
  return { system: (high ?? low) <= 92 ? 'baby' : 'kids', label: high === null ? `${low}` : `${low}/${high}` }
}
