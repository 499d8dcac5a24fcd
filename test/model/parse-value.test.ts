import { describe, expect, it } from 'vitest'
import { parseValue } from '../../src/model/parse-value.ts'
import type { Attribute } from '../../src/taxonomy/taxonomy.ts'
import { modelCase } from './model-case.ts'

const { taxonomy } = modelCase()
function parse(id: string, ...strings: string[]) {
  const attribute = taxonomy.attributes.find((candidate): candidate is Attribute => candidate.id === id)
  if (attribute === undefined) throw new Error(`the taxonomy has no ${id}`)
  return parseValue(taxonomy, attribute, strings)
}

describe('a model’s strings', () => {
  it.each([
    ['category', ['dresses'], 'dresses'],
    ['color', ['navy', ' red '], ['navy', 'red']],
    ['brand', ['Marlowe & Finch'], 'Marlowe & Finch'],
    ['size', ['alpha M'], { system: 'alpha', label: 'M' }],
    ['size', ['waist-inseam W32 L34'], { system: 'waist-inseam', label: 'W32 L34' }],
    [
      'material',
      ['60% cotton', '40 % polyester'],
      [
        { id: 'cotton', percent: 60 },
        { id: 'polyester', percent: 40 },
      ],
    ],
    ['material', ['wool'], [{ id: 'wool', percent: null }]],
    ['quantity', ['3'], 3],
    ['flaws', ['stain'], [{ id: 'stain', evidence: [] }]],
  ])('of %s become a value of the record', (attribute, strings, value) => {
    expect(parse(attribute, ...strings)).toMatchObject({ value, problem: null })
  })

  it.each([
    ['category', ['gadgets']],
    ['color', ['bluish']],
    ['size', ['M']],
    ['size', ['alpha huge']],
    ['size', ['alpha S', 'alpha M']],
    ['material', ['60% cotton', 'mostly 2 others']],
    ['material', ['80% cotton', '40% polyester']],
    ['quantity', ['a few']],
    ['brand', ['']],
  ])('of %s that are no value say why', (attribute, strings) => {
    expect(parse(attribute, ...strings)).toMatchObject({ value: null, problem: expect.stringMatching(/./) })
  })
})
