import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Calibration, calibrationSchema, type Weights } from '../domain/calibration.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { jsonOrUndefined } from '../domain/json-or-undefined.ts'
import type { Field } from '../domain/record.ts'
import { calibrationFeatures } from './calibration-features.ts'

/**
 * A calibration as `hangtag calibrate --out` writes it; by default the one that ships with the product. Throws `HangtagError`
 * code `calibration-invalid`.
 */
export async function loadCalibration(named: string | null = null): Promise<Calibration> {
  const file = named ?? shippedFile
  const calibration = calibrationSchema.safeParse(jsonOrUndefined(await textOf(file))).data
  if (calibration === undefined) throw invalid(`${file} is no calibration`)
  const known = featureNames()
  const foreign = modelsOf(calibration).flatMap((weights) => Object.keys(weights).filter((name) => !known.has(name)))
  // Weights of what is not counted any more (or not yet) would be left out of the sum, and every confidence be wrong.
  if (foreign.length > 0)
    throw invalid(`${file} was fitted by another version, with ${[...new Set(foreign)].slice(0, 3).join(', ')}`)
  return calibration
}

const shippedFile = fileURLToPath(new URL('./calibration.json', import.meta.url))

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null
    if (code === null) throw cause
    throw invalid(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`, cause)
  }
}

function modelsOf({ value, blank }: Calibration): Weights[] {
  const models = [value.all, ...[value.kinds, value.fields, blank.fields].flatMap((each) => Object.values(each))]
  return models.filter((weights) => weights !== null)
}

/** All features that a field can have here, with a value and without. */
function featureNames(): Set<string> {
  const field = { label: null, confidence: 0.5, evidence: [], conflicts: [] }
  const fields: Field[] = [
    { ...field, value: 'x', status: 'stated' },
    { ...field, value: null, status: 'unknown' },
  ]
  const found = fields.map((each) => calibrationFeatures(each, { text: '', photos: [] })?.features ?? {})
  return new Set(found.flatMap((features) => Object.keys(features)))
}

function invalid(problem: string, cause?: unknown): HangtagError {
  const message = `${problem}: CALIBRATION_FILE wants a file that \`hangtag calibrate --out\` of this version wrote`
  return new HangtagError(message, { code: 'calibration-invalid', disposition: 'give-up', cause })
}
