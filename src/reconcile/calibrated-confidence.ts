import type { Calibration, Weights } from '../domain/calibration.ts'
import type { CalibrationFeatures } from './calibration-features.ts'

/** Nothing is certain, and nothing impossible, after so few cases. */
const probabilityMin = 0.01

/**
 * The probability (0–1, three decimals) that a field with these features is right; null where the calibration has no model
 * for it.
 */
export function calibratedConfidence(
  attribute: { id: string; kind: string },
  found: CalibrationFeatures,
  calibration: Calibration,
): number | null {
  const weights = weightsFor(attribute, found.part, calibration)
  if (weights === null) return null
  const logOdds = Object.entries(found.features).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), 0)
  const probability = Math.min(1 - probabilityMin, Math.max(probabilityMin, 1 / (1 + Math.exp(-logOdds))))
  return Math.round(probability * 1_000) / 1_000
}

function weightsFor(
  { id, kind }: { id: string; kind: string },
  part: CalibrationFeatures['part'],
  { value, blank }: Calibration,
): Weights | null {
  if (part === 'blank') return blank.fields[id] ?? null
  return value.fields[id] ?? value.kinds[kind] ?? value.all
}
