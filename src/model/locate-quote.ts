export type Span = { start: number; end: number; quote: string }

/**
 * Finds quoted words in a text again: case and white space may differ, whole words only. Offsets are UTF-16 code units, end
 * exclusive, and `quote` is the text's own wording. Null where the words are not there.
 */
export function locateQuote(text: string, quote: string): Span | null {
  const words = fold(quote)
  const wanted = words.folded.trim()
  if (wanted === '') return null
  const { folded, origins } = fold(text)
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    const last = at + wanted.length - 1
    if (!startsWord(folded, at) || !startsWord(folded, last + 1)) continue
    const start = origins[at]
    const end = origins[last]
    if (start === undefined || end === undefined) continue
    const stop = end + characterLength(text, end)
    return { start, end: stop, quote: text.slice(start, stop) }
  }
  return null
}

/** Lower case, white space as one space; `origins` says for each unit where it came from. */
function fold(text: string): { folded: string; origins: number[] } {
  let folded = ''
  const origins: number[] = []
  let at = 0
  for (const character of text) {
    const space = /\s/u.test(character)
    const piece = space ? (folded.endsWith(' ') ? '' : ' ') : character.toLowerCase()
    for (let unit = 0; unit < piece.length; unit++) origins.push(at)
    folded += piece
    at += character.length
  }
  return { folded, origins }
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

/** Whether a word may begin (or have ended) here. Letters and digits part words too ("size10"); scripts without spaces anywhere. */
function startsWord(text: string, at: number): boolean {
  const before = kindOf(text[at - 1])
  const after = kindOf(text[at])
  return before !== after || before === 'other' || before === 'unspaced'
}

function kindOf(unit: string | undefined): 'letter' | 'digit' | 'unspaced' | 'other' {
  if (unit === undefined) return 'other'
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(unit)) return 'unspaced'
  if (/[\p{L}\p{M}]/u.test(unit)) return 'letter'
  return /\p{N}/u.test(unit) ? 'digit' : 'other'
}
