import { loadCalibration } from '../reconcile/load-calibration.ts'
import { broken, type Check, ok, reasonOf } from './check.ts'

const part = 'calibration'

/** What makes confidences mean what they say; null: the one that ships with the product. */
export async function checkCalibration(file: string | null): Promise<Check> {
  try {
    const { version } = await loadCalibration(file)
    return ok(part, `${version} ${file === null ? 'as shipped' : `in ${file}`}`)
  } catch (error) {
    return broken(
      part,
      reasonOf(error).split(': CALIBRATION_FILE')[0] ?? '',
      'set CALIBRATION_FILE to what `hangtag calibrate --out` wrote, or to nothing',
    )
  }
}
