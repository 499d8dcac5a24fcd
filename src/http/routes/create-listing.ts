import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import { z } from 'zod'
import { listingPrefix, uploadMark } from '../../domain/photo-keys.ts'
import { recordSchema } from '../../domain/record.ts'
import type { CreateOutcome } from '../../store/store.ts'
import { multipartBody } from '../documented-body.ts'
import { HttpProblem } from '../http-problem.ts'
import { listingInput } from '../listing-input.ts'
import { type ListingPlace, type ReceivedListing, receiveListing } from '../receive-listing.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { spendingCapHeader, spendingCapOf } from '../spending-cap-of.ts'
import { versionTag } from '../version-tag.ts'

const createHeaders = z.looseObject({
  ...spendingCapHeader,
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters')
    .optional()
    .describe('The same key with the same body answers with the same listing, however often it is sent'),
})

/** `POST /v1/listings`: photos and text, or addresses of photos, become a listing that is digitized from now on. */
export function createListingRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/listings',
    config: {
      scope: 'listings:write',
      documentedBody: {
        'application/json': listingInput(context.limits).create,
        'multipart/form-data': documentedMultipart(context),
      },
    },
    schema: {
      operationId: 'createListing',
      summary: 'Send photos and words',
      description:
        'Up to 16 photos and a text, or either alone. The draft comes later: read the listing or its events.',
      tags: ['listings'],
      headers: createHeaders,
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
      const place = { tenant: callerOf(request).tenant, id: `lst_${ulid()}` }
      const spendingCap = await spendingCapOf(request, context)
      const received = await receiveListing(request, place, context).catch(async (error: unknown) => {
        await removePhotos(place, context)
        throw error
      })
      const order = { spendingCap, key: request.headers['idempotency-key'] }
      const outcome = await create(place, received, order, context)
      const record = await accepted(outcome, context)
      return reply
        .code(202)
        .headers({ location: `/v1/listings/${record.listingId}`, etag: versionTag(record.version) })
        .send(record)
    },
  })
}

/** Makes the row. The photos stay where it was made, or may have been, and go where it certainly was not. */
async function create(
  place: ListingPlace,
  received: ReceivedListing,
  { key, spendingCap }: { key: string | undefined; spendingCap: string | null },
  context: RouteContext,
): Promise<CreateOutcome> {
  const { listings } = context.store
  const idempotency = key === undefined ? null : { key, bodyHash: hashInput(received) }
  try {
    const outcome = await listings.create({ ...received, ...place, spendingCap, idempotency })
    if (outcome.kind === 'created') await removeMark(place, context)
    else await removePhotos(place, context)
    return outcome
  } catch (error) {
    // A commit can go through although its answer is lost: then the photos are the listing's.
    const found = await listings.get(place.tenant, place.id).catch(() => undefined)
    if (found === null) await removePhotos(place, context)
    throw error
  }
}

/** The mark goes last: where the photos stay, the sweep finds them by it. */
async function removePhotos(place: ListingPlace, { photoStore, log }: RouteContext): Promise<void> {
  const prefix = listingPrefix(place.tenant, place.id)
  try {
    await photoStore.removeAll(prefix)
    await photoStore.removeAll(uploadMark(place.tenant, place.id))
  } catch (error) {
    log.error({ err: error, prefix }, 'photos of a refused upload not removed; the sweeper will do it')
  }
}

async function removeMark({ tenant, id }: ListingPlace, { photoStore, log }: RouteContext): Promise<void> {
  await photoStore
    .removeAll(uploadMark(tenant, id))
    .catch((error: unknown) => log.warn({ err: error, listingId: id }, 'mark of an upload not removed'))
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

/** The same input has the same hash, in whichever order its keys came. */
function hashInput(received: ReceivedListing): string {
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
