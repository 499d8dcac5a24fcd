import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctedField, correctionOf } from '../../src/domain/corrected-field.ts'

describe('a correction', () => {
  it('is sure, with a person as its evidence and nothing in conflict', () => {
    expect(correctedField(['navy'])).toEqual({
      value: ['navy'],
      label: 'navy',
      status: 'corrected',
      confidence: 1,
      evidence: [{ read: 'person', kind: 'person' }],
      conflicts: [],
    })
  })

  it.each([
    [null, 'unknown'],
    [{ status: 'unknown' }, 'unknown'],
    [{ status: 'not-applicable' }, 'not-applicable'],
  ])('to blank has no value and wins all the same: %j', (after, status) => {
    expect(correctedField(after, 'ignored')).toMatchObject({
      value: null,
      label: null,
      status,
      confidence: 1,
      evidence: [{ kind: 'person' }],
    })
  })

  it.each([
    ['t-shirts', 'T-shirts', 'T-shirts'],
    ['t-shirts', null, 't-shirts'],
    [{ system: 'alpha', label: 'M' }, null, 'M'],
    [
      [
        { id: 'cotton', percent: 60 },
        { id: 'linen', percent: null },
      ],
      null,
      'cotton, linen',
    ],
    [[{ name: 'chest', value: 50, unit: 'cm' }], null, 'chest'],
    [3, null, '3'],
    [[], null, null],
    [true, null, null],
  ])('of %j with the label %j shows %j', (after, label, shown) => {
    expect(correctedField(after, label).label).toBe(shown)
  })

  it('that was kept makes the same field again, whatever its value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (after) => {
        const field = correctedField(after)
        expect(correctedField(correctionOf(field))).toEqual(field)
      }),
    )
  })
})
