/** A stranger's words on one line and safe to print: what would steer the terminal is left out. */
export function printable(text: string, charactersMax = Number.POSITIVE_INFINITY): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  const characters = [...line]
  return characters.length > charactersMax ? `${characters.slice(0, charactersMax).join('').trimEnd()}…` : line
}
