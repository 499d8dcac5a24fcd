import { describe, expect, it } from 'vitest'
import { findSchemaProblems } from '../../src/model/find-schema-problems.ts'
import { createWireSchema } from '../../src/model/wire-schema.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

describe('the wire schema', () => {
  it('fits the strict limits and those of older models, Azure and local servers', () => {
    const { jsonSchema } = createWireSchema(taxonomy)
    expect(findSchemaProblems(jsonSchema, 'strict')).toEqual([])
    expect(findSchemaProblems(jsonSchema, 'portable')).toEqual([])
  })

  it('is constant: the same taxonomy gives the same schema', () => {
    expect(createWireSchema(taxonomy)).toMatchObject({ version: createWireSchema({ ...taxonomy, brands: [] }).version })
  })

  it('asks for applicability and evidence before the value', () => {
    const text = JSON.stringify(createWireSchema(taxonomy).jsonSchema)
    const places = ['"applies":', '"evidence":{', '"values":'].map((key) => text.indexOf(key, text.indexOf('"field":')))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    const required = JSON.stringify(createWireSchema(taxonomy).jsonSchema).match(/"required":\[[^\]]*\]/g)
    expect(required).toContain('"required":["field","applies","evidence","values"]')
    expect(required).toContain('"required":["evidence","value"]')
  })

  it('names every category and field of the taxonomy, and no category among the fields', () => {
    const text = JSON.stringify(createWireSchema(taxonomy).jsonSchema)
    const enums = (text.match(/"enum":\[[^\]]*\]/g) ?? []).map((found) => JSON.parse(found.slice(7)) as string[])
    expect(enums).toContainEqual(taxonomy.categories.map(({ id }) => id))
    expect(enums).toContainEqual(taxonomy.attributes.map(({ id }) => id).filter((id) => id !== 'category'))
  })

  it('stays inside the limits with a taxonomy of thousands of categories', () => {
    const [first] = taxonomy.categories
    if (first === undefined) throw new Error('the taxonomy has no category')
    const categories = Array.from({ length: 5_000 }, (_, place) => ({ ...first, id: `category-${place}` }))
    expect(findSchemaProblems(createWireSchema({ ...taxonomy, categories }).jsonSchema, 'portable')).toEqual([])
  })
})

describe('the limits of schemas', () => {
  const closed = (properties: Record<string, unknown>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  })
  it.each([
    ['an open object', { ...closed({}), additionalProperties: true }, /not closed/],
    ['an optional key', { ...closed({ a: { type: 'string' } }), required: [] }, /a: not required/],
    ['a default', closed({ a: { type: 'string', default: 'x' } }), /default is refused/],
    ['a nested allOf', closed({ a: { type: 'array', items: { allOf: [] } } }), /allOf is refused/],
    [
      'an optional key under anyOf',
      closed({ a: { anyOf: [{ ...closed({ b: {} }), required: [] }] } }),
      /b: not required/,
    ],
    ['a root that is a list', { type: 'array', items: {} }, /root/],
    ['too many enum values', closed({ a: { enum: Array.from({ length: 501 }, (_, n) => `${n}`) } }), /501 enum values/],
    [
      'too many properties',
      closed(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, { type: 'string' }]))),
      /101 properties/,
    ],
    [
      'too many levels',
      [1, 2, 3, 4, 5].reduce<Record<string, unknown>>((inner) => closed({ a: inner }), closed({})),
      /6 levels/,
    ],
    [
      'an enum of long words',
      closed({ a: { enum: Array.from({ length: 251 }, (_, n) => `${n}`.padStart(100, 'x')) } }),
      /characters/,
    ],
  ])('refuse %s', (_, schema, problem) => {
    expect(findSchemaProblems(schema, 'portable').join('\n')).toMatch(problem)
  })
})
