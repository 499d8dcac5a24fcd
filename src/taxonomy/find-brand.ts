import { foldWord } from './fold-word.ts'
import type { Taxonomy } from './taxonomy.ts'

/** The brand that a name or another spelling of it surely is, as the company writes it; null where it is none, or two. */
export function findBrand(taxonomy: Taxonomy): (name: string) => string | null {
  const names = new Map<string, Set<string>>()
  for (const { name, aliases } of taxonomy.brands) {
    for (const form of [name, ...aliases]) names.set(nameKey(form), (names.get(nameKey(form)) ?? new Set()).add(name))
  }
  const canonical = new Map(taxonomy.brands.map(({ name }) => [nameKey(name), name]))
  return (name) => {
    const key = nameKey(name)
    // A company's own name is meant before another's nickname.
    const own = canonical.get(key)
    if (own !== undefined) return own
    const [only, another] = names.get(key) ?? []
    return another === undefined ? (only ?? null) : null
  }
}

function nameKey(name: string): string {
  return foldWord(name)
    .replaceAll(/[\s.]+/g, ' ')
    .trim()
}
