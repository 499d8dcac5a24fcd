/**
 * A stranger's text without ways to reach people: e-mail addresses, telephone numbers and links to messengers give way to what they
 * are. A number counts as a telephone's where it is written as one (+49 …, (555) 123-4567, 555-123-4567, 0171 …) or stands
 * after a word such as "call"; bare digits may be a style's number and stay. Names and streets are not found.
 */
export function maskContacts(text: string): string {
  return text
    .replaceAll(email, '[e-mail]')
    .replaceAll(messenger, '[messenger]')
    .replaceAll(afterWord, (whole: string, word: string, number: string) =>
      digitsOf(number) >= digitsMin ? `${word}[phone]` : whole,
    )
    .replaceAll(written, (number: string) =>
      digitsOf(number) >= digitsMin && digitsOf(number) <= digitsMax ? '[phone]' : number,
    )
}

/** The same in every text of a value, however deep it is. */
export function maskDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskContacts(value)
  if (Array.isArray(value)) return value.map(maskDeep)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [maskContacts(name), maskDeep(inner)]))
}

// Numbers have 15 digits at most (ITU-T E.164); shorter ones than 7 are sizes and prices more often than telephones.
const digitsMin = 7
const digitsMax = 15

const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu
const messenger = /\b(?:https?:\/\/)?(?:wa\.me|api\.whatsapp\.com|t\.me|m\.me|signal\.me)\/[^\s]{1,200}/gi
const afterWord =
  /(\b(?:tel|telefon|telephone|teléfono|telefono|téléphone|phone|mobile|mobil|handy|cell|call|text|sms|whats\s?app|viber|telegram|signal)\b[^\p{L}\p{N}+(\n]{0,4}(?:me (?:at|on) |us (?:at|on) |at |on |unter |au |al )?)(\+?\(?\d[\d ()./-]{4,22}\d)/giu
const written =
  /(?<![\p{L}\p{N}])(?:(?:\+|00)\d[\d ()./-]{5,20}\d|\(\d{2,5}\)[ -]?\d[\d ./-]{3,14}\d|0\d{1,4}[ /-]\d[\d ./-]{3,14}\d|0[1-9]\d{8,10}|(?:1[ .-])?\d{3}[.-]\d{3}[.-]\d{4})(?![\p{L}\p{N}])/gu

function digitsOf(text: string): number {
  return text.replaceAll(/\D/g, '').length
}
