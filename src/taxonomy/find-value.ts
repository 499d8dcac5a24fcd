import { checkValue } from './check-value.ts'
import { foldWord } from './fold-word.ts'
import type { Attribute, Taxonomy } from './taxonomy.ts'

/** An attribute and a value in the record's shape; `value` null where what was written is not surely one of its values. */
type FoundValue = { attribute: string; value: unknown }
export type ValueFinder = (name: string, written: unknown) => FoundValue | null

/**
 * What a column of another catalog says, as an attribute of ours: its name by our id, label or a common word for it, its value
 * by our ids, labels and words. Null where the name is none of ours.
 */
export function findValue(taxonomy: Taxonomy): ValueFinder {
  const attributes = new Map(
    taxonomy.attributes.flatMap((attribute) => [
      [nameKey(attribute.label), attribute] as const,
      [nameKey(attribute.id), attribute] as const,
    ]),
  )
  const words = new Map(taxonomy.attributes.map((attribute) => [attribute.id, wordsOf(attribute)]))
  return (name, written) => {
    const key = nameKey(name)
    const attribute = attributes.get(otherNames[key] ?? key)
    if (attribute === undefined) return null
    const { id } = attribute
    if (written !== null && checkValue(taxonomy, id, written) === null) return { attribute: id, value: written }
    const value = valueIn(attribute, written, words.get(id) ?? new Map())
    return { attribute: id, value: value !== null && fits(taxonomy, attribute, value) ? value : null }
  }
}

/** What catalogs call our attributes. */
const otherNames: Readonly<Record<string, string>> = {
  colour: 'color',
  colors: 'color',
  colours: 'color',
  'color pattern': 'color',
  'color family': 'color',
  farbe: 'color',
  couleur: 'color',
  colore: 'color',
  fabric: 'material',
  fabrics: 'material',
  materials: 'material',
  composition: 'material',
  'material composition': 'material',
  patterns: 'pattern',
  'sleeve length type': 'sleeve length',
  'heel height type': 'heel height',
  'target gender': 'department',
  gender: 'department',
  'made in': 'country of origin',
}

type WordIds = ReadonlyMap<string, ReadonlySet<string>>

function wordsOf({ values }: Attribute): WordIds {
  const ids = new Map<string, Set<string>>()
  for (const { id, label, words } of values) {
    for (const word of [id, label, ...Object.values(words).flat()]) {
      if (!word.startsWith('-')) ids.set(nameKey(word), (ids.get(nameKey(word)) ?? new Set()).add(id))
    }
  }
  return ids
}

function valueIn(attribute: Attribute, written: unknown, words: WordIds): unknown {
  switch (attribute.kind) {
    case 'one':
      return typeof written === 'string' ? idOf(written, words) : null
    case 'many':
      return attribute.evidenceEach ? null : idsOf(partsOf(written), words)
    case 'composition':
      return compositionOf(partsOf(written), words)
    case 'flag':
      return flags[nameKey(String(written))] ?? null
    case 'count':
      return typeof written === 'string' && /^\d{1,5}$/.test(written) ? Number(written) : null
    default:
      return null
  }
}

const flags: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false }

/** A text may name several: "Black/White", "60% cotton, 40% polyester". */
function partsOf(written: unknown): string[] {
  const texts = typeof written === 'string' ? [written] : Array.isArray(written) ? written : []
  if (!texts.every((text) => typeof text === 'string')) return []
  return texts
    .flatMap((text) => text.split(/\s*[,;/|+&]\s*|\s+and\s+/i))
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function idsOf(parts: readonly string[], words: WordIds): string[] | null {
  const ids = parts.map((part) => idOf(part, words))
  return ids.length === 0 || ids.includes(null) ? null : [...new Set(ids as string[])]
}

function compositionOf(parts: readonly string[], words: WordIds): { id: string; percent: number | null }[] | null {
  const found = parts.map((part) => {
    const [, before, name = part, after] =
      /^(?:(\d{1,3}(?:\.\d+)?)\s*%\s*)?(.*?)(?:\s*(\d{1,3}(?:\.\d+)?)\s*%)?$/.exec(part) ?? []
    const percent = before ?? after
    return { id: idOf(name, words), percent: percent === undefined ? null : Number(percent) }
  })
  if (found.length === 0 || found.some(({ id }) => id === null)) return null
  return found as { id: string; percent: number | null }[]
}

function idOf(word: string, words: WordIds): string | null {
  const [only, another] = words.get(nameKey(word)) ?? []
  return another === undefined ? (only ?? null) : null
}

/** Three colors are no color of one item, but those that it comes in. */
function fits(taxonomy: Taxonomy, { id }: Attribute, value: unknown): boolean {
  return id === 'color' || checkValue(taxonomy, id, value) === null
}

function nameKey(name: string): string {
  return foldWord(name)
    .replaceAll(/[-_\s]+/g, ' ')
    .trim()
}
