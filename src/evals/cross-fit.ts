import { createHash } from 'node:crypto'
import { calibratedConfidence } from '../reconcile/calibrated-confidence.ts'
import type { CalibrationRow } from './calibration-rows.ts'
import { fitCalibration } from './fit-calibration.ts'

/** A row with the confidence that models say which have not seen its listing; the raw one where they have no model for it. */
export type CrossFitted = CalibrationRow & { confidence: number; fold: number }

const foldsMax = 5

/** Every row, judged out of fold: listings are dealt to five folds by the hash of their id, each judged by models of the other four. */
export function crossFit(rows: readonly CalibrationRow[]): CrossFitted[] {
  const listings = [...new Set(rows.map(({ listing }) => listing))]
    .map((listing) => ({ listing, key: createHash('sha256').update(listing).digest('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const foldCount = Math.min(foldsMax, listings.length)
  const foldOf = new Map(listings.map(({ listing }, index) => [listing, index % foldCount]))
  return Array.from({ length: foldCount }, (_, fold) => {
    const calibration = fitCalibration(rows.filter(({ listing }) => foldOf.get(listing) !== fold))
    return rows
      .filter(({ listing }) => foldOf.get(listing) === fold)
      .map((row) => ({
        ...row,
        fold,
        confidence: calibratedConfidence({ id: row.field, kind: row.kind }, row, calibration) ?? row.raw,
      }))
  }).flat()
}
