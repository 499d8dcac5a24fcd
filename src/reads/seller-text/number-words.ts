import { foldWord } from '../../taxonomy/fold-word.ts'
import type { Language } from '../../taxonomy/taxonomy.ts'
import type { Token } from './tokenize.ts'

/** A number that words or digits say: tokens `first` to `last`. `sure`: not "une vingtaine", "una decina". */
export type SaidNumber = { value: number; last: number; sure: boolean }

/** The number that one word or digits say, in whatever language, or null. */
export function countOf(text: string | undefined): number | null {
  const plain = text ?? ''
  if (/^\d+$/.test(plain)) return Number(plain)
  return (numbers.get(plain) ?? numbers.get(foldWord(plain)))?.value ?? null
}

/** The number that begins at the token, with all its words: "twenty-three", "vingt et un", "3 dozen", "media docena". */
export function numberAt(tokens: readonly Token[], index: number, languages: readonly Language[]): SaidNumber | null {
  const half = halfDozenAt(tokens, index)
  if (half !== null) return half
  const begun = simpleAt(tokens, index, languages)
  if (begun === null) return null
  const next = tokens[begun.last + 1]
  if (next === undefined || !/^[\s-]$/.test(next.gap)) return begun
  const times = multiples.get(next.word)
  return times === undefined ? begun : { ...begun, value: begun.value * times, last: begun.last + 1 }
}

/** Without a dozen or a hundred of it. */
function simpleAt(tokens: readonly Token[], index: number, languages: readonly Language[]): SaidNumber | null {
  const word = tokens[index]?.word ?? ''
  if (/^\d{1,4}$/.test(word)) return { value: Number(word), last: index, sure: true }
  const said = spokenIn(word, languages)
  if (said === null) return null
  const { value, sure = true } = said
  if (value < 20 || value % 10 !== 0 || !sure) return { value, last: index, sure }
  const linked = links.has(tokens[index + 1]?.word ?? '') ? index + 2 : index + 1
  const joined = tokens.slice(index + 1, linked + 1).every(({ gap }) => /^[\s-]$/.test(gap))
  const rest = joined ? spokenIn(tokens[linked]?.word ?? '', languages) : null
  // French goes on counting to nineteen above sixty and eighty.
  const most = said.language === 'fr' && (value === 60 || value === 80) ? 20 : 10
  if (rest === null || rest.language !== said.language || rest.value >= most || value > 90)
    return { value, last: index, sure }
  return { value: value + rest.value, last: linked, sure }
}

function spokenIn(word: string, languages: readonly Language[]): Said | null {
  const said = numbers.get(word)
  if (said === undefined) return null
  return !homographs.has(word) || languages.includes(said.language) ? said : null
}

/** Words of another language too: "once" is eleven in Spanish alone. */
const homographs = new Set('once due sei elf cent sept un uno'.split(' '))

/** "Half a dozen" is six. */
function halfDozenAt(tokens: readonly Token[], index: number): SaidNumber | null {
  if (!halves.has(tokens[index]?.word ?? '')) return null
  for (const last of [index + 1, index + 2])
    if (dozens.has(tokens[last]?.word ?? '')) return { value: 6, last, sure: true }
  return null
}

const halves = new Set('half halbes demi media mezza'.split(' '))
const dozens = new Set('dozen doz dutzend douzaine docena dozzina'.split(' '))
const links = new Set(['y', 'et', 'e', 'and'])
const multiples: ReadonlyMap<string, number> = new Map([
  ...'dozen doz dozens dutzend douzaine douzaines docena docenas dozzina dozzine'
    .split(' ')
    .map((word) => [word, 12] as const),
  ['hundred', 100],
])

type Said = { value: number; language: Language; sure?: boolean }

/** One after the other, from one on. */
const units: Readonly<Record<Language, string>> = {
  en: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  de: 'eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
  fr: 'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
  es: 'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
  it: 'uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
}
/** From twenty on. */
const tens: Readonly<Record<Language, string>> = {
  en: 'twenty thirty forty fifty sixty seventy eighty ninety hundred',
  de: 'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert',
  fr: 'vingt trente quarante cinquante soixante septante huitante nonante cent',
  es: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien',
  it: 'venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento',
}
/** "About twenty", in one word. */
const abouts: readonly (readonly [Language, number, string])[] = [
  ['fr', 10, 'dizaine'],
  ['fr', 15, 'quinzaine'],
  ['fr', 20, 'vingtaine'],
  ['fr', 30, 'trentaine'],
  ['fr', 40, 'quarantaine'],
  ['fr', 50, 'cinquantaine'],
  ['es', 10, 'decena'],
  ['es', 15, 'quincena'],
  ['es', 20, 'veintena'],
  ['it', 10, 'decina'],
  ['it', 15, 'quindicina'],
  ['it', 20, 'ventina'],
  ['it', 30, 'trentina'],
]

const numbers = everyNumber()

function everyNumber(): ReadonlyMap<string, Said> {
  const all = new Map<string, Said>()
  const add = (word: string, said: Said) => {
    if (!all.has(word)) all.set(word, said)
  }
  for (const language of ['en', 'de', 'fr', 'es', 'it'] as const) {
    const [small, large] = [units[language].split(' '), tens[language].split(' ')]
    small.forEach((word, at) => {
      add(word, { value: at + 1, language })
    })
    large.forEach((word, at) => {
      add(word, { value: (at + 2) * 10, language })
    })
    for (const [at, ten] of large.slice(0, 8).entries())
      for (const [unit, one] of small.slice(0, 9).entries()) {
        const word = inOneWord(language, ten, one)
        if (word !== null) add(word, { value: (at + 2) * 10 + unit + 1, language })
      }
  }
  for (const word of dozens) add(word, { value: 12, language: 'en' })
  add('trio', { value: 3, language: 'en' })
  for (const [language, value, word] of abouts) add(word, { value, language, sure: false })
  return all
}

/** "Dreiundzwanzig", "veintitres", "ventotto": what is written without a space. */
function inOneWord(language: Language, ten: string, one: string): string | null {
  if (language === 'de') return `${one === 'eins' ? 'ein' : one}und${ten}`
  if (language === 'es') return ten === 'veinte' ? `veinti${one}` : null
  if (language === 'it') return `${/^[uo]/.test(one) ? ten.slice(0, -1) : ten}${one}`
  return null
}
