import type { Calibration } from '../domain/calibration.ts'
import type { CalibrationRow } from './calibration-rows.ts'
import { chooseThreshold, type Threshold } from './choose-threshold.ts'
import { type CrossFitted, crossFit } from './cross-fit.ts'
import { fitCalibration } from './fit-calibration.ts'
import { type Reliability, reliability } from './reliability.ts'

/** Rows before and after calibration. */
type Compared = { raw: Reliability; calibrated: Reliability }

export type CalibrationReport = {
  listings: number
  rows: number
  parts: Partial<Record<'value' | 'blank', Compared>>
  fields: ({ field: string; part: 'value' | 'blank'; model: 'own' | 'kind' | 'all' | 'raw' } & Compared)[]
  /** From which confidence on values can be accepted unseen, for a precision of `target`; `field` null: over all fields. */
  thresholds: { field: string | null; target: number; threshold: Threshold | null }[]
}

/** The precisions that thresholds are chosen for. */
const targets = [0.95, 0.98]

/**
 * A calibration fitted to the rows, and how reliable it is. All figures and thresholds of the report are out of fold: each row
 * is judged by models that have not seen its listing.
 */
export function calibrate(rows: readonly CalibrationRow[]): { calibration: Calibration; report: CalibrationReport } {
  const calibration = fitCalibration(rows)
  const fitted = crossFit(rows)
  const values = fitted.filter(({ part }) => part === 'value')
  const groups = [...Map.groupBy(fitted, ({ field, part }) => `${field} ${part}`)].sort(([a], [b]) => (a < b ? -1 : 1))
  const report: CalibrationReport = {
    listings: new Set(rows.map(({ listing }) => listing)).size,
    rows: rows.length,
    parts: Object.fromEntries(
      [...Map.groupBy(fitted, ({ part }) => part)].map(([part, group]) => [part, compare(group)]),
    ),
    fields: groups.flatMap(([, group]) => {
      const first = group[0]
      if (first === undefined) return []
      return [{ field: first.field, part: first.part, model: modelOf(first, calibration), ...compare(group) }]
    }),
    thresholds: [null, ...new Set(values.map(({ field }) => field))].flatMap((field) =>
      targets.map((target) => {
        const mine = field === null ? values : values.filter((row) => row.field === field)
        return { field, target, threshold: chooseThreshold(mine, target) }
      }),
    ),
  }
  return { calibration, report }
}

/** Which model a field's confidence comes from. */
function modelOf({ field, kind, part }: CalibrationRow, { value, blank }: Calibration) {
  if (part === 'blank') return blank.fields[field] === undefined ? 'raw' : 'own'
  if (value.fields[field] !== undefined) return 'own'
  if (value.kinds[kind] !== undefined) return 'kind'
  return value.all === null ? 'raw' : 'all'
}

function compare(rows: readonly CrossFitted[]): Compared {
  return {
    raw: reliability(rows.map(({ raw, right, fold }) => ({ confidence: raw, right, fold }))),
    calibrated: reliability(rows),
  }
}
