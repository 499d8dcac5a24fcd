import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { Said } from './said.ts'

/** A field that comes twice: flaws are put together, each with where it was seen; of others the first counts. */
export function mergeRepeated(said: readonly Said[], taxonomy: Taxonomy): Said[] {
  const first = new Map<string, Said>()
  for (const saying of said) {
    const known = first.get(saying.field)
    if (known === undefined) first.set(saying.field, saying)
    else if (taxonomy.attributes.some(({ id, evidenceEach }) => evidenceEach && id === saying.field))
      first.set(saying.field, {
        ...known,
        applies: known.applies === 'yes' ? 'yes' : saying.applies,
        evidence: [...known.evidence, ...saying.evidence],
        values: [...new Set([...known.values, ...saying.values])],
      })
  }
  return [...first.values()]
}
