import { type Piece, requiredWords } from './required-words.ts'

/**
 * Which expressions may match in a text: those with a piece that they require in it, and those that require none. Of the hundreds
 * of forms that sellers' sentences take, a text has a handful; one pass over its letters tells which, where a search for each would
 * go over the whole text as many times. An expression first seen here counts as possible, and is known from the next text on.
 */
export function possibleForms(text: string): (form: RegExp) => boolean {
  const found = scan(text)
  return (form) => {
    const known = forms.get(form)
    const alternatives = known === undefined ? learn(form) : known
    if (alternatives === null) return true
    for (const required of alternatives) if (hasAll(found, required)) return true
    return false
  }
}

function hasAll(found: Uint8Array, required: readonly number[]): boolean {
  for (const set of required) if (set < found.length && found[set] === 0) return false
  return true
}

/** For each form, by alternative, the numbers of the sets of pieces that it requires one of. */
type Required = readonly (readonly number[])[] | null
/** Expressions are constants; more than these would mean that some are made for each text, which no index is for. */
const formsMax = 5_000
const forms = new Map<RegExp, Required>()
let sets = 0

/**
 * A tree of pieces: for each place in it, where each letter leads, and the list of what ends there. It has two roots: most pieces
 * begin a word, and need no look from the middle of one.
 */
const symbols = 43
let leads = new Int32Array(symbols * 1_024)
let endsAt = new Int32Array(1_024)
const anywhere = 0
const opening = 1
let places = 2
type Ending = { closes: boolean; set: number }
const endings: Ending[][] = [[]]

/** The text that is being scanned, as symbols: one for all scans, since none is interrupted. */
let read = new Uint8Array(4_096)

function learn(form: RegExp): Required {
  if (forms.size >= formsMax) return null
  const required = requiredWords(form)?.map((pieceSets) => pieceSets.map(addSet)) ?? null
  forms.set(form, required)
  return required
}

function addSet(pieces: readonly Piece[]): number {
  const set = sets++
  for (const { text, opens, closes } of pieces) {
    let place = opens ? opening : anywhere
    for (let index = 0; index < text.length; index++) place = goOn(place, symbolOf(text.charCodeAt(index)))
    const known = endsAt[place] ?? 0
    if (known === 0) endsAt[place] = endings.push([{ closes, set }]) - 1
    else endings[known]?.push({ closes, set })
  }
  return set
}

function goOn(place: number, symbol: number): number {
  const edge = place * symbols + symbol
  const known = leads[edge] ?? 0
  if (known > 0) return known
  const next = places++
  if (places > endsAt.length) {
    leads = doubled(leads)
    endsAt = doubled(endsAt)
  }
  leads[edge] = next
  return next
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

function scan(text: string): Uint8Array {
  const found = new Uint8Array(sets)
  if (text.length >= read.length) read = new Uint8Array(text.length * 2)
  // Of the module's own variables each use would be a look-up.
  const [letters, tree, ends, { length }] = [read, leads, endsAt, text]
  for (let index = 0; index < length; index++) letters[index] = symbolOf(text.charCodeAt(index))
  letters[length] = 0
  const follow = (root: number, start: number) => {
    let place = root
    for (let index = start; ; index++) {
      const symbol = letters[index] ?? 0
      if (symbol === 0) break
      place = tree[place * symbols + symbol] ?? 0
      if (place === 0) break
      const end = ends[place] ?? 0
      if (end > 0) mark(found, endings[end] ?? [], text, index)
    }
  }
  for (let start = 0; start < length; start++) {
    follow(anywhere, start)
    if (start === 0 || !isWord(text.charCodeAt(start - 1))) follow(opening, start)
  }
  return found
}

function mark(found: Uint8Array, ended: readonly Ending[], text: string, index: number): void {
  const closes = index + 1 === text.length || !isWord(text.charCodeAt(index + 1))
  for (const ending of ended) if (closes || !ending.closes) found[ending.set] = 1
}

/** Letters in either case, and those that an expression without regard to case takes for them; 0 is what no piece has. */
function symbolOf(code: number): number {
  if (code < 128) return plainSymbols[code] ?? 0
  return code === longS ? 19 : code === kelvin ? 11 : 0
}

const plainSymbols = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase()
  return Math.max(0, "\0abcdefghijklmnopqrstuvwxyz0123456789 '.=/-".indexOf(letter))
})

const longS = 0x17f
const kelvin = 0x212a

/** An underscore counts as the edge of a word: some forms see one there, and it never hides a piece. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
}
