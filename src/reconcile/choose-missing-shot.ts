import type { Evidence, Field } from '../domain/record.ts'
import type { Attribute } from '../taxonomy/taxonomy.ts'

/** What a shot gains with a field that asks for review, and with one that is merely blank. */
const askedWeight = 3
const blankWeight = 1

/**
 * The one photo that would settle most of what is open, by what each attribute says can settle it (`shot`), or null where
 * none would. A field that a label or a photo has spoken of already needs a person, not one more photo.
 */
export function chooseMissingShot(
  attributes: readonly Attribute[],
  fields: Readonly<Record<string, Field>>,
  asked: ReadonlySet<string>,
): string | null {
  const open = attributes.flatMap(({ id, shot }) => {
    const field = fields[id]
    return shot === null || field === undefined || hasSeen(field) ? [] : [{ id, shot, status: field.status }]
  })
  const gains = new Map(open.filter(({ id }) => asked.has(id)).map(({ shot }) => [shot, 0]))
  for (const { id, shot, status } of open) {
    const gain = gains.get(shot)
    const weight = asked.has(id) ? askedWeight : status === 'unknown' ? blankWeight : 0
    if (gain !== undefined) gains.set(shot, gain + weight)
  }
  // The first named wins a tie: the taxonomy lists attributes in the order of their worth.
  const [best] = [...gains].sort((a, b) => b[1] - a[1])
  return best?.[0] ?? null
}

function hasSeen({ evidence, conflicts }: Field): boolean {
  const all: Evidence[] = [...evidence, ...conflicts.flatMap((conflict) => conflict.evidence)]
  return all.some(({ kind }) => kind === 'label' || kind === 'photo')
}
