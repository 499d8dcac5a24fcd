import { createHash } from 'node:crypto'
import type { Calibration, Weights } from '../domain/calibration.ts'
import type { CalibrationRow } from './calibration-rows.ts'
import { fitLogistic } from './fit-logistic.ts'

/** A model of its own is fitted from so many rows on. */
export const modelRowsMin = 20

/** Without a row to say otherwise, confidence is what the reads say. */
const raw: Weights = { rawLogOdds: 1 }
const options = { penalty: 2, rising: 'rawLogOdds' }

/**
 * Models of how often a field is right, in steps from the many to the few: all values, then each kind of field drawn toward
 * them, then each field drawn toward its kind. What has fewer than `modelRowsMin` rows has no model of its own. Blanks are
 * fitted apart, each field drawn toward all blanks.
 */
export function fitCalibration(rows: readonly CalibrationRow[]): Calibration {
  const values = rows.filter(({ part }) => part === 'value')
  const all = fitModel(values, raw)
  const kinds = fitEach(values, 'kind', () => all ?? raw)
  const fields = fitEach(values, 'field', (row) => kinds[row.kind] ?? all ?? raw)
  const blanks = rows.filter(({ part }) => part === 'blank')
  const anyBlank = fitModel(blanks, raw) ?? raw
  const models = { value: { all, kinds, fields }, blank: { fields: fitEach(blanks, 'field', () => anyBlank) } }
  const hash = createHash('sha256').update(JSON.stringify(models)).digest('hex').slice(0, 12)
  return { version: `logistic@${hash}`, ...models }
}

function fitEach(
  rows: readonly CalibrationRow[],
  by: 'kind' | 'field',
  priorOf: (row: CalibrationRow) => Weights,
): Record<string, Weights> {
  const groups = [...Map.groupBy(rows, (row) => row[by])].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    groups.flatMap(([name, group]) => {
      const model = group[0] === undefined ? null : fitModel(group, priorOf(group[0]))
      return model === null ? [] : [[name, model] as const]
    }),
  )
}

function fitModel(rows: readonly CalibrationRow[], prior: Weights): Weights | null {
  if (rows.length < modelRowsMin) return null
  const weights = Object.entries(fitLogistic(rows, { ...options, prior }))
  // Four decimals move no probability by a thousandth.
  const short = weights.map(([name, weight]) => [name, Math.round(weight * 10_000) / 10_000] as const)
  return Object.fromEntries(short.filter(([, weight]) => weight !== 0))
}
