import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { originalKey, uploadMark } from '../domain/photo-keys.ts'
import { refusedAddress } from '../photos/refused-address.ts'
import type { NewListing, NewPhoto } from '../store/store.ts'
import { HttpProblem } from './http-problem.ts'
import { listingInput } from './listing-input.ts'
import { receiveUpload } from './receive-upload.ts'
import type { RouteContext } from './route-context.ts'

export type ListingPlace = { tenant: string; id: string }
export type ReceivedListing = Pick<NewListing, 'text' | 'sku' | 'hints' | 'lane' | 'photos'>
type CreateSchema = ReturnType<typeof listingInput>['create']

/** What a caller sent for a new listing, as multipart or as JSON, checked whole; uploads are in the photo store then. */
export async function receiveListing(
  request: FastifyRequest,
  place: ListingPlace,
  context: RouteContext,
): Promise<ReceivedListing> {
  const schema = listingInput(context.limits).create
  const received = request.isMultipart()
    ? await receiveMultipart(request, place, schema, context)
    : receiveJson(request, schema, context)
  if (received.photos.length > 0 || received.text.trim() !== '') return received
  throw new HttpProblem(400, 'listing-empty', 'Nothing to digitize', 'Send at least one photo, or a text.', {
    errors: [{ path: 'text', message: 'empty, and there are no photos' }],
  })
}

async function receiveMultipart(
  request: FastifyRequest,
  { tenant, id }: ListingPlace,
  schema: CreateSchema,
  context: RouteContext,
): Promise<ReceivedListing> {
  const upload = await receiveUpload(request, {
    photoStore: context.photoStore,
    begin: () => context.photoStore.put(uploadMark(tenant, id), new Uint8Array()),
    keyOf: (index) => originalKey(tenant, id, index),
    photos: context.limits.photos,
    fieldNames: ['text', 'sku', 'hints', 'lane'],
    // A character of text is at most four bytes of UTF-8; hints have a limit of their own.
    fieldBytesMax: Math.max(context.limits.textCharactersMax * 4, 65_536),
  })
  const { hints, ...fields } = upload.fields
  const parsed = schema.parse({ ...fields, ...(hints === undefined ? {} : { hints: parseHints(hints) }) })
  return { ...withoutUrls(parsed), photos: upload.photos.map(({ sha256 }) => ({ sha256, url: null })) }
}

function receiveJson(request: FastifyRequest, schema: CreateSchema, context: RouteContext): ReceivedListing {
  const parsed = schema.parse(request.body)
  const errors = parsed.photoUrls.flatMap((url, index) => {
    const refused = refusedAddress(url, context.fetchAllow)
    return refused === null ? [] : [{ path: `photoUrls.${index}`, message: refused }]
  })
  if (errors.length > 0) {
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join(' ')
    throw new HttpProblem(400, 'photo-url-refused', 'A photo address is not taken', detail, { errors })
  }
  const photos = parsed.photoUrls.map((url): NewPhoto => ({ sha256: null, url }))
  return { ...withoutUrls(parsed), photos }
}

function withoutUrls({ text, sku, hints, lane }: z.infer<CreateSchema>): Omit<ReceivedListing, 'photos'> {
  return { text, sku, hints, lane }
}

/** A part of type application/json comes parsed; any other comes as its text. */
function parseHints(hints: unknown): unknown {
  if (typeof hints !== 'string') return hints
  try {
    return JSON.parse(hints)
  } catch (cause) {
    const errors = [{ path: 'hints', message: 'not JSON' }]
    throw new HttpProblem(400, 'json-malformed', 'A field is not JSON', 'Send hints as one JSON object.', {
      errors,
      cause,
    })
  }
}
