import { describe, expect, it } from 'vitest'
import { createWireSchemas, type WireSchemas } from '../../src/model/create-wire-schemas.ts'
import { findSchemaProblems } from '../../src/model/find-schema-problems.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import type { Taxonomy } from '../../src/taxonomy/taxonomy.ts'
import { manyCategories } from './many-categories.ts'

const taxonomy = await loadTaxonomy()
const schemas = createWireSchemas(taxonomy)
const all = ({ category, groups, always, statements, verdicts }: WireSchemas) => [
  category,
  ...groups.map(({ schema }) => schema),
  always.schema,
  statements,
  verdicts,
]
const groupOf = (category: string, of = schemas) => {
  const group = of.groups.find(({ categories }) => categories.includes(category))
  if (group === undefined) throw new Error(`no group has ${category}`)
  return group
}
/** An attribute of its own with so many values, taken by every category. */
function withAttributes(count: number, valueCount: number): Taxonomy {
  const [some] = taxonomy.attributes.filter(({ kind, always }) => kind === 'one' && !always)
  if (some === undefined) throw new Error('there is no such attribute')
  const own = Array.from({ length: count }, (_, at) => ({
    ...some,
    id: `own-${at}`,
    categories: taxonomy.categories.map(({ id }) => id),
    values: Array.from({ length: valueCount }, (_, value) => ({
      id: `value-${at}-${value}`,
      label: `${value}`,
      definition: null,
      words: {},
    })),
  }))
  return { ...taxonomy, attributes: [...taxonomy.attributes, ...own] }
}

describe('the wire schemas', () => {
  it('fit the strict limits and those of older models, Azure and local servers, every one of them', () => {
    for (const { name, jsonSchema } of all(schemas)) {
      expect([name, findSchemaProblems(jsonSchema, 'strict')]).toEqual([name, []])
      expect([name, findSchemaProblems(jsonSchema, 'portable')]).toEqual([name, []])
    }
  })

  it('are few, and constant: the same taxonomy gives the same schemas', () => {
    expect(all(schemas).length).toBeLessThanOrEqual(12)
    expect(all(createWireSchemas({ ...taxonomy, brands: [] }))).toEqual(all(schemas))
    expect(createWireSchemas(taxonomy)).toBe(schemas)
  })

  it('hold every category once, with every field that it takes', () => {
    const held = schemas.groups.flatMap(({ categories }) => categories)
    expect(held.toSorted()).toEqual(taxonomy.categories.map(({ id }) => id).toSorted())
    for (const { id } of taxonomy.categories) {
      const taken = taxonomy.attributes.filter(({ categories }) => categories.includes(id)).map((one) => one.id)
      expect(Object.keys(groupOf(id).sections)).toEqual(
        expect.arrayContaining(taken.filter((one) => one !== 'category')),
      )
    }
  })

  it('put together what takes the same attributes', () => {
    expect(groupOf('dresses')).toBe(groupOf('t-shirts'))
    expect(groupOf('jeans')).toBe(groupOf('shorts'))
    for (const other of ['jeans', 'boots', 'handbags', 'rings']) expect(groupOf('dresses')).not.toBe(groupOf(other))
  })

  it('ask for applicability and evidence before the value', () => {
    const text = JSON.stringify(groupOf('dresses').schema.jsonSchema)
    const required = text.match(/"required":\[[^\]]*\]/g)
    expect(required?.filter((one) => one === '"required":["field","applies","evidence","values"]')).toHaveLength(3)
    expect(required).toContain('"required":["evidence","fits"]')
    expect(JSON.stringify(schemas.category.jsonSchema)).toContain('"required":["evidence","choice","words"]')
  })

  it('take a vocabulary that can be listed by its ids, a large one by slots, and words where nothing else would do', () => {
    expect(groupOf('dresses').sections).toMatchObject({
      neckline: 'chosen',
      'dress-type': 'chosen',
      features: 'slotted',
      brand: 'slotted',
      material: 'slotted',
      size: 'written',
      measurements: 'written',
    })
    expect(groupOf('sneakers').sections['shoe-type']).toBe('slotted')
    const text = JSON.stringify(groupOf('dresses').schema.jsonSchema)
    expect(text).toContain('"c20","other","none"')
  })

  it('hold each list to its fields, and repeat no values that the lines of the fields list', () => {
    const { schema, sections } = groupOf('dresses')
    const text = JSON.stringify(schema.jsonSchema)
    for (const field of Object.keys(sections)) expect(text.split(`"${field}"`)).toHaveLength(2)
    for (const value of ['v-neck', 'women', 'cashmere']) expect(text).not.toContain(`"${value}"`)
  })

  it('stay inside the limits however many values there are', () => {
    const group = groupOf('dresses', createWireSchemas(withAttributes(20, 500)))
    expect(findSchemaProblems(group.schema.jsonSchema, 'portable')).toEqual([])
    expect(group.sections['own-0']).toBe('slotted')
    expect(group.sections.neckline).toBe('chosen')
  })

  it('stay inside the limits with thousands of categories, which are then chosen by slots', () => {
    const many = createWireSchemas(manyCategories(taxonomy))
    expect(many.categoryBySlots).toBe(true)
    expect(all(many).length).toBeLessThanOrEqual(12)
    for (const { jsonSchema } of all(many)) expect(findSchemaProblems(jsonSchema, 'portable')).toEqual([])
  })

  it('that no server would take are refused when they are made, and not with the first listing', () => {
    expect(() => createWireSchemas(withAttributes(600, 2))).toThrow(
      expect.objectContaining({ code: 'wire-schema-invalid', disposition: 'give-up' }),
    )
  })
})
