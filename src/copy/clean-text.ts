/**
 * Text that may stand in a listing: no markup, no control or formatting characters (those that turn the direction of text, or
 * cannot be seen), no half of a character, single spaces. Line breaks stay, at most two in a row.
 */
export function cleanText(text: string): string {
  return withoutMarkup(text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n'))
    .replaceAll(/\t/g, ' ')
    .replaceAll(unseen, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/**
 * Controls but line breaks, formatting characters but the two that join emoji and letters, private use, halves of characters;
 * with the mode `u` a half is one only where its other half is missing.
 */
const unseen = /[\p{Cc}--[\n]]|[\p{Cf}--[\u200c\u200d]]|\p{Co}|\p{Cs}/gv

/** Taking a tag out can put another together: until there is none, and then without the brackets. */
function withoutMarkup(text: string): string {
  let before = text
  for (;;) {
    const after = before.replaceAll(/<!--[\s\S]*?-->|<[/!?]?[a-z][^<>]*>/gi, ' ')
    if (after === before) return after.replaceAll(/[<>]/g, '')
    before = after
  }
}
