import type { WordPart } from './lexicon.ts'

/**
 * For a word, the attributes with a part that begins or ends it ("damenjacke": whom it is for, and what it is): two walks down
 * trees of letters instead of a comparison with each part.
 */
export function attributesByPart(
  parts: readonly (WordPart & { attribute: string })[],
): (word: string) => readonly string[] {
  const beginning = treeOf(parts.filter(({ atEnd }) => !atEnd).map(({ part, attribute }) => ({ part, attribute })))
  const ending = treeOf(
    parts
      .filter(({ atEnd }) => atEnd)
      .map(({ part, attribute }) => ({ part: [...part].reverse().join(''), attribute })),
  )
  return (word) => {
    let found = none
    let place: Place | undefined = beginning
    for (let index = 0; place !== undefined && index < word.length; index++) {
      place = place.next.get(word.charCodeAt(index))
      if (place !== undefined && place.attributes.length > 0) found = [...found, ...place.attributes]
    }
    place = ending
    for (let index = word.length - 1; place !== undefined && index >= 0; index--) {
      place = place.next.get(word.charCodeAt(index))
      if (place !== undefined && place.attributes.length > 0) found = [...found, ...place.attributes]
    }
    return found
  }
}

const none: readonly string[] = []

/** Where the letters so far lead, and the attributes with a part that is complete there. */
type Place = { next: Map<number, Place>; attributes: string[] }

function treeOf(parts: readonly { part: string; attribute: string }[]): Place {
  const root: Place = { next: new Map(), attributes: [] }
  for (const { part, attribute } of parts) {
    let place = root
    for (let index = 0; index < part.length; index++) {
      const code = part.charCodeAt(index)
      const next = place.next.get(code) ?? { next: new Map(), attributes: [] }
      place.next.set(code, next)
      place = next
    }
    if (!place.attributes.includes(attribute)) place.attributes.push(attribute)
  }
  return root
}
