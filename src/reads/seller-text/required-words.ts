/** A piece of text, in small letters; `opens` and `closes`: a word begins, or ends, with it. */
export type Piece = { text: string; opens: boolean; closes: boolean }

/**
 * What a text must have for an expression to match in it: for one of the expression's alternatives, each of the sets has a piece
 * in it. Null where nothing can be said, as of an expression of classes alone. Read off the source of the expression, so that no
 * form needs its words listed twice.
 */
export function requiredWords({ source, flags }: RegExp): readonly (readonly (readonly Piece[])[])[] | null {
  if (flags.includes('v')) return null
  const cursor: Cursor = { source, at: 0 }
  const alternatives: Piece[][][] = []
  for (;;) {
    const stretches = readStretches(cursor)
    const sets = stretches?.map(piecesOf).filter((pieces) => pieces !== null) ?? []
    if (sets.length === 0) return null
    alternatives.push(sets)
    if (cursor.at >= source.length) return alternatives
    cursor.at++
  }
}

/** The strings that a part of an expression can be; `anything` stands for what is not known, `edge` for the edge of a word. */
type Said = readonly string[]
type Cursor = { source: string; at: number }

const anything = '\uE000'
const edge = '\uE001'
const unknown: Said = [anything]
const nothing: Said = ['']
/** More combinations than these are not spelled out: the better half of them is kept. */
const combinationsMax = 64
const alternativesMax = 2_000
/** Longer pieces make the index of pieces larger, and are hardly rarer. */
const lettersMax = 10
const classMax = 6

/** Null where the source has what this reading of it does not know. */
function readAlternatives(cursor: Cursor): Said | null {
  const all = new Set<string>()
  for (;;) {
    const said = readSequence(cursor)
    if (said === null) return null
    for (const one of said) all.add(one)
    if (cursor.source[cursor.at] !== '|') break
    cursor.at++
  }
  return all.size > alternativesMax ? unknown : [...all]
}

function readSequence(cursor: Cursor): Said | null {
  return readStretches(cursor)?.reduce(joined, nothing) ?? null
}

/** What stands one after the other, cut where something unknown is between and where there would be too many combinations. */
function readStretches(cursor: Cursor): Said[] | null {
  const stretches: Said[] = [nothing]
  while (cursor.at < cursor.source.length && !'|)'.includes(cursor.source[cursor.at] ?? '')) {
    const atom = readAtom(cursor)
    if (atom === null) return null
    const next = repeated(atom, cursor)
    const before = stretches.at(-1) ?? nothing
    if (next === unknown) stretches.push(unknown, nothing)
    else if (before.length * next.length <= combinationsMax) stretches.splice(-1, 1, joined(before, next))
    else stretches.push(next)
  }
  return stretches
}

function readAtom(cursor: Cursor): Said | null {
  const { source, at } = cursor
  const letter = source[at] ?? ''
  if (letter === '(') return readGroup(cursor)
  if (letter === '[') return readClass(cursor)
  if (letter === '\\') return readEscape(cursor)
  cursor.at++
  if (letter === '.') return unknown
  return letter === '^' || letter === '$' ? nothing : [letter.toLowerCase()]
}

function readGroup(cursor: Cursor): Said | null {
  const opening = /^\((?:\?(?::|<?[=!]|<\w+>))?(?!\?)/.exec(cursor.source.slice(cursor.at))?.[0]
  if (opening === undefined) return null
  cursor.at += opening.length
  const from = cursor.at
  const said = readAlternatives(cursor)
  if (cursor.source[cursor.at] !== ')') return null
  cursor.at++
  // What is looked for around a place is no part of what stands there; no letter and no digit beside it is the edge of a word.
  if (opening.endsWith('!') && letterOrDigit.test(cursor.source.slice(from, cursor.at))) return [edge]
  return /[=!]$/.test(opening) ? nothing : said
}

/** A class of all letters and digits, alone or as the first alternative. */
const letterOrDigit = /^\[(?:\\p\{L\}\\p\{N\}|(?=[^\]]*A-Z)(?=[^\]]*a-z)(?=[^\]]*0-9)[^\]\\^]*)\][|)]/

function readClass(cursor: Cursor): Said | null {
  const found = /^\[((?:\\.|[^\]\\])*)\]/.exec(cursor.source.slice(cursor.at))
  if (found === null) return null
  cursor.at += found[0].length
  const members = found[1] ?? ''
  if (members.length > classMax * 2 || /^\^|\\|.-./.test(members)) return unknown
  const letters = new Set([...members].map((member) => member.toLowerCase()))
  return letters.size > classMax ? unknown : [...letters]
}

function readEscape(cursor: Cursor): Said | null {
  const sign = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|k<\w+>|.)/.exec(
    cursor.source.slice(cursor.at),
  )?.[0]
  if (sign === undefined) return null
  cursor.at += sign.length
  if (sign === '\\b') return [edge]
  if (sign === '\\B') return nothing
  return /^\\[a-z\d]/i.test(sign) ? unknown : [sign.slice(1)]
}

function repeated(said: Said, cursor: Cursor): Said {
  const count = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(cursor.source.slice(cursor.at))
  if (count === null) return said
  cursor.at += count[0].length
  if (count[0].startsWith('?')) return [...new Set([...said, ''])]
  const atLeastOnce = count[0].startsWith('+') || Number(count[1] ?? 0) > 0
  return atLeastOnce ? joined(said, unknown) : unknown
}

function joined(one: Said, other: Said): Said {
  if (other === nothing) return one
  if (one.length * other.length <= combinationsMax)
    return [...new Set(one.flatMap((before) => other.map((after) => before + after)))]
  return strengthOf(one) >= strengthOf(other)
    ? one.map((before) => before + anything)
    : other.map((after) => anything + after)
}

/** The most telling piece of each; null where one of them tells nothing. */
function piecesOf(said: Said): Piece[] | null {
  const pieces = said.map(bestPiece)
  const known = pieces.filter((piece) => piece !== null)
  if (known.length < pieces.length) return null
  return [...new Map(known.map((piece) => [`${piece.opens} ${piece.closes} ${piece.text}`, piece])).values()]
}

/** How much the weakest of them tells. */
function strengthOf(said: Said): number {
  return Math.min(
    ...said.map((one) => {
      const piece = bestPiece(one)
      return piece === null ? 0 : tellingOf(piece)
    }),
  )
}

function tellingOf({ text, opens, closes }: Piece): number {
  return text.length + (opens ? 1.5 : 0) + (closes ? 1 : 0)
}

/** The longest stretch of what is known, by letters, digits and what stands between them in a line of words. */
function bestPiece(said: string): Piece | null {
  const pieces = said
    .split(anything)
    .flatMap((stretch) => [...stretch.matchAll(spelled)].map((match) => match[0]))
    .map(pieceOf)
    .filter(({ text }) => text.length > 1 || text === '=')
  return pieces.reduce<Piece | null>(
    (best, piece) => (best === null || tellingOf(piece) > tellingOf(best) ? piece : best),
    null,
  )
}

function pieceOf(stretch: string): Piece {
  const text = stretch.replaceAll(edge, '')
  const opens = stretch.startsWith(edge) && /^\w/.test(text)
  if (text.length > lettersMax) return { text: text.slice(0, lettersMax), opens, closes: false }
  return { text, opens, closes: stretch.endsWith(edge) && /\w$/.test(text) }
}

const spelled = /[a-z0-9'.=/ \uE001-]+/g
