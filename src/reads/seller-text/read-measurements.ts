import type { Claim } from '../../domain/claim.ts'
import { labelOf, quoteSpan, type Reading } from './reading.ts'

type Measured = { name: string; value: number; unit: 'cm' | 'mm' | 'in'; start: number; end: number }

/** What the seller measured: a name with a number and a unit after it ("pit to pit 19 in", "Länge: 64 cm"). */
export function readMeasurements(reading: Reading): Claim[] {
  const measured = reading.mentions('measurements').flatMap(({ id, first, last }): Measured[] => {
    const start = reading.tokens[first]?.start ?? 0
    const end = reading.tokens[last]?.end ?? start
    const match = behind.exec(reading.text.slice(end))
    if (match === null) return []
    const value = Number((match[1] ?? '').replace(',', '.'))
    return value > 0 ? [{ name: id, value, unit: unitOf(match[2]), start, end: end + match[0].length }] : []
  })
  const once = measured.filter((item, index) => measured.findIndex((other) => other.name === item.name) === index)
  if (once.length === 0) return []
  const label = once
    .map(({ name, value, unit }) => `${labelOf(reading.dictionary.taxonomy, 'measurements', name)} ${value} ${unit}`)
    .join(', ')
  return [
    {
      attribute: 'measurements',
      value: once.map(({ name, value, unit }) => ({ name, value, unit })),
      label,
      status: 'stated',
      confidence: 0.85,
      evidence: once.map(({ start, end }) => quoteSpan(reading, start, end)),
    },
  ]
}

const behind =
  /^\s{0,2}(?:is|are|ca\.?|approx\.?|circa|env\.?|:|=|-|–|of|à|ist)?\s{0,2}(?:ca\.?\s)?(\d{1,3}(?:[.,]\d{1,2})?)\s?(cm|mm|inches|inch|in\b|"|”|''|″|zoll)/i

function unitOf(text: string | undefined): 'cm' | 'mm' | 'in' {
  const unit = (text ?? '').toLowerCase()
  return unit === 'cm' || unit === 'mm' ? unit : 'in'
}
