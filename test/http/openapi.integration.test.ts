import { validate } from '@scalar/openapi-parser'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { recordSchema } from '../../src/domain/record.ts'
import { createInternalClient } from '../../src/http/internal-client.ts'
import { draftOf } from './draft-of.ts'
import { startTestApp, type TestApp, workerKey } from './start-test-app.ts'

type Operation = {
  operationId?: string
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
type Description = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

let test: TestApp
let description: Description
beforeAll(async () => {
  test = await startTestApp(inject('redisUrl'))
  description = (await test.call('GET', '/openapi.json', { key: null })).body
})
afterAll(() => test.close())

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  )

it('is valid OpenAPI 3.1', async () => {
  expect(description.openapi).toBe('3.1.0')
  const { valid, errors } = await validate(structuredClone(description))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

it('every schema in it is JSON Schema 2020-12 that compiles', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'api', ...description })
  const schemas = operations().flatMap(({ operation }) => [
    ...Object.values(operation.requestBody?.content ?? {}),
    ...Object.values(operation.responses).flatMap((answer) => Object.values(answer.content ?? {})),
  ])
  expect(schemas.length).toBeGreaterThan(100)
  for (const { schema } of schemas) {
    const text = JSON.stringify(schema).replaceAll('"#/', '"api#/')
    expect(() => ajv.compile(JSON.parse(text))).not.toThrow()
  }
})

it('describes the public routes, and none of those for workers and operators', () => {
  expect(Object.keys(description.paths).sort()).toEqual([
    '/healthz',
    '/readyz',
    '/v1/budget',
    '/v1/catalog/deletions',
    '/v1/catalog/imports/{id}',
    '/v1/catalog/items',
    '/v1/catalog/items/{id}',
    '/v1/catalog/reindex',
    '/v1/catalog/reindex/rollback',
    '/v1/catalog/search',
    '/v1/catalog/stats',
    '/v1/dead-letters',
    '/v1/dead-letters/{id}/replay',
    '/v1/keys',
    '/v1/keys/{id}',
    '/v1/listings',
    '/v1/listings/{id}',
    '/v1/listings/{id}/accept',
    '/v1/listings/{id}/events',
    '/v1/listings/{id}/fields',
    '/v1/listings/{id}/photos',
    '/v1/listings/{id}/photos/{n}',
    '/v1/listings/{id}/publish',
    '/v1/listings/{id}/redigitize',
    '/v1/policy',
    '/v1/spending-caps/{id}',
    '/v1/usage',
    '/v1/webhooks',
    '/v1/webhooks/{id}',
  ])
})

it('every operation has a name of its own, and every problem is application/problem+json', () => {
  const names = operations().map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, operation } of operations()) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      const types = Object.keys(answer.content ?? {})
      if (Number(status) >= 400) expect([name, status, types]).toEqual([name, status, ['application/problem+json']])
      expect(answer.description).not.toBe('Default Response')
    }
  }
})

it('both forms of a new listing are described', () => {
  const content = description.paths['/v1/listings']?.post?.requestBody?.content ?? {}
  expect(Object.keys(content)).toEqual(['application/json', 'multipart/form-data'])
  expect(content['multipart/form-data']?.schema).toMatchObject({
    properties: { photos: { type: 'array', items: { format: 'binary' } }, hints: { type: 'string' } },
  })
})

it('a record with a draft fits the schema that is published for it', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'api', ...description })
  const fits = ajv.compile({ $ref: 'api#/components/schemas/Listing' })
  const worker = createInternalClient({ apiUrl: test.url, workerKey, deadlineMs: 5_000 })
  const { body } = await test.call('POST', '/v1/listings', { body: { text: 't-shirt' } })
  await worker.writeDraft(body.listingId, draftOf({ needed: true }))
  await worker.close()
  const record = (await test.call('GET', `/v1/listings/${body.listingId}`)).body
  expect(fits(record) || fits.errors).toBe(true)
  expect(recordSchema.parse(record).state).toBe('needs-review')
  expect(fits({ ...record, state: 'lost' })).toBe(false)
})
