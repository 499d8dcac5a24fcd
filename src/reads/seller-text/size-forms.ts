import { anyCase } from './any-case.ts'

const words = (list: string) => `(?:${list.trim().split(/\s+/).join('|')})`

/** A mark of its own or a word between the name of a size and the size: "Size: M", "taglia è la M", "size on the tag is 8". */
const link = `(?:\\s*(?:[:=.]|[-–](?=\\s?[\\p{L}\\d])|(?:on|as per|per|auf|sur|en|su)\\s(?:the\\s|dem\\s|la\\s|l['’]|sull['’])?(?:tag|label|etikett|étiquette|etiqueta|etichetta)|\\((?:on |per |as on )?(?:the )?(?:tag|label)\\)|(?:is|ist|est|es|è|says|reads|tag|label|marked|an?|the|eine?|un|une|una|la|el)(?=\\s)))*\\s*["“«'(]?\\s*`

const sizeNouns =
  '(?:size|sized|sz|[\\p{L}-]*(?:größe|groesse|groeße|grösse)n?|gr|(?<!tour de\\s)taille|talla|tall|tallaje|taglia|tg|tagl|mis|misura)(?!\\p{L})'
const shoeNouns = '(?:pointure|point|número|numero|núm|num|n[°º]|nr|no)(?!\\p{L})'
const tagNouns =
  '(?:(?:tag|label|etikett|schild|étiquette|etiqueta|etichetta)(?=\\s*[:=]|\\s(?:size\\s)?(?:is|says|reads|states|shows|ist|sagt|zeigt|dit|indique|dice|indica|pone)\\b|\\s["“]?(?:\\d|[A-Z]))|tagged|labell?ed|marked)(?:\\s(?:size|says|reads|states|shows|as|sagt|zeigt|dit|indique|dice|indica|pone))*'

const systemNames: Readonly<Record<string, string>> = {
  us: 'USA? U\\.S\\.(?:A\\.)? American amerikanische américaine',
  uk: 'UK U\\.K\\. GB British englische britische anglaise inglesa inglese',
  eu: 'EU EUR Europe European Euro europäische européenne europea',
  fr: 'FR FRA French France französische française francesa francese',
  it: 'ITA? Italian Italy Italia italienische italienne italiana',
  de: 'DE GER German Germany deutsche allemande alemana tedesca',
  au: 'AUS? Australian',
  jp: 'JPN? Japan Japanese',
}

const child = '(?:y|yr|yrs|years?|jahren?|j|ans?|años?|anni|anno)'
const month = '(?:m|mo|mos|mnths?|mths?|months?|monaten?|mon|mois|mes|meses|mesi|mese)'

/**
 * The pieces that forms of sizes are made of: sources of regular expressions for the flags `iu`. Only `joint` captures.
 */
export const sizeForms = {
  start: '(?<![\\p{L}\\p{N}])',
  end: "(?![\\p{L}\\p{N}]|['’]\\p{L})",
  /** What names a size in front of it: "size", "Gr.", "taille:", "tagged". */
  cue: anyCase(`(?:(?<![\\p{L}\\p{N}])(?:${sizeNouns}|${tagNouns})${link})`),
  /** Names of sizes that shoes have; of a telephone or a street elsewhere. */
  shoeCue: `(?<![\\p{L}\\p{N}])(?:${shoeNouns}|p(?=\\.?\\s?\\d{2}))${link}`,
  letters: `(?:XXXXL|XXXL|XXL|XXXS|XXS|XS|S|M|L|XL|[2-6]XL|[2-4]XS)`,
  spelled:
    '(?:(?:extra[ -]?|x{1,3}-?\\s?|[23]x-?)*(?:small|medium|large)|(?:extra[ -]?|x-?)+(?:sm|lg)|med|lrg|lge|lg|sml|sm)',
  number: `\\d{1,3}(?:[.,]\\d{1,2}(?!\\d))?(?:(?:\\s|-)?[½¼¾⅓⅔]|(?:\\s|-)[1-7]\\/[2348](?![\\d/]))?`,
  numberEnd: '(?![\\p{L}\\p{N}]|[.,/]\\d|\\s?%|\\s\\d{3})',
  /** A second number, "40/42", in the groups `joint` and `second`. */
  joint: '(?:\\s?(?<joint>[-–/])\\s?(?<second>\\d{1,3}(?:[.,]5)?)(?!\\s?(?:cm|mm|in\\b|inch|["”%€])))?',
  /** Width of a shoe, length of a leg, petite and tall: on the tag, but not the size. */
  build:
    '(?:\\s?(?:P|T|M|D|B|N|R|S|L|F|G|H|EE?|2E|4E|WW?|[Ww]ide|[Pp]etite|[Tt]all|[Ss]hort|[Rr]egular|[Rr]eg|[Ll]ong|[Xx]-?[Ss]hort|[Xx]-?[Ll]ong|(?<=\\d)[rslp])(?![\\p{L}\\p{N}]))?',
  system: words(Object.values(systemNames).join(' ')),
  department:
    "(?:women['’]?s?|wo?mens|wmns|ladies|lady|mens?|men['’]s|kids['’]?|girls?['’]?|boys?['’]?|junior|youth|toddler|infant|adult|damen|herren|kinder|femme|homme|enfant|mujer|hombre|donna|uomo|w|m)",
  child,
  month,
  to: '(?:\\s?[-–/]\\s?|\\s(?:to|bis|à|a)\\s)',
} as const

/**
 * A form as a regular expression that begins where a word or number does. The letters of the five languages stand for all
 * letters in it, which halves the time that fifty forms take.
 */
export function sizeForm(source: string, flags: string): RegExp {
  const form = new RegExp(`(?<![0-9${latin}])(?:${inLatin(source)})`, flags)
  const lead = leads.find((cue) => source.startsWith(cue))
  if (lead !== undefined) bodies.set(form, new RegExp(inLatin(source.slice(lead.length)), flags.replace('g', '')))
  return form
}

/**
 * Whether a text has what follows the cue in a form. Where it has not, the form is not in it: sizes are few, while a cue is
 * looked for at each word.
 */
export function mayHold(text: string, form: RegExp): boolean {
  return bodies.get(form)?.test(text) !== false
}

/** Forms that begin with a cue, without it. */
const bodies = new WeakMap<RegExp, RegExp>()
const { cue, shoeCue } = sizeForms
const leads = [`(?<cue>${cue})?`, `(?<cue>${cue}|${shoeCue})?`, `(?:${cue})?`, `(?<named>${cue})`, cue, shoeCue]

function inLatin(source: string): string {
  return source
    .replaceAll('\\p{L}\\p{N}', `${latin}0-9`)
    .replaceAll('[\\p{L}', `[${latin}`)
    .replaceAll('\\p{L}', `[${latin}]`)
}

const latin = 'A-Za-zÀ-ÖØ-öø-ɏ'

const systemForms = Object.entries(systemNames).map(([system, list]) => ({
  system,
  form: new RegExp(`^${words(list)}$`, 'iu'),
}))

/** Which system a name stands for; null where it does not ("it", "de" and "europe" are words of a sentence too). */
export function systemNamed(name: string | undefined): string | null {
  if (name === undefined || /^(?:it|de|ita|ger|gb|fra|euro|europe|france|italia|italy|german)$/.test(name)) return null
  return systemForms.find(({ form }) => form.test(name))?.system ?? null
}
