import { z } from 'zod'
import { blankSchema, correctedField } from '../../domain/corrected-field.ts'
import { type Field, recordSchema } from '../../domain/record.ts'
import { checkValue } from '../../taxonomy/check-value.ts'
import { labelValue } from '../../taxonomy/label-value.ts'
import type { Taxonomy } from '../../taxonomy/taxonomy.ts'
import { HttpProblem } from '../http-problem.ts'
import { listingParams } from '../ids.ts'
import { refuse } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { storableObject } from '../storable.ts'
import { versionOf, versionTag } from '../version-tag.ts'

const correctionsBytesMax = 65_536

const bodySchema = z.strictObject({
  fields: storableObject(correctionsBytesMax)
    .refine((fields) => Object.keys(fields).length > 0, 'name at least one field')
    .describe(
      'Attribute → its value in the shape of the record, or a blank: null or `{ "status": "unknown" }` where nobody knows, `{ "status": "not-applicable" }` where the item does not have it',
    ),
  consent: z.boolean().default(false).describe('Whether these corrections may be used to make reads better'),
})

/** `PATCH /v1/listings/{id}/fields`: what a person knows better. It stays, whatever is digitized later. */
export function listingFieldsRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'PATCH',
    url: '/listings/:id/fields',
    config: { scope: 'listings:write' },
    schema: {
      operationId: 'correctFields',
      summary: 'Correct fields',
      description: 'Needs If-Match, so that nobody corrects a draft that is not there any more.',
      tags: ['listings'],
      params: listingParams,
      headers: z.looseObject({
        'if-match': z.string().max(100).optional().describe('Required: the ETag of the record that was read'),
      }),
      body: bodySchema,
      response: answersOf(
        {
          200: jsonAnswer('Corrected', recordSchema, {
            etag: 'The new version',
          }),
        },
        'write',
        [404, 409, 412, 428],
      ),
    },
    handler: async (request, reply) => {
      const ifVersion = versionOf(request.headers['if-match'])
      if (ifVersion === undefined)
        throw new HttpProblem(
          428,
          'if-match-required',
          'If-Match is missing',
          'Send the ETag of the record that was read.',
        )
      const { tenant, id: by } = callerOf(request)
      const outcome = await context.store.listings.correct(tenant, request.params.id, {
        fields: correctedFields(request.body.fields, context.taxonomy),
        by,
        consent: request.body.consent,
        ifVersion,
      })
      if (outcome.refused !== null) throw refuse(outcome)
      await context.afterCommit({ listingId: request.params.id, orders: outcome.orders })
      return reply.header('etag', versionTag(outcome.record.version)).send(outcome.record)
    },
  })
}

function correctedFields(given: Record<string, unknown>, taxonomy: Taxonomy): Record<string, Field> {
  const known = taxonomy.attributes.map(({ id }) => id)
  const errors: { path: string; message: string }[] = []
  for (const [attribute, after] of Object.entries(given)) {
    const path = `fields.${attribute}`
    if (!known.includes(attribute)) errors.push({ path, message: `no such field; there are ${known.join(', ')}` })
    else if (!isBlank(after)) {
      const message = checkValue(taxonomy, attribute, after)
      if (message !== null) errors.push({ path, message })
    }
  }
  if (errors.length > 0) {
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join(' ')
    throw new HttpProblem(400, 'correction-invalid', 'A correction does not fit its field', detail, { errors })
  }
  return Object.fromEntries(
    Object.entries(given).map(([attribute, after]) => [
      attribute,
      correctedField(after, isBlank(after) ? null : labelValue(taxonomy, attribute, after)),
    ]),
  )
}

function isBlank(after: unknown): boolean {
  return after === null || blankSchema.safeParse(after).success
}
