import type { Claim } from '../../domain/claim.ts'
import { isDenied } from './context.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, quoteSpan, type Reading, stated } from './reading.ts'

/** Whom the words say the item is for; failing that, what its size or its kind says (a dress: women). */
export function readDepartment(
  reading: Reading,
  category: { id: string; mention: Mention } | null,
  size: { system: string; start: number; end: number } | null,
): Claim[] {
  const label = (id: string) => labelOf(reading.dictionary.taxonomy, 'department', id)
  const named = reading.mentions('department').filter((mention) => isAboutItem(reading, mention))
  // "Baby girl" and "kids, boys" say a child's department twice; the wider word in front gives way to the surer one.
  const best = named.find(({ id }) => id === 'baby') ?? named[0]
  const second = best?.id === 'kids' ? named.find(({ id }) => ['girls', 'boys'].includes(id)) : undefined
  const chosen = second ?? best
  if (chosen !== undefined)
    return [
      stated(reading, { attribute: 'department', value: chosen.id, label: label(chosen.id), confidence: 0.9 }, [
        chosen,
      ]),
    ]
  const bySize =
    size?.system === 'baby' ? 'baby' : size?.system === 'kids' ? 'kids' : size?.system === 'bra' ? 'women' : null
  if (size !== null && bySize !== null) {
    return [
      {
        attribute: 'department',
        value: bySize,
        label: label(bySize),
        status: 'inferred',
        confidence: 0.75,
        evidence: [quoteSpan(reading, size.start, size.end)],
      },
    ]
  }
  const departments = reading.dictionary.taxonomy.categories.find(({ id }) => id === category?.id)?.departments ?? []
  const only = departments.length === 1 ? departments[0] : undefined
  if (category === null || only === undefined) return []
  return [
    {
      ...stated(reading, { attribute: 'department', value: only, label: label(only), confidence: 0.8 }, [
        category.mention,
      ]),
      status: 'inferred',
    },
  ]
}

/** Not in "baby blue", "baby alpaca", "boyfriend's"; not whose it was ("my husband's", "for my girl"). */
function isAboutItem(reading: Reading, mention: Mention): boolean {
  const { first, last } = mention
  if (isDenied(reading.tokens, first, last, undefined, 1)) return false
  const inside = (attribute: string) =>
    reading
      .mentions(attribute)
      .some((other) => other.first <= first && other.last >= last && other.last - other.first > last - first)
  return !['color', 'material', 'category', 'style'].some(inside) && !owners.has(reading.tokens[first - 1]?.word ?? '')
}

const owners = new Set('my his her our one mein meine meiner mon ma mi mio mia'.split(' '))
