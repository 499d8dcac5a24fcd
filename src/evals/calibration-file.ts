import type { Calibration } from '../domain/calibration.ts'
import type { CalibrationReport } from './calibrate.ts'
import type { Reliability } from './reliability.ts'

/**
 * A calibration as the text of its file: the models, and beside them, for people, what they were fitted to, how well they did
 * out of fold and the thresholds for accepting unseen. The same rows make the same text.
 */
export function calibrationFile(calibration: Calibration, report: CalibrationReport): string {
  const { listings, rows, parts, thresholds } = report
  const outOfFold = Object.fromEntries(
    Object.entries(parts).map(([part, { raw, calibrated }]) => [
      part,
      { rows: raw.rows, raw: figures(raw), calibrated: figures(calibrated) },
    ]),
  )
  const chosen = thresholds.map(({ field, target, threshold }) => ({
    field,
    target,
    confidence: threshold?.confidence ?? null,
    ...(threshold === null
      ? {}
      : {
          accepted: threshold.right.of,
          right: threshold.right.count,
          of: threshold.of,
          low: short(threshold.right.low),
        }),
  }))
  const file = { ...calibration, fitted: { listings, rows }, outOfFold, thresholds: chosen }
  return `${JSON.stringify(file, null, 2)}\n`
}

function figures({ rightShare, meanConfidence, ece, brier, auroc }: Reliability) {
  return {
    rightShare: short(rightShare),
    meanConfidence: short(meanConfidence),
    ece: short(ece),
    brier: short(brier),
    auroc: auroc === null ? null : short(auroc),
  }
}

function short(figure: number): number {
  return Math.round(figure * 10_000) / 10_000
}
