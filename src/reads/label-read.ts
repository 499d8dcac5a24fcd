import { createHash } from 'node:crypto'
import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { createLabelWords } from './label/label-words.ts'
import { type LabelPhotoDeps, readLabelPhoto } from './label/read-label-photo.ts'
import type { Read } from './read.ts'

/** Raised by hand whenever some label would be read differently. */
const rules = 1

export type LabelReadDeps = {
  taxonomy: Taxonomy
  ocr: LabelPhotoDeps['ocr']
  /** `photosMax`: photos of one listing in which print is read. The others are for decoding. */
  limits: LabelPhotoDeps['limits'] & { photosMax: number }
}

/**
 * What labels in the photos say: brand, size, composition, origin, care. `extra.labels` names the photos that show a label
 * foremost. A photo that cannot be read is passed over: `run.reason` says which and why. Throws `HangtagError` where that
 * leaves nothing, and where the engine or the photo store fails again and again.
 */
export function labelRead({ taxonomy, ocr, limits }: LabelReadDeps): Read {
  const words = createLabelWords(taxonomy)
  const hash = createHash('sha256').update(`${rules} ${taxonomy.version} ${limits.photosMax}`)
  return {
    name: 'label',
    version: hash.digest('hex').slice(0, 12),
    input: ({ photos }) => ({ photos: photos.map(({ index, sha256 }) => [index, sha256]) }),
    async run({ photos }, signal) {
      const claims: Claim[] = []
      const labels: number[] = []
      const failed: Failed[] = []
      let left = limits.photosMax
      for (const photo of photos) {
        if (left === 0) break
        signal.throwIfAborted()
        try {
          const found = await readLabelPhoto(photo, { words, ocr, limits }, signal)
          if (found === null) continue
          claims.push(...found.claims)
          if (found.isLabel) labels.push(photo.index)
        } catch (error) {
          signal.throwIfAborted()
          failed.push({ photo: photo.index, error: expected(error) })
          refuseOutage(failed)
        }
        left -= 1
      }
      return { claims, extra: { labels }, ...passedOver(failed, limits.photosMax - left) }
    },
  }
}

type Failed = { photo: number; error: HangtagError }

function expected(error: unknown): HangtagError {
  if (error instanceof HangtagError) return error
  throw error
}

/** One picture may be too much for the engine; when a second one fails it is not for the pictures. */
function refuseOutage(failed: readonly Failed[]): void {
  const passing = failed.filter(({ error }) => error.disposition !== 'give-up')
  const [, second] = passing
  if (second !== undefined) throw second.error
}

/** How a run says what it left out; nothing where every photo was read. Where none of `tried` could be read, that is a failure. */
function passedOver(failed: readonly Failed[], tried: number): Partial<Awaited<ReturnType<Read['run']>>> {
  const [first] = failed
  if (first === undefined) return {}
  if (failed.length === tried) throw first.error
  const reason = failed.map(({ photo, error }) => `photo ${photo + 1}: ${error.message}`).join(' ')
  const incomplete = failed.some(({ error }) => error.disposition !== 'give-up')
  return { run: { error: first.error.code, reason }, incomplete }
}
