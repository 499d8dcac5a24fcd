/** Whether a label is in the form of its size system; the systems are those of the record (design section 6). */
export function isSizeLabel(system: string, label: string): boolean {
  const form = forms[system]
  return form === undefined ? label.trim() !== '' : form.test(label)
}

const alpha = '(?:XXXXL|XXXL|XXL|XXXS|XXS|XS|S|M|L|XL|[2-6]XL|[2-4]XS)'
const number = '\\d{1,3}(?:\\.\\d{1,3}| [1-7]/[2348])?'
/** "8.5", "41 1/3", "40/42", "8-10", "M9/W11", "40R", "5Y", "16.5/34-35". */
const numbers = new RegExp(`^[MWYKC]?${number}[CYKMWTPRSL]?(?:[/-][MW]?${number}){0,2}$`)

/** A system that is not here (a brand's own scale) takes any label. */
const forms: Readonly<Record<string, RegExp>> = {
  alpha: new RegExp(`^${alpha}(?:/${alpha})?$`),
  plus: /^(?:[0-6]X|\d{2}W?|[1-6]XL)(?:\/(?:[0-6]X|\d{2}W?))?$/,
  us: numbers,
  uk: numbers,
  eu: numbers,
  fr: numbers,
  it: numbers,
  de: numbers,
  au: numbers,
  jp: numbers,
  number: numbers,
  waist: /^\d{2}$/,
  'waist-inseam': /^W\d{2} L\d{2}$/,
  kids: new RegExp(`^(?:\\d{1,2}(?:-\\d{1,2})?[YT]|\\d{1,2}X|(?:${alpha} )?\\d{1,3}(?:[/-]\\d{1,3})?|${alpha})$`),
  baby: /^(?:NB|Preemie|\d{1,2}(?:-\d{1,2})?M|\d{2,3}(?:[/-]\d{2,3})?)$/,
  bra: /^\d{1,3}(?:AA|A|B|C|D{1,4}|E{1,2}|F{1,2}|G{1,2}|H{1,2}|J{1,2}|[IK])$/,
  ring: /^(?:\d{1,2}(?:\.\d{1,2})?|[A-Z](?: ?1\/2)?)$/,
  'one-size': /^OS$/,
}
