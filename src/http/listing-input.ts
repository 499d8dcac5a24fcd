import { z } from 'zod'
import { laneSchema } from '../domain/job.ts'
import { storableObject, storableText } from './storable.ts'

const hintBytesMax = 32_768
const skuCharactersMax = 200
const urlCharactersMax = 2_048

/** The parts of a listing as callers send them. The same schemas check JSON bodies and multipart fields. */
export function listingInput(limits: { textCharactersMax: number; photos: { countMax: number } }) {
  const text = storableText(limits.textCharactersMax).describe("The seller's own words, kept as they are")
  const hints = storableObject(hintBytesMax).describe('Anything known beside the text, as a JSON object')
  const sku = storableText(skuCharactersMax).nullable().describe("The seller's own number of the item")
  const lane = laneSchema.describe('`bulk` for batches: they never hold up sellers')
  const photoUrls = z
    .array(storableText(urlCharactersMax))
    .max(limits.photos.countMax, `at most ${limits.photos.countMax} photos`)
    .describe('Public addresses of photos, fetched later')
  return {
    create: z
      .strictObject({
        text: text.default(''),
        sku: sku.default(null),
        hints: hints.default({}),
        lane: lane.default('seller'),
        photoUrls: photoUrls.default([]),
      })
      .describe('A listing as JSON'),
    change: z
      .strictObject({ text: text.optional(), hints: hints.optional() })
      .refine((change) => change.text !== undefined || change.hints !== undefined, 'send text, hints or both'),
  }
}
