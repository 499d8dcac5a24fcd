import { foldWord } from '../../taxonomy/fold-word.ts'
import { isSizeLabel } from '../../taxonomy/size-label.ts'

type LabelSize = { system: string; label: string }
/** `rank` 1 is surest of being the size that is meant; `row` is the row that says it. */
export type SizeFinding = { value: LabelSize; rank: number; row: number }

/** A row as the size rules want it: whether it is larger than the small print, or too small to be a size. */
export type SizeRow = { text: string; large: boolean; tiny: boolean }

/**
 * Sizes on the rows of a label, surest first. On a label a size stands on a row by itself, behind a word for size, or in a row
 * of systems; of several systems the first stated counts. Numbers inside other rows are registrations, prices and degrees.
 */
export function findLabelSizes(rows: readonly SizeRow[]): SizeFinding[] {
  const found: SizeFinding[] = []
  let cuedBefore = false
  rows.forEach(({ text, large, tiny }, row) => {
    // Stitches and edges are read as these; a size stands there in capitals.
    const plain = tiny || text === 'm' || text === 'l' ? '' : tidy(text)
    const bare = plain.replace(cue, '')
    const cued = bare !== plain || cuedBefore
    cuedBefore = bare === '' && plain !== ''
    for (const { form, rank, value } of rules) {
      const match = form.exec(bare)
      if (match === null) continue
      const size = value(match, { cued, large })
      if (size === null || !isSizeLabel(size.system, size.label)) continue
      found.push({ value: size, rank: cued ? 1 : rank, row })
      break
    }
    const table = tableSize(plain, tidy(rows[row + 1]?.text ?? ''))
    if (table !== null && isSizeLabel(table.system, table.label)) found.push({ value: table, rank: 3, row: row + 1 })
  })
  return found.sort((a, b) => a.rank - b.rank || a.row - b.row)
}

type Context = { cued: boolean; large: boolean }
type Rule = { form: RegExp; rank: number; value(match: RegExpExecArray, context: Context): LabelSize | null }

const cue =
  /^(?:SIZE|S[1IL|TE]ZE|SIZES|SZ|GROSSE|GROESSE|GR|TAILLE|TALLA|TAGLIA|TG|TAMANHO|TAM|MAAT|T(?=[ .:]))\s?[.:=-]?\s*/
const alpha = '(?:XXXXL|XXXL|XXL|XXXS|XXS|XS|S|M|L|XL|[2-6]XL|[2-4]XS)'
const systems: Readonly<Record<string, string>> = {
  EU: 'eu',
  EUR: 'eu',
  EUROPE: 'eu',
  UK: 'uk',
  GB: 'uk',
  US: 'us',
  USA: 'us',
  FR: 'fr',
  F: 'fr',
  IT: 'it',
  I: 'it',
  ITALY: 'it',
  DE: 'de',
  D: 'de',
  GER: 'de',
  AU: 'au',
  AUS: 'au',
  JP: 'jp',
  JPN: 'jp',
}
/** Further systems that stand in such rows and are not the record's: they make it a row of systems all the same. */
const others = 'E|ES|ESP|MEX|MX|CN|CHN|KR|BR|CA|CAN|RU|RUS|PT|P|NL|B|BE|CH|A|AT|INT|CM'
const named = [...Object.keys(systems)].sort((a, b) => b.length - a.length).join('|')
const pair = `(?:${named}|${others})[ .:=-]{0,2}(?:\\d{1,3}(?:[.,]5|[ ]?1/2)?(?:[/-]\\d{1,3})?[A-Z]?|${alpha})`

const rules: readonly Rule[] = [
  // "M", "S/M", "SIZE XL"; the slash between letters is read as I or 1.
  {
    form: new RegExp(`^(${alpha})$`),
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
  // A row of systems: "EU 38 UK 10 US 6", "EUR M USA M MEX 28", "UK 8 / EUR 42".
  {
    form: new RegExp(`^(${pair})(?:[ ,/|;·-]*(?:${pair}))*$`),
    rank: 3,
    value: ([row], { cued }) => firstOfSystems(row, cued),
  },
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
    value: ([, text], { cued, large }) => {
      const label = (text ?? '').replace(',', '.')
      const number = Number(label)
      const worn = (number >= 32 && number <= 60) || (number >= 4 && number <= 30 && number % 2 === 0)
      return number <= 60 && (cued || (large && worn)) ? { system: 'number', label } : null
    },
  },
]

function tidy(text: string): string {
  return foldWord(text)
    .toUpperCase()
    .replaceAll(/[“”"„»«®™*_~]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[^A-Z0-9]+|[^A-Z0-9%]+$/g, '')
}

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

/** The first size of a row of systems that the record knows. A lone "I 4" or "D 8" is no such row. */
function firstOfSystems(row: string, cued: boolean): LabelSize | null {
  const pairs = [
    ...row.matchAll(new RegExp(`(${named}|${others})[ .:=-]{0,2}(\\d{1,3}(?:[.,]5)?(?:[/-]\\d{1,3})?|${alpha})`, 'g')),
  ]
  for (const [, name, text] of pairs) {
    const system = systems[name ?? '']
    if (system === undefined || (pairs.length === 1 && (name ?? '').length === 1 && !cued)) continue
    if (new RegExp(`^${alpha}$`).test(text ?? '')) return { system: 'alpha', label: text ?? '' }
    const label = (text ?? '').replace(',', '.')
    if (Number.parseFloat(label) <= 60) return { system, label }
  }
  return null
}

/** A row of systems over a row of as many numbers: "EU UK US" over "38 10 6". */
function tableSize(head: string, body: string): LabelSize | null {
  const names = head.split(/[ /|]+/)
  const values = body.split(/[ /|]+/)
  if (names.length < 2 || names.length !== values.length) return null
  const known = new RegExp(`^(?:${named}|${others})$`)
  if (!names.every((name) => known.test(name)) || !values.every((value) => /^\d{1,2}(?:[.,]5)?$/.test(value)))
    return null
  const first = names.findIndex((name) => systems[name] !== undefined)
  const system = systems[names[first] ?? '']
  return system === undefined ? null : { system, label: (values[first] ?? '').replace(',', '.') }
}
