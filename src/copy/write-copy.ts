import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { CopyTarget } from './copy-targets.ts'
import { fitParts } from './fit-text.ts'
import { frameDescription } from './frame-description.ts'
import { possessives } from './possessives.ts'
import type { Told } from './tell-facts.ts'

/** The texts of one target; null: the target has none, or there is nothing to say. */
export type Pieces = { title: string | null; description: string | null }

/**
 * A title and a description out of the told fields alone, as one target takes them: nothing is said that no field holds, and the
 * seller's own word for a color stays. The seller's words on the sale end the description. No model writes here.
 */
export function writeCopy(told: Told, target: CopyTarget, taxonomy: Taxonomy): Pieces {
  if (told.facts.length === 0) return { title: null, description: null }
  const title = target.title === null ? null : writeTitle(told, target.title.charactersMax, taxonomy)
  // Where there is no title, its words open the description.
  const opening = target.title === null ? writeTitle(told, target.description.charactersMax, taxonomy) : null
  const lines = told.facts.map(({ name, words }) => `${name}: ${words}`)
  const body = (charactersMax: number) =>
    fitParts(opening === null ? lines : [opening, ...lines], '\n', charactersMax) || null
  return { title, description: frameDescription(body, told, target, taxonomy) }
}

/** Brand, department, color, main material, category, size: whole parts only, as many as fit. */
function writeTitle({ facts }: Told, charactersMax: number, taxonomy: Taxonomy): string | null {
  const find = (field: string) => facts.find((fact) => fact.field === field)
  const words = (field: string) => find(field)?.words ?? null
  if (words('category') === null && words('brand') === null) return null
  const department = find('department')?.value
  const quantity = find('quantity')?.value
  const size = words('size')
  const parts = [
    { text: typeof quantity === 'number' && quantity > 1 ? `${quantity} ×` : null, keep: 3 },
    { text: words('brand'), keep: 1 },
    { text: typeof department === 'string' ? (possessives[department] ?? null) : null, keep: 5 },
    { text: capitalized(words('color')), keep: 4 },
    { text: mainMaterial(find('material')?.value, words('category'), taxonomy), keep: 6 },
    { text: words('category'), keep: 0 },
    { text: size === null ? null : `Size ${size}`, keep: 2 },
  ].flatMap(({ text, keep }) => (text === null || text.length > charactersMax ? [] : [{ text, keep }]))
  const kept = [...parts]
  const joined = () => kept.map(({ text }) => text).join(' ')
  while (joined().length > charactersMax && kept.length > 1) {
    const least = kept.reduce((worst, part) => (part.keep > worst.keep ? part : worst))
    kept.splice(kept.indexOf(least), 1)
  }
  return kept.some(({ keep }) => keep < 2) ? joined() : null
}

function mainMaterial(value: unknown, category: string | null, taxonomy: Taxonomy): string | null {
  const id = Array.isArray(value) ? (value[0] as { id?: unknown } | null | undefined)?.id : undefined
  const label = typeof id === 'string' ? labelValue(taxonomy, 'material', id) : null
  // "Denim Denim jackets" says it twice.
  return label === null || category?.toLowerCase().includes(label.toLowerCase()) ? null : label
}

/** Its first letter alone: some small letters become two capital ones. */
function capitalized(text: string | null): string | null {
  return text === null ? null : text.charAt(0).toUpperCase() + text.slice(1)
}
