/**
 * As many whole sentences or lines of a text, from its beginning, as the limit takes; null where not even the first fits. Ends are
 * looked for at white space alone, so that no word and no character is cut.
 */
export function fitText(text: string, charactersMax: number): string | null {
  if (text.length <= charactersMax) return text
  const ends = [...text.matchAll(/(?<=[.!?…])\s+|\n+/g)].map(({ index }) => index)
  const last = ends.filter((end) => end <= charactersMax).at(-1)
  const fitting = last === undefined ? '' : text.slice(0, last).trimEnd()
  return fitting === '' ? null : fitting
}

/** As many of the parts, in their order, as fit with the separator between them; one that is too long is left out. */
export function fitParts(parts: readonly string[], separator: string, charactersMax: number): string {
  let text = ''
  for (const part of parts) {
    const longer = text === '' ? part : text + separator + part
    if (longer.length <= charactersMax) text = longer
  }
  return text
}
