import { isSizeLabel } from '../taxonomy/size-label.ts'

/**
 * The size that a seller filled in, in the record's form: "Medium" is M, "10 UK" says its system, "6-9 months" is a baby's, a bare
 * number says none. What is in no known form is a brand's own scale.
 */
export function hintSize(text: string): { system: string; label: string } {
  const given = text
    .toUpperCase()
    .replace(titles, '')
    .replaceAll(/(\d),(\d)/g, '$1.$2')
    .trim()
  for (const { form, read } of forms) {
    const found = form.exec(given)
    const size = found === null ? null : read(found)
    if (size !== null && isSizeLabel(size.system, size.label)) return size
  }
  const system = bareSystems.find((candidate) => isSizeLabel(candidate, given))
  return system === undefined ? { system: 'brand', label: text } : { system, label: given }
}

const titles = /^(?:SIZE|SZ|GRÖSSE|GR|TAILLE|TALLA|TAGLIA|TG)(?:[.:]\s*|\s+)(?![UÚ]NI)/
const bareSystems = ['alpha', 'waist-inseam', 'bra', 'number', 'baby', 'kids', 'plus']

type Form = { form: RegExp; read(found: RegExpExecArray): { system: string; label: string } }

const sized = (system: string, unit = ''): Form['read'] => {
  return ([, from = '', to]) => ({ system, label: `${to === undefined ? from : `${from}-${to}`}${unit}` })
}
const spelled = (form: RegExp, label: string): Form => ({ form, read: () => ({ system: 'alpha', label }) })
const named = ([, name = '', label = '']: (string | undefined)[]) => ({
  system: name === 'EUR' ? 'eu' : name.toLowerCase(),
  label,
})
const span = String.raw`(\d{1,2})(?:\s?[-–/]\s?(\d{1,2}))?\s?`

/** The first that fits and makes a label of its system. */
const forms: readonly Form[] = [
  { form: /^(US|UK|EUR|EU|FR|IT|DE|AU|JP)[.:]?\s?(.+)$/, read: named },
  { form: /^(.+?)\s?(US|UK|EUR|EU|FR|IT|DE|AU|JP)$/, read: ([, label, name]) => named(['', name, label]) },
  { form: /^(?:US|UK|EUR|EU|FR|IT|DE|AU|JP)\s?([SMLX/\d]+)$/, read: sized('alpha') },
  {
    form: /^(?:OS|OSFA|ONE[ -]SIZE(?: FITS (?:ALL|MOST))?|FREE SIZE|TU|TAILLE UNIQUE|EINHEITSGRÖSSE|TALLA [UÚ]NICA|TAGLIA UNICA)$/,
    read: () => ({ system: 'one-size', label: 'OS' }),
  },
  spelled(/^(?:X|EXTRA)[ -]?SMALL$/, 'XS'),
  spelled(/^SMALL$/, 'S'),
  spelled(/^MEDIUM$/, 'M'),
  spelled(/^LARGE$/, 'L'),
  spelled(/^(?:X|EXTRA)[ -]?LARGE$/, 'XL'),
  spelled(/^(?:XX|2X|EXTRA EXTRA)[ -]?LARGE$/, 'XXL'),
  {
    form: /^(?:W\s?(\d{2})[\s/]*L\s?(\d{2})|(\d{2})\s?[X×]\s?(\d{2}))$/,
    read: ([, waist, inseam, width, length]) => ({
      system: 'waist-inseam',
      label: `W${waist ?? width} L${inseam ?? length}`,
    }),
  },
  { form: /^W\s?(\d{2})$/, read: sized('waist') },
  { form: /^([1-5]X|\d{2}W)$/, read: sized('plus') },
  { form: new RegExp(`^${span}(?:M|MOS?|MTHS?|MONTHS?|MONATE?|MOIS|MES|MESES|MESE|MESI)$`), read: sized('baby', 'M') },
  { form: new RegExp(`^${span}(?:Y|YRS?|YEARS?(?: OLD)?|JAHRE?|ANS?|AÑOS?|ANN[OI])$`), read: sized('kids', 'Y') },
  { form: /^(\d{1,2}T)$/, read: sized('kids') },
]
