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
/** A title and the first lines; escaped for an address each may take nine times as much, and Node takes 16 kB of headers. */
const textCharactersMax = 1_200

/** `GET /v1/catalog/search`: what a listing with these words would have for neighbors. */
export function catalogSearchRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/catalog/search',
    config: { scope: 'catalog:read' },
    schema: {
      operationId: 'searchCatalog',
      summary: 'Items near a text',
      description: [
        'Best first, of items that say the same only one, and only those that are trusted. `hybrid` merges `dense` (what is meant,',
        'by an embedding) and `bm25` (which words are there). Words of the taxonomy in five languages also find items that say',
        'the same in others.',
      ].join('\n'),
      tags: ['catalog'],
      querystring: z.object({
        text: z
          .string()
          .max(textCharactersMax)
          .regex(/\S/, 'say what to look for')
          .describe("What to look for, such as a seller's words"),
        limit: z.coerce.number().int().min(1).max(limitMax).default(limitDefault),
        mode: z.enum(searchModes).default('hybrid' satisfies SearchMode),
      }),
      response: answersOf(
        { 200: jsonAnswer('The items; none where nothing is near', z.object({ hits: z.array(catalogHitSchema) })) },
        'read',
        [409],
      ),
    },
    handler: async (request) => {
      const { tenant } = callerOf(request)
      const search = requireCatalog(context).search({ tenant, ...request.query }, context.stopping)
      return { hits: (await search.catch(refuseEmbedding)).map(catalogHitOf) }
    },
  })
}

/** Trying again does not help, and neither has the caller done anything wrong. */
function refuseEmbedding(error: unknown): never {
  if (!(error instanceof HangtagError) || error.disposition !== 'give-up') throw error
  // A key that is refused, an account without quota: whoever runs this service mends it.
  if (error.code !== 'catalog-embedding-mismatch')
    throw new HttpProblem(503, error.code, 'A part of the service is not available', error.message, { cause: error })
  const detail = `${error.message}. Whoever runs this service runs \`hangtag catalog reindex\`.`
  throw new HttpProblem(409, error.code, 'The catalog was indexed with another embedding', detail, { cause: error })
}
