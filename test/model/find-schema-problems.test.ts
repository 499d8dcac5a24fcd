import { describe, expect, it } from 'vitest'
import { findSchemaProblems } from '../../src/model/find-schema-problems.ts'

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
      'too many characters in all',
      closed({ a: { enum: Array.from({ length: 200 }, (_, n) => `${n}`.padStart(80, 'x')) } }),
      /16001 characters in names and values/,
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
