import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Calibration, calibrationSchema } from '../domain/calibration.ts'
import { HangtagError } from '../domain/hangtag-error.ts'

/**
 * A calibration as `hangtag calibrate --out` writes it; by default the one that ships with the product. Throws `HangtagError`
 * code `calibration-invalid`.
 */
export async function loadCalibration(named: string | null = null): Promise<Calibration> {
  const file = named ?? shippedFile
  try {
    return calibrationSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    const message = `${file} is no calibration: give a file that \`hangtag calibrate --out\` wrote`
    throw new HangtagError(message, { code: 'calibration-invalid', disposition: 'give-up', cause })
  }
}

const shippedFile = fileURLToPath(new URL('./calibration.json', import.meta.url))
