import type { Calibration } from '../domain/calibration.ts'
import type { Field } from '../domain/record.ts'
import { calibratedConfidence } from './calibrated-confidence.ts'
import { calibrationFeatures } from './calibration-features.ts'

/**
 * The field with the probability that it is right as its confidence, and the raw one kept beside it. What a person said, and
 * what there is no model for, stays as it is.
 */
export function calibrateField(
  attribute: { id: string; kind: string },
  field: Field,
  calibration: Calibration | null,
  listing: Parameters<typeof calibrationFeatures>[1],
): Field {
  const found = calibration === null ? null : calibrationFeatures(field, listing)
  const confidence = calibration === null || found === null ? null : calibratedConfidence(attribute, found, calibration)
  return confidence === null ? field : { ...field, confidence, rawConfidence: field.rawConfidence ?? field.confidence }
}
