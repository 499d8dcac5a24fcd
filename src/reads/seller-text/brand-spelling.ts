import { languages } from '../../taxonomy/taxonomy.ts'
import { brandNames } from './brand-names.ts'
import type { Dictionary } from './reading.ts'

/**
 * The name of the index that the letters miss by one: one too many, too few, wrong, or two swapped. Only for names of seven
 * letters or more, since shorter ones are one slip from too many words; null where there is none.
 */
export function brandSpelling(dictionary: Dictionary, written: string): string | null {
  const letters = written.replaceAll(/[^a-z]/g, '')
  if (letters.length < 7) return null
  return (
    longNames(dictionary)
      .get(letters[0] ?? '')
      ?.find(({ folded }) => isOneSlip(letters, folded))?.name ?? null
  )
}

type LongNames = Map<string, { name: string; folded: string }[]>
const longNamesOf = new WeakMap<Dictionary, LongNames>()

function longNames(dictionary: Dictionary): LongNames {
  const ready = longNamesOf.get(dictionary)
  if (ready !== undefined) return ready
  const { isPlain, isShop, isOrdinary } = brandNames(dictionary)
  const names: LongNames = new Map()
  for (const { name, aliases } of dictionary.taxonomy.brands) {
    if (isShop(name)) continue
    for (const written of [name, ...aliases]) {
      const lower = written
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
      const folded = lower.replaceAll(/[^a-z]/g, '')
      const words = lower.split(' ')
      if (folded.length < 7 || words.length > 3 || /\d/.test(lower) || isPlain(lower, languages)) continue
      if (written !== name && words.every(isOrdinary)) continue
      const key = folded[0] ?? ''
      names.set(key, [...(names.get(key) ?? []), { name, folded }])
    }
  }
  longNamesOf.set(dictionary, names)
  return names
}

function isOneSlip(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false
  let start = 0
  while (start < word.length && start < name.length && word[start] === name[start]) start++
  const rest = (text: string, skip: number) => text.slice(start + skip)
  if (word.length > name.length) return rest(word, 1) === rest(name, 0)
  if (word.length < name.length) return rest(word, 0) === rest(name, 1)
  const swapped = word[start] === name[start + 1] && word[start + 1] === name[start]
  return rest(word, 1) === rest(name, 1) || (swapped && rest(word, 2) === rest(name, 2))
}
