import { commonWords } from '../common-words.ts'
import { singularOf } from './words-of-name.ts'

/**
 * The words for a value of an attribute, in lower case: its name where it tells by itself ("racerback", "spaghetti strap"), and
 * with what the attribute is about ("Chelsea" of "Boot style": chelsea boot, chelsea boots; "High" of "Waist rise": high rise).
 * A name of one everyday word ("long", "open", "regular") tells nothing alone, nor does one that is `taken` by something else.
 */
export function wordsOfValue(name: string, attribute: string, taken: ReadonlySet<string> = new Set()): string[] {
  const names = spellingsOf(name)
  const bare = names.filter((word) => !taken.has(word) && (word.includes(' ') || !isEveryday(word)))
  const withSubject = names
    .map(singularOf)
    .flatMap((word) =>
      subjectsOf(attribute).flatMap((subject) =>
        word.split(' ').at(-1) === singularOf(subject) ? [] : [`${word} ${subject}`],
      ),
    )
  return [...new Set([...bare, ...withSubject])]
}

function isEveryday(word: string): boolean {
  return word.length < 4 || commonWords('en').has(word) || commonWords('en').has(singularOf(word))
}

/** "Polyvinyl chloride (PVC)" is written both ways, "Adjustable/Pull" is two words, "3/4" is one. */
function spellingsOf(name: string): string[] {
  const [, outside = name, inside] = /^(.*?)\s*\(([^)]+)\)\s*$/.exec(name) ?? []
  return [outside, ...(inside === undefined ? [] : [inside])]
    .flatMap((text) => (/\d\/\d/.test(text) ? [text] : text.split('/')))
    .map((text) => text.trim().toLowerCase())
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
}

/** What an attribute is about: the last word of its name that is not about the attribute itself. "Skirt/dress length type": two. */
function subjectsOf(attribute: string): string[] {
  const words = attribute.toLowerCase().split(' ')
  while (words.length > 1 && formal.has(words.at(-1) ?? '')) words.pop()
  const subjects = (words.at(-1) ?? '').split('/')
  return subjects.flatMap((subject) => [subject, ...(alsoSaid[subject] ?? [])]).flatMap(bothNumbers)
}

function bothNumbers(word: string): string[] {
  const singular = singularOf(word)
  if (singular !== word) return [singular, word]
  if (/(?:s|y|wear|ing)$/.test(word)) return [word]
  return [word, /(?:ch|sh|x)$/.test(word) ? `${word}es` : `${word}s`]
}

const alsoSaid: Readonly<Record<string, readonly string[]>> = {
  neckline: ['neck'],
  pattern: ['print'],
  rise: ['waist'],
}
const formal = new Set([
  'type',
  'style',
  'design',
  'features',
  'level',
  'options',
  'theme',
  'length',
  'height',
  'occasion',
  'display',
  'technology',
  'color',
  'pattern',
  'material',
])
