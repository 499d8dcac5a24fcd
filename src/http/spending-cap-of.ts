import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { spendingCapIdSchema } from '../domain/spending.ts'
import { HttpProblem } from './http-problem.ts'
import { callerOf } from './require-scope.ts'
import type { RouteContext } from './route-context.ts'

/** A header and no part of the body: the same listing may come again under another cap. */
export const spendingCapHeader = {
  'hangtag-spending-cap': spendingCapIdSchema
    .optional()
    .describe('The id of a spending cap (`PUT /v1/spending-caps/{id}`): what digitizing costs is held to it'),
}

export const spendingCapHeaders = z.looseObject(spendingCapHeader)

/** The cap that a request orders under; null: none. Throws 400 where the tenant has no such cap. */
export async function spendingCapOf(
  request: FastifyRequest,
  { store }: Pick<RouteContext, 'store'>,
): Promise<string | null> {
  const id = request.headers['hangtag-spending-cap']
  if (typeof id !== 'string') return null
  if ((await store.spending.cap(callerOf(request).tenant, id)) !== null) return id
  throw new HttpProblem(
    400,
    'spending-cap-unknown',
    'No such spending cap',
    'Set it first: PUT /v1/spending-caps/{id}.',
    {
      errors: [{ path: 'headers.hangtag-spending-cap', message: 'there is no spending cap of this id' }],
    },
  )
}
