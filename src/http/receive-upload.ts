import { createHash, type Hash } from 'node:crypto'
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { inspectPhoto } from '../photos/inspect-photo.ts'
import type { PhotoStore } from '../store/photo-store.ts'
import { HttpProblem } from './http-problem.ts'
import { toProblem } from './to-problem.ts'

export type UploadOptions = {
  photoStore: Pick<PhotoStore, 'put' | 'get'>
  /** Done before the first part is read. */
  begin?(): Promise<void>
  /** Where the photo with this number goes. */
  keyOf(index: number): string
  photos: { bytesMax: number; pixelsMax: number; countMax: number }
  /** Names of the text parts that are taken, each at most once. */
  fieldNames: readonly string[]
  fieldBytesMax: number
}

export type Upload = { photos: { sha256: string }[]; fields: Record<string, unknown> }

/** What is left of a refused upload is read and dropped for this long, so that the caller gets to see why. */
const drainDeadlineMs = 20_000

/**
 * Takes a multipart body: each photo streams into the photo store while it is hashed, and is looked at by its first bytes
 * and its header. Throws a problem at the first part that is not taken; what was stored until then is the caller's to remove.
 */
export async function receiveUpload(request: FastifyRequest, options: UploadOptions): Promise<Upload> {
  try {
    await options.begin?.()
    return await receiveParts(request, options)
  } catch (error) {
    await drain(request)
    throw error
  }
}

async function receiveParts(request: FastifyRequest, options: UploadOptions): Promise<Upload> {
  const aborted = new AbortController()
  request.raw.once('close', () => {
    if (!request.raw.readableEnded) aborted.abort(new Error('The caller went away'))
  })
  const limits = {
    // One more than is taken, so that the refusal is ours and says what is taken.
    files: options.photos.countMax + 1,
    fields: options.fieldNames.length + 1,
    parts: options.photos.countMax + options.fieldNames.length + 2,
    fileSize: options.photos.bytesMax,
    fieldSize: options.fieldBytesMax,
    headerPairs: 20,
  }
  const upload: Upload = { photos: [], fields: {} }
  for await (const part of partsOf(request, { limits })) {
    if (part.type === 'field') upload.fields[part.fieldname] = fieldValue(part, upload, options)
    else upload.photos.push(await receivePhoto(part, upload.photos.length, options, aborted.signal))
  }
  return upload
}

/** The parser's own failures are the sender's: a body that breaks off or is no multipart at all. */
async function* partsOf(request: FastifyRequest, options: NonNullable<Parameters<FastifyRequest['parts']>[0]>) {
  const parts = request.parts(options)
  while (true) {
    const next = await parts.next().catch((error: unknown) => {
      throw malformed(error)
    })
    if (next.done === true) return
    yield next.value
  }
}

function fieldValue(part: MultipartValue, upload: Upload, options: UploadOptions): unknown {
  const name = part.fieldname
  if (!options.fieldNames.includes(name)) throw unknownPart(name, options.fieldNames)
  if (name in upload.fields) {
    throw new HttpProblem(400, 'part-repeated', 'A field came twice', `Send ${name} once.`, {
      errors: [{ path: name, message: 'sent more than once' }],
    })
  }
  if (part.valueTruncated === true)
    throw new HttpProblem(413, 'field-too-large', 'A field is too large', `${name} is longer than this field can be.`)
  return part.value
}

async function receivePhoto(
  part: MultipartFile,
  index: number,
  options: UploadOptions,
  signal: AbortSignal,
): Promise<{ sha256: string }> {
  const { countMax, bytesMax } = options.photos
  if (part.fieldname !== 'photos') throw unknownPart(part.fieldname, options.fieldNames)
  if (index >= countMax)
    throw new HttpProblem(400, 'too-many-photos', 'Too many photos', `A listing has at most ${countMax} photos.`, {
      errors: [{ path: 'photos', message: `at most ${countMax}` }],
    })
  const key = options.keyOf(index)
  const source: Source = { hash: createHash('sha256'), head: [], headBytes: 0, failure: null }
  await options.photoStore.put(key, watched(part.file, source), signal).catch((error: unknown) => {
    throw source.failure === null ? error : malformed(source.failure)
  })
  const path = `photos.${index}`
  if (part.file.truncated) {
    const message = `The photo is larger than ${bytesMax} bytes: send a smaller one.`
    throw new HttpProblem(413, 'photo-too-large', 'A photo is too large', message, { errors: [{ path, message }] })
  }
  // Nearly every header lies in the first bytes. Reading each photo back whole would cost the garbage collector more than
  // all else that the API does with it.
  const seen = await inspectPhoto(Buffer.concat(source.head), options.photos)
  if (!seen.ok) await inspect(await options.photoStore.get(key, signal), path, options.photos)
  return { sha256: source.hash.digest('hex') }
}

/** What is noticed of a photo while it streams by. */
type Source = { hash: Hash; head: Buffer[]; headBytes: number; failure: unknown }

/** A JPEG's EXIF with its thumbnail is at most 64 kB, and color profiles rarely more. */
const headBytesMax = 131_072

async function* watched(photo: AsyncIterable<Buffer>, source: Source) {
  try {
    for await (const chunk of photo) {
      source.hash.update(chunk)
      if (source.headBytes < headBytesMax) {
        source.head.push(chunk)
        source.headBytes += chunk.length
      }
      yield chunk
    }
  } catch (error) {
    source.failure = error
    throw error
  }
}

const refusalStatus = {
  'photo-empty': 400,
  'photo-too-large': 413,
  'photo-type-unsupported': 415,
  'photo-too-many-pixels': 413,
  'photo-truncated': 400,
  'photo-corrupt': 400,
} as const

async function inspect(bytes: Buffer | null, path: string, limits: UploadOptions['photos']): Promise<void> {
  if (bytes === null) throw new Error('A photo that was just stored is not in the photo store')
  const seen = await inspectPhoto(bytes, limits)
  if (seen.ok) return
  const errors = [{ path, message: seen.message }]
  throw new HttpProblem(refusalStatus[seen.code], seen.code, 'A photo is not taken', seen.message, { errors })
}

function unknownPart(name: string, fieldNames: readonly string[]): HttpProblem {
  const detail = `Send photos as files named photos${fieldNames.length === 0 ? '.' : `, and texts named ${fieldNames.join(', ')}.`}`
  return new HttpProblem(400, 'part-unknown', 'A part has a name that is not taken', detail, {
    errors: [{ path: name.slice(0, 100), message: 'not a part of this body' }],
  })
}

function malformed(cause: unknown): HttpProblem {
  const known = toProblem(cause)
  if (known.problem.status < 500) return known
  return new HttpProblem(400, 'multipart-malformed', 'The body is not whole multipart', 'Send the whole body again.', {
    cause,
  })
}

async function drain(request: FastifyRequest): Promise<void> {
  const { raw } = request
  raw.unpipe()
  if (raw.readableEnded || raw.destroyed) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, drainDeadlineMs)
    function done() {
      clearTimeout(timer)
      resolve()
    }
    raw.once('end', done).once('close', done).once('error', done).resume()
  })
}
