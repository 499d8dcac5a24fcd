import type { z } from 'zod'
import type { degradedParts, Evidence, Field, reviewSchema } from '../domain/record.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

type Review = z.infer<typeof reviewSchema>

/**
 * What a person should look at, in plain words, most telling first: fields that a buyer needs and nobody knows, disagreements,
 * and always-listed values below the threshold. `missingShots` names at most one photo: the one that would settle most.
 */
export function reviewFields(
  fields: Readonly<Record<string, Field>>,
  taxonomy: Taxonomy,
  options: {
    threshold: number
    photos: readonly { notes: readonly string[] }[]
    degraded: readonly (typeof degradedParts)[number][]
  },
): Review {
  const category = fields.category?.value
  const reasons = taxonomy.attributes.flatMap(({ id, always, expectedFor }): string[] => {
    const field = fields[id]
    if (field === undefined || field.status === 'corrected') return []
    const name = id.replaceAll('-', ' ')
    if (field.status === 'unknown') {
      const expected = id === 'category' || (typeof category === 'string' && expectedFor.includes(category))
      return expected && !isCorrected(field) ? [`${name}: not known`] : []
    }
    if (field.status === 'not-applicable')
      return always && field.conflicts.length > 0 && !isCorrected(field)
        ? [`${name}: stated, but such items have none`]
        : []
    const rival = field.conflicts[0]
    if (rival !== undefined) return [disagreement(name, field.evidence, rival.evidence)]
    return always && field.confidence < options.threshold ? [`${name}: not sure`] : []
  })
  const all = options.degraded.includes('photos') ? ['photos: none could be used', ...reasons] : reasons
  return { needed: all.length > 0, reasons: all, missingShots: missingShots(fields, all, options.photos) }
}

function isCorrected({ evidence }: Field): boolean {
  return evidence.some(({ kind, read }) => kind === 'person' && read === 'person')
}

function disagreement(name: string, evidence: readonly Evidence[], against: readonly Evidence[]): string {
  const [one, other] = [sourceOf(evidence), sourceOf(against)]
  return one === other ? `${name}: the ${one} says two things` : `${name}: ${one} and ${other} disagree`
}

function sourceOf(evidence: readonly Evidence[]): string {
  const kinds = evidence.map(({ kind }) => kind)
  if (kinds.includes('text') || kinds.includes('person')) return 'seller'
  if (kinds.includes('label')) return 'label'
  return kinds.includes('photo') ? 'photo' : 'similar items'
}

/** A label settles size, brand and material at once; without any photo the item itself comes first. */
function missingShots(
  fields: Readonly<Record<string, Field>>,
  reasons: readonly string[],
  photos: readonly { notes: readonly string[] }[],
): string[] {
  if (photos.length === 0) return reasons.length > 0 ? ['front of the item'] : []
  if (photos.some(({ notes }) => notes.includes('label'))) return []
  const open = (id: string) => reasons.some((reason) => reason.startsWith(`${id}:`)) || fields[id]?.status === 'unknown'
  if (reasons.some((reason) => reason.startsWith('size:'))) return ['size label']
  if (reasons.length > 0 && (open('brand') || open('material'))) return [open('brand') ? 'brand label' : 'care label']
  return []
}
