import type { Claim } from '../../domain/claim.ts'
import { labelValue } from '../../taxonomy/label-value.ts'
import type { Attribute } from '../../taxonomy/taxonomy.ts'
import { isDenied } from './context.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, type Reading, stated } from './reading.ts'

/** Attributes that have a reader of their own beside this one. */
const elsewhere = new Set(['category', 'department', 'color', 'condition', 'flaws', 'measurements'])

/**
 * Every attribute that is one or many of named values, or a flag, by its words alone: a new attribute in the taxonomy is read with
 * no new code. One of: the first that is said; many of: all of them; a flag: what its words say, denied or not.
 */
export function readPlainValues(reading: Reading): Claim[] {
  return reading.dictionary.taxonomy.attributes
    .filter(({ id }) => !elsewhere.has(id))
    .flatMap((attribute) => {
      if (attribute.kind === 'flag') return readFlag(reading, attribute)
      return attribute.kind === 'one' || attribute.kind === 'many' ? readOne(reading, attribute) : []
    })
}

/** The words of a flag are those of its values yes and no: "with pockets", "without pockets", and "no pockets" by its denial. */
function readFlag(reading: Reading, { id }: Attribute): Claim[] {
  const mention = reading.mentions(id)[0]
  if (mention === undefined) return []
  const isYes = mention.id === 'yes'
  const denied = isDenied(reading.tokens, mention.first, mention.last, undefined, 1)
  if (denied && !isYes) return []
  const value = isYes && !denied
  const label = labelValue(reading.dictionary.taxonomy, id, value)
  return [stated(reading, { attribute: id, value, label, confidence: 0.8 }, [mention])]
}

function readOne(reading: Reading, attribute: Attribute): Claim[] {
  const mentions = reading
    .mentions(attribute.id)
    .filter(
      ({ first, last }) =>
        !isDenied(reading.tokens, first, last, undefined, 1) && !isWithin(reading, attribute.id, { first, last }),
    )
  const first = mentions[0]
  if (first === undefined) return []
  const label = (id: string) => labelOf(reading.dictionary.taxonomy, attribute.id, id)
  if (attribute.kind === 'one')
    return [
      stated(reading, { attribute: attribute.id, value: first.id, label: label(first.id), confidence: 0.85 }, [first]),
    ]
  const ids = [...new Set(mentions.map(({ id }) => id))]
  const spans = ids.flatMap((id) => mentions.find((mention) => mention.id === id) ?? [])
  return [
    stated(reading, { attribute: attribute.id, value: ids, label: ids.map(label).join(', '), confidence: 0.8 }, spans),
  ]
}

/** The word is part of a longer one that means something else: "solid gold", "winter white". */
function isWithin(reading: Reading, attribute: string, { first, last }: Omit<Mention, 'id'>): boolean {
  return ['material', 'color', 'flaws'].some(
    (other) =>
      other !== attribute &&
      reading
        .mentions(other)
        .some(
          (mention) => mention.first <= first && mention.last >= last && mention.last - mention.first > last - first,
        ),
  )
}
