import { describe, expect, it } from 'vitest'
import { claimSchema } from '../../src/domain/claim.ts'
import { fieldSchema } from '../../src/domain/record.ts'
import type { Said } from '../../src/model/said.ts'
import { saidToClaims } from '../../src/model/said-to-claims.ts'
import { modelCase, neighbor } from './model-case.ts'

const { taxonomy } = modelCase()
const seen = {
  text: 'Blue cotton dress, size M, Größe passt',
  hints: ['Marlowe & Finch'],
  photos: [0, 2],
  neighbors: [{ id: neighbor.id, score: neighbor.score, values: { color: ['navy'], brand: 'Marlowe' } }],
}
const photo = (number: number) => ({ photo: number, quote: null })
const quote = (words: string) => ({ photo: null, quote: words })

function read(said: Partial<Said>[]) {
  const full = said.map((saying): Said => ({ field: 'color', applies: 'yes', evidence: [], values: [], ...saying }))
  const result = saidToClaims(full, seen, taxonomy, 'model')
  for (const claim of result.claims) claimSchema.parse(claim)
  return { ...result, claim: (id: string) => result.claims.find(({ attribute }) => attribute === id) }
}

describe('what a model says', () => {
  it('is observed where a photo shows it', () => {
    expect(read([{ evidence: [photo(2)], values: ['navy'] }]).claim('color')).toMatchObject({
      value: ['navy'],
      label: 'Navy',
      status: 'observed',
      evidence: [{ read: 'model', kind: 'photo', photo: 2 }],
    })
  })

  it('is observed on a label where it quotes words in a photo', () => {
    const found = read([
      { field: 'brand', evidence: [{ photo: 0, quote: 'Marlowe & Finch' }], values: ['Marlowe & Finch'] },
    ])
    expect(found.claim('brand')).toMatchObject({
      status: 'observed',
      evidence: [{ kind: 'label', photo: 0, quote: 'Marlowe & Finch' }],
    })
  })

  it('is stated only where the value itself stands in the seller’s words', () => {
    const stated = read([{ field: 'size', evidence: [quote('SIZE  m')], values: ['alpha M'] }]).claim('size')
    expect(stated).toMatchObject({
      value: { system: 'alpha', label: 'M' },
      status: 'stated',
      evidence: [{ kind: 'text', start: 19, end: 25, quote: 'size M' }],
    })
    expect(read([{ evidence: [quote('dress')], values: ['navy'] }]).claim('color')?.status).toBe('inferred')
    // "dress" is the taxonomy's word for it, though its label is "Dresses".
    const category = read([{ field: 'category', evidence: [quote('dress')], values: ['dresses'] }]).claim('category')
    expect(category?.status).toBe('stated')
  })

  it('is dropped where none of its evidence is in the input', () => {
    const found = read([{ evidence: [photo(1), quote('navy blue')], values: ['green'] }])
    expect(found.claim('color')).toBeUndefined()
    expect(found.dropped.map(({ attribute, code }) => `${attribute} ${code}`)).toEqual([
      'color photo-not-shown',
      'color quote-not-in-text',
      'color no-evidence',
    ])
  })

  it('counts less where some of its evidence is invented', () => {
    const honest = read([{ evidence: [photo(0)], values: ['navy'] }]).claim('color')
    const partly = read([{ evidence: [photo(0), photo(7)], values: ['navy'] }]).claim('color')
    expect(partly?.evidence).toEqual(honest?.evidence)
    expect(partly?.confidence).toBeLessThan(honest?.confidence ?? 0)
    const { dropped } = read([{ evidence: [photo(0), photo(7)], values: ['navy'] }])
    expect(dropped).toEqual([{ attribute: 'color', code: 'photo-not-shown', reason: 'no photo 7 was shown' }])
  })

  it('may rest on what the seller filled in beside the text', () => {
    const { claim, dropped } = read([
      { field: 'brand', evidence: [quote('Marlowe & Finch')], values: ['Marlowe & Finch'] },
    ])
    expect(claim('brand')?.evidence).toEqual([{ read: 'hint', kind: 'person' }])
    expect(dropped).toEqual([])
  })

  it('is inferred, weakly, where nothing shows it but a similar item has it', () => {
    expect(read([{ values: ['navy'] }]).claim('color')).toMatchObject({
      status: 'inferred',
      confidence: 0.4,
      evidence: [{ kind: 'neighbor', neighbor: 'closet-9/77', score: 0.83 }],
    })
  })

  it('is dropped where the taxonomy does not know the field or the value', () => {
    const { claims, dropped } = read([
      { field: 'colour', evidence: [photo(0)], values: ['blue'] },
      { evidence: [photo(0)], values: ['bluish'] },
    ])
    expect(claims).toEqual([])
    expect(dropped.map(({ attribute, code }) => `${attribute} ${code}`)).toEqual([
      'colour field-unknown',
      'color value-unknown',
    ])
  })

  it('is not-applicable, unknown or a value: three different answers', () => {
    const { claim } = read([
      { field: 'size', applies: 'no' },
      { field: 'brand', applies: 'cannot-tell' },
      { field: 'color', applies: 'yes', evidence: [photo(0)], values: [] },
      { field: 'category', evidence: [quote('dress')], values: ['dresses'] },
    ])
    expect(claim('size')).toMatchObject({ value: null, status: 'not-applicable' })
    expect(claim('brand')).toMatchObject({ value: null, status: 'unknown' })
    expect(claim('color')).toMatchObject({ value: null, status: 'unknown' })
    expect(claim('category')).toMatchObject({ value: 'dresses' })
  })

  it('never gives a value together with an answer that says there is none', () => {
    expect(read([{ applies: 'no', evidence: [photo(0)], values: ['navy'] }]).claim('color')?.value).toBeNull()
  })

  it('is a whole value where one of several was chosen, held to the taxonomy like any other', () => {
    const whole = { system: 'alpha', label: 'L' }
    const { claim } = read([{ field: 'size', evidence: [{ photo: 0, quote: 'L' }], whole }])
    expect(claim('size')).toMatchObject({ value: whole, label: 'L', status: 'observed' })
    expect(read([{ field: 'size', evidence: [photo(0)], whole: 'L' }]).claim('size')).toBeUndefined()
  })

  it('is signed with the read that said it', () => {
    const { claims } = saidToClaims(
      [{ field: 'color', applies: 'yes', evidence: [photo(0)], values: ['navy'] }],
      seen,
      taxonomy,
      'model-second',
    )
    expect(claims[0]?.evidence).toEqual([{ read: 'model-second', kind: 'photo', photo: 0 }])
  })

  it('fits the record: every claim can stand as a field', () => {
    const { claims } = read([
      { evidence: [photo(0)], values: ['navy'] },
      { field: 'size', applies: 'no' },
    ])
    for (const { attribute: _, ...claim } of claims)
      expect(fieldSchema.safeParse({ ...claim, conflicts: [] }).success).toBe(true)
  })
})
