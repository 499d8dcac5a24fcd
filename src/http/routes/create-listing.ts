import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { ulid } from 'ulid'
import { z } from 'zod'
import { listingPrefix, originalKey } from '../../domain/photo-keys.ts'
import { recordSchema } from '../../domain/record.ts'
import { refusedAddress } from '../../photos/refused-address.ts'
import type { CreateOutcome, NewListing, NewPhoto } from '../../store/store.ts'
import { multipartBody } from '../documented-body.ts'
import { HttpProblem } from '../http-problem.ts'
import { listingInput } from '../listing-input.ts'
import { receiveUpload } from '../receive-upload.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { versionTag } from '../version-tag.ts'

const idempotencyHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters')
    .optional()
    .describe('The same key with the same body answers with the same listing, however often it is sent'),
})

/** `POST /v1/listings`: photos and text, or addresses of photos, become a listing that is digitized from now on. */
export function createListingRoute(app: App, context: RouteContext): void {
  const input = listingInput(context.limits)
  app.route({
    method: 'POST',
    url: '/listings',
    config: {
      scope: 'listings:write',
      documentedBody: { 'application/json': input.create, 'multipart/form-data': documentedMultipart(context) },
    },
    schema: {
      operationId: 'createListing',
      summary: 'Send photos and words',
      description:
        'Up to 16 photos and a text, or either alone. The draft comes later: read the listing or its events.',
      tags: ['listings'],
      headers: idempotencyHeaders,
      response: answersOf(
        {
          202: jsonAnswer('Accepted; digitizing has been ordered', recordSchema, {
            location: 'Where the listing is',
            etag: 'Its version',
          }),
        },
        'write',
        [410, 422],
      ),
    },
    handler: async (request, reply) => {
      const id = `lst_${ulid()}`
      const { tenant } = callerOf(request)
      const outcome = await removingUnlessCreated(context, listingPrefix(tenant, id), async () => {
        const received = request.isMultipart()
          ? await receiveMultipart(request, id, input.create, context)
          : receiveJson(request, input.create, context)
        const idempotencyKey = request.headers['idempotency-key']
        const bodyHash = hashInput(received)
        return context.store.listings.create({
          ...received,
          id,
          tenant,
          idempotency: idempotencyKey === undefined ? null : { key: idempotencyKey, bodyHash },
        })
      })
      const record = await accepted(outcome, context)
      return reply
        .code(202)
        .headers({ location: `/v1/listings/${record.listingId}`, etag: versionTag(record.version) })
        .send(record)
    },
  })
}

type Received = Pick<NewListing, 'text' | 'sku' | 'hints' | 'lane' | 'photos'>
type CreateSchema = ReturnType<typeof listingInput>['create']

/** Whatever was stored goes again unless a row was made for it: on a refusal, on a failure, and on a repeated key. */
async function removingUnlessCreated(
  context: RouteContext,
  prefix: string,
  create: () => Promise<CreateOutcome>,
): Promise<CreateOutcome> {
  let created = false
  try {
    const outcome = await create()
    created = outcome.kind === 'created'
    return outcome
  } finally {
    if (!created) {
      await context.photoStore
        .removeAll(prefix)
        .catch((error: unknown) => context.log.error({ err: error, prefix }, 'photos of a refused upload not removed'))
    }
  }
}

async function accepted(outcome: CreateOutcome, context: RouteContext) {
  if (outcome.kind === 'key-reused') {
    const detail = 'This Idempotency-Key came before with another body: use a new key for a new listing.'
    throw new HttpProblem(422, 'idempotency-key-reused', 'Idempotency-Key used twice', detail)
  }
  if (outcome.record === null) {
    const detail = 'The listing that this Idempotency-Key made was deleted: use a new key to make another.'
    throw new HttpProblem(410, 'listing-deleted', 'The listing was deleted', detail)
  }
  if (outcome.kind === 'created')
    await context.afterCommit({ listingId: outcome.record.listingId, orders: outcome.orders })
  return outcome.record
}

async function receiveMultipart(
  request: FastifyRequest,
  id: string,
  schema: CreateSchema,
  context: RouteContext,
): Promise<Received> {
  const { tenant } = callerOf(request)
  const upload = await receiveUpload(request, {
    photoStore: context.photoStore,
    keyOf: (index) => originalKey(tenant, id, index),
    photos: context.limits.photos,
    fieldNames: ['text', 'sku', 'hints', 'lane'],
    // A character of text is at most four bytes of UTF-8; hints have a limit of their own.
    fieldBytesMax: Math.max(context.limits.textCharactersMax * 4, 65_536),
  })
  const { hints, ...fields } = upload.fields
  const parsed = schema.parse({ ...fields, ...(hints === undefined ? {} : { hints: parseHints(hints) }) })
  return notEmpty({ ...withoutUrls(parsed), photos: upload.photos.map(({ sha256 }) => ({ sha256, url: null })) })
}

function receiveJson(request: FastifyRequest, schema: CreateSchema, context: RouteContext): Received {
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
  return notEmpty({ ...withoutUrls(parsed), photos })
}

function withoutUrls({ text, sku, hints, lane }: z.infer<CreateSchema>): Omit<Received, 'photos'> {
  return { text, sku, hints, lane }
}

function notEmpty(received: Received): Received {
  if (received.photos.length > 0 || received.text.trim() !== '') return received
  throw new HttpProblem(400, 'listing-empty', 'Nothing to digitize', 'Send at least one photo, or a text.', {
    errors: [{ path: 'text', message: 'empty, and there are no photos' }],
  })
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

/** The same input has the same hash, in whichever order its keys came. */
function hashInput(received: Received): string {
  const sorted = JSON.stringify(received, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256').update(sorted).digest('hex')
}

function documentedMultipart(context: RouteContext): Record<string, unknown> {
  return multipartBody(context.limits.photos.countMax, {
    text: { type: 'string', maxLength: context.limits.textCharactersMax },
    sku: { type: 'string', maxLength: 200 },
    hints: { type: 'string', contentMediaType: 'application/json', description: 'A JSON object' },
    lane: { type: 'string', enum: ['seller', 'bulk'] },
  })
}
