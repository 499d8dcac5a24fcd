/**
 * The source of a form with each letter in both cases, for a piece of a form whose other letters count as written. The modifier
 * `(?i:…)` would say the same, but Node 24's engine stops matching such a form once it has compiled it.
 */
export function anyCase(source: string): string {
  return source.replaceAll(pieces, (piece) => {
    if (/^(?:\\|\(\?<)/.test(piece)) return piece
    if (!piece.startsWith('[')) return `[${bothCases(piece)}]`
    return piece.replaceAll(/\\(?:[pPu]\{[^}]*\}|.)|(\p{L})-(\p{L})|\p{L}/gu, (part, from?: string, to?: string) => {
      if (part.startsWith('\\')) return part
      if (from === undefined || to === undefined) return bothCases(part)
      return `${from.toLowerCase()}-${to.toLowerCase()}${from.toUpperCase()}-${to.toUpperCase()}`
    })
  })
}

/** Escapes, names of groups, classes, and letters. */
const pieces = /\\(?:[pPu]\{[^}]*\}|.)|\(\?<\p{L}+>|\[(?:\\.|[^\]\\])*\]|\p{L}/gu

/** "ß" has no capital of one letter. */
function bothCases(letter: string): string {
  const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()]
  return upper.length > 1 || lower === upper ? letter : `${lower}${upper}`
}
