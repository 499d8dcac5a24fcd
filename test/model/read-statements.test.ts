import { describe, expect, it } from 'vitest'
import { readStatements } from '../../src/model/read-statements.ts'
import type { WireEvidence } from '../../src/model/wire-forms.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const seen = (photo: number): WireEvidence[] => [{ photo, quote: null }]
const readIn = (photo: number, quote: string): WireEvidence[] => [{ photo, quote }]
const inText = (quote: string): WireEvidence[] => [{ photo: null, quote }]
function read(...statements: [about: string, value: string, evidence: WireEvidence[]][]) {
  const made = statements.map(([about, value, evidence]) => ({ about, value, evidence }))
  return readStatements({ statements: made }, taxonomy)
}
const values = (result: ReturnType<typeof read>) => result.said.map(({ field, values: one }) => [field, one])

describe('statements in plain words', () => {
  it('are about the fields that their words mean', () => {
    expect(
      values(
        read(
          ['item type', 'midi dress', seen(0)],
          ['Fabric', '100% linen', readIn(1, '100% LINEN')],
          ['Sleeve length', 'short', seen(0)],
          ['colour', 'navy', seen(0)],
        ),
      ),
    ).toEqual([
      ['category', ['dresses']],
      ['material', ['100% linen']],
      ['sleeve-length', ['short']],
      ['color', ['navy']],
    ])
  })

  it('are about the one field that is named among several words, and about none where two are', () => {
    expect(values(read(['material composition', 'wool', seen(0)], ['size on the tag', 'M', readIn(0, 'M')]))).toEqual([
      ['material', ['wool']],
      ['size', ['alpha M']],
    ])
    expect(read(['color of the brand', 'red', seen(0)]).said).toEqual([])
  })

  it('that name no field or no value of one are left out, with the reason', () => {
    const { said, dropped } = read(['smell', 'lavender', seen(0)], ['pattern', 'moonstruck', seen(0)])
    expect(said).toEqual([])
    expect(dropped.map(({ attribute, code }) => `${attribute} ${code}`)).toEqual([
      'smell field-unknown',
      'pattern value-unknown',
    ])
  })

  it('that say the same of one field are one, with the evidence of all', () => {
    const { said } = read(['color', 'navy', seen(0)], ['color', 'navy blue', seen(1)])
    expect(said).toMatchObject([{ field: 'color', values: ['navy'], evidence: [...seen(0), ...seen(1)] }])
  })

  it('that are written and that are seen are kept apart: the two may differ, and that is worth knowing', () => {
    expect(values(read(['size', 'L', readIn(2, 'L')], ['size', 'M', inText('size M')]))).toEqual([
      ['size', ['alpha L']],
    ])
    expect(
      values(read(['material', 'leather', seen(0)], ['material', '100% polyester', readIn(1, '100% PL')])),
    ).toEqual([
      ['material', ['leather']],
      ['material', ['100% polyester']],
    ])
  })

  it('about flaws add up; two words for the color of one shirt do not', () => {
    expect(values(read(['flaw', 'small hole', seen(0)], ['stain', 'a stain', seen(1)]))).toEqual([
      ['flaws', ['hole', 'stain']],
    ])
    expect(values(read(['color', 'blue', seen(0)], ['color', 'gray', seen(1)]))).toEqual([['color', ['blue']]])
  })
})
