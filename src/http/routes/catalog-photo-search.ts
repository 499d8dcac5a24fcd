import { z } from 'zod'
import { type SearchMode, searchModes } from '../../catalog/catalog-index.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { catalogHitOf, catalogHitSchema } from '../catalog-hit.ts'
import { HttpProblem } from '../http-problem.ts'
import { requireCatalog } from '../require-catalog.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const limitMax = 100
const limitDefault = 10
const textCharactersMax = 2_000
/** Of the other fields, and of what JSON puts around them. */
const restBytesMax = 20_000

/** `POST /v1/catalog/search`: what a listing with this photo, and these words, would have for neighbors. */
export function catalogPhotoSearchRoute(app: App, context: RouteContext): void {
  const { bytesMax } = context.limits.photos
  const base64Max = Math.ceil(bytesMax / 3) * 4
  app.route({
    method: 'POST',
    url: '/catalog/search',
    bodyLimit: base64Max + restBytesMax,
    config: { scope: 'catalog:read' },
    schema: {
      operationId: 'searchCatalogByPhoto',
      summary: 'Items near a photo',
      description:
        'Best first, of items that show the same photo only one. With a text, what it finds and what the photo finds are merged. The photo is not kept.',
      tags: ['catalog'],
      body: z.strictObject({
        photo: z
          .string()
          .min(1)
          .max(base64Max)
          .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'the bytes of a photo as base64')
          .describe('A JPEG, PNG, WebP, AVIF or HEIC file as base64'),
        text: z.string().max(textCharactersMax).default('').describe("What to look for, such as a seller's words"),
        limit: z.int().min(1).max(limitMax).default(limitDefault),
        mode: z
          .enum(searchModes)
          .default('hybrid' satisfies SearchMode)
          .describe('How the text is searched for'),
      }),
      response: answersOf(
        { 200: jsonAnswer('The items; none where nothing is near', z.object({ hits: z.array(catalogHitSchema) })) },
        'write',
        [409],
      ),
    },
    handler: async (request) => {
      const { tenant } = callerOf(request)
      const catalog = requireCatalog(context)
      if (context.pictureOf === null) throw notConfigured()
      const { photo, ...query } = request.body
      const picture = await context.pictureOf(Buffer.from(photo, 'base64'), context.stopping).catch(refusePhoto)
      const hits = await catalog.search({ tenant, ...query, pictures: [picture] }, context.stopping).catch(refuseSearch)
      return { hits: hits.map(catalogHitOf) }
    },
  })
}

function notConfigured(): HttpProblem {
  const detail =
    'Photos are not indexed here: whoever runs this service sets IMAGE_EMBEDDINGS_BASE_URL and IMAGE_EMBEDDINGS_MODEL.'
  return new HttpProblem(503, 'photos-not-indexed', 'A part of the service is not available', detail)
}

const photoStatus: Readonly<Record<string, number>> = {
  'photo-too-large': 413,
  'photo-too-many-pixels': 413,
  'photo-type-unsupported': 415,
}

function refusePhoto(error: unknown): never {
  if (!(error instanceof HangtagError) || error.disposition !== 'give-up') throw error
  const errors = [{ path: 'photo', message: error.message }]
  const status = photoStatus[error.code] ?? 400
  throw new HttpProblem(status, error.code, 'The photo is not taken', error.message, { errors, cause: error })
}

/** The caller has done nothing wrong: whoever runs this service mends it. */
function refuseSearch(error: unknown): never {
  if (!(error instanceof HangtagError) || error.disposition !== 'give-up') throw error
  const isMismatch = error.code === 'catalog-embedding-mismatch'
  const title = isMismatch ? 'The catalog was indexed with another embedding' : 'A part of the service is not available'
  throw new HttpProblem(isMismatch ? 409 : 503, error.code, title, error.message, { cause: error })
}
