import { z } from 'zod'
import type { FieldRule } from './verdict.ts'

const measurementSchema = z.looseObject({ name: z.string(), value: z.number(), unit: z.string() })

/** Centimeters or grams a unit. */
const units: Readonly<Record<string, { kind: 'length' | 'weight'; size: number }>> = {
  mm: { kind: 'length', size: 0.1 },
  cm: { kind: 'length', size: 1 },
  m: { kind: 'length', size: 100 },
  in: { kind: 'length', size: 2.54 },
  ft: { kind: 'length', size: 30.48 },
  g: { kind: 'weight', size: 1 },
  kg: { kind: 'weight', size: 1_000 },
  oz: { kind: 'weight', size: 28.349_523 },
}

/** Sellers round to half an inch or a centimeter; converted, that is up to this share of what is measured. */
const tolerance = 0.02

/**
 * Measurements with units: right where each one of gold is there under its name, in whatever unit; wrong where one of that name
 * says otherwise; else missed.
 */
export const measuredRule: FieldRule = {
  gold: z.union([z.enum(['unknown', 'not-applicable']), z.array(measurementSchema)]),
  judge: (got, gold) => {
    const drafted = z.array(measurementSchema).safeParse(got).data ?? []
    const wanted = z.array(measurementSchema).safeParse(gold).data ?? []
    if (wanted.length === 0) return drafted.length === 0 ? 'right-abstention' : 'wrong'
    const found = wanted.map((one) =>
      drafted.filter(({ name }) => name === one.name).map((other) => isSame(one, other)),
    )
    if (found.some((same) => same.length > 0 && !same.includes(true))) return 'wrong'
    return found.every((same) => same.length > 0) ? 'right-value' : 'missed'
  },
}

type Measurement = z.infer<typeof measurementSchema>

function isSame(one: Measurement, other: Measurement): boolean {
  const [first, second] = [units[one.unit], units[other.unit]]
  if (first === undefined || second === undefined) return one.unit === other.unit && one.value === other.value
  if (first.kind !== second.kind) return false
  const [a, b] = [one.value * first.size, other.value * second.size]
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}
