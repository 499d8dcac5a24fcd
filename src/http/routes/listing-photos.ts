import type { FastifyRequest } from 'fastify'
import { ulid } from 'ulid'
import { z } from 'zod'
import {
  listingPrefix,
  originalKey,
  type PhotoVariant,
  photoVariants,
  type SentVariant,
  sentVariantPattern,
  variantKey,
} from '../../domain/photo-keys.ts'
import { type ListingRecord, recordSchema } from '../../domain/record.ts'
import { multipartBody } from '../documented-body.ts'
import { HttpProblem } from '../http-problem.ts'
import { listingParams } from '../ids.ts'
import { receiveUpload, type Upload } from '../receive-upload.ts'
import { notFound, refuse } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { versionTag } from '../version-tag.ts'

const photoParams = listingParams.extend({
  n: z.coerce.number().int().min(0).max(15).describe('The index of the photo, as uploaded'),
})
const sizeQuery = z.object({
  size: z
    .union([z.enum(photoVariants), z.string().regex(sentVariantPattern)])
    .default('model')
    .describe(
      '`model`: what models are shown the photo from; `thumb`: for lists; or the size that `provenance.reads[].steps[].photos` names: the very picture that a model was sent',
    ),
})
/** A variant never changes once it is there; it is private, and goes with its listing. */
const cacheControl = 'private, max-age=3600'

/** More photos for a listing, and its photos as they were normalized. */
export function listingPhotoRoutes(app: App, context: RouteContext): void {
  addRoute(app, context)
  getRoute(app, context)
}

function addRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/listings/:id/photos',
    config: {
      scope: 'listings:write',
      documentedBody: { 'multipart/form-data': multipartBody(context.limits.photos.countMax, {}) },
    },
    schema: {
      operationId: 'addPhotos',
      summary: 'Add photos',
      description: 'Indexes go on from the last one. Digitizes the listing again; corrections stay.',
      tags: ['photos'],
      params: listingParams,
      response: answersOf(
        {
          202: jsonAnswer('Added; digitizing has been ordered', recordSchema, {
            etag: 'The version',
          }),
        },
        'write',
        [404, 409],
      ),
    },
    handler: async (request, reply) => {
      const { tenant } = callerOf(request)
      const { id } = request.params
      if (!request.isMultipart())
        throw new HttpProblem(415, 'media-type-unsupported', 'Not multipart', 'Send photos as multipart/form-data.')
      if ((await context.store.listings.get(tenant, id)) === null) throw notFound('listing')
      const record = await receiveAndAdd(request, { tenant, id }, context)
      return reply.code(202).header('etag', versionTag(record.version)).send(record)
    },
  })
}

function getRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/listings/:id/photos/:n',
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'getPhoto',
      summary: 'A photo as it was normalized',
      description: 'A JPEG without any metadata. The original is kept privately and never served.',
      tags: ['photos'],
      params: photoParams,
      querystring: sizeQuery,
      response: answersOf(
        {
          200: {
            description: 'The photo',
            content: { 'image/jpeg': { schema: z.string().meta({ format: 'binary' }) } },
          },
        },
        'read',
        [404, 409],
      ),
    },
    handler: async (request, reply) => {
      const { tenant } = callerOf(request)
      const { id, n } = request.params
      // Checked against the pattern above: nothing but digits and dashes reaches the key.
      const size = request.query.size as PhotoVariant | SentVariant
      const record = await context.store.listings.get(tenant, id)
      const photo = record?.photos.find(({ index }) => index === n)
      if (photo === undefined) throw notFound(record === null ? 'listing' : 'photo')
      if (photo.state !== 'normalized') throw notServed(photo)
      const bytes = await context.photoStore.get(variantKey(tenant, id, n, size))
      if (bytes === null) throw notFound('photo')
      return reply
        .type('image/jpeg')
        .header('cache-control', cacheControl)
        .send(bytes as never)
    },
  })
}

/** The photos wait under a name of their own until the listing says which indexes are theirs. */
async function receiveAndAdd(
  request: FastifyRequest,
  { tenant, id }: { tenant: string; id: string },
  context: RouteContext,
): Promise<ListingRecord> {
  // Under the listing's own prefix, so that deleting the listing takes even what a crash left here.
  const staging = `${listingPrefix(tenant, id)}upload-${ulid()}/`
  try {
    const upload = await receiveUpload(request, {
      photoStore: context.photoStore,
      keyOf: (index) => `${staging}${index}`,
      photos: context.limits.photos,
      fieldNames: [],
      fieldBytesMax: 1_024,
    })
    return await addPhotos(tenant, id, staging, upload, context)
  } finally {
    await context.photoStore
      .removeAll(staging)
      .catch((error: unknown) => context.log.error({ err: error, prefix: staging }, 'staged photos not removed'))
  }
}

async function addPhotos(tenant: string, id: string, staging: string, upload: Upload, context: RouteContext) {
  const { photoStore } = context
  if (upload.photos.length === 0)
    throw new HttpProblem(400, 'photos-missing', 'No photos', 'Send at least one file named photos.', {
      errors: [{ path: 'photos', message: 'missing' }],
    })
  const photos = upload.photos.map(({ sha256 }) => ({ sha256, url: null }))
  const outcome = await context.store.listings.addPhotos(tenant, id, photos, async (firstIndex) => {
    for (const offset of photos.keys()) {
      const bytes = await photoStore.get(`${staging}${offset}`)
      if (bytes === null) throw new Error('A photo that was just stored is not in the photo store')
      await photoStore.put(originalKey(tenant, id, firstIndex + offset), bytes)
    }
  })
  if (outcome.refused !== null) throw refuse(outcome)
  await context.afterCommit({ listingId: id, orders: outcome.orders })
  return outcome.record
}

function notServed(photo: { state: string; code: string | null }): HttpProblem {
  if (photo.state === 'rejected') {
    const detail = `This photo was rejected (${photo.code ?? 'no reason given'}) and has no normalized form.`
    return new HttpProblem(409, 'photo-rejected', 'The photo was rejected', detail)
  }
  return new HttpProblem(409, 'photo-not-ready', 'Not normalized yet', 'Wait for the listing to be digitized.')
}
