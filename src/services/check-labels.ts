import { findOcrData } from '../reads/label/find-ocr-data.ts'
import { type Check, limited, ok, reasonOf } from './check.ts'

const part = 'labels'

/** The engine that reads labels: whether its data are there. Without it drafts say that they were made without labels. */
export function checkLabels(dataPackage?: string): Check {
  try {
    findOcrData(dataPackage)
    return ok(part, 'Tesseract, started when needed')
  } catch (error) {
    return limited(part, reasonOf(error), "run npm ci in Hangtag's folder")
  }
}
