import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctedField, correctionOf } from '../../src/domain/corrected-field.ts'

describe('a correction', () => {
  it('is sure, with a person as its evidence and nothing in conflict', () => {
    expect(correctedField(['navy'], 'Navy')).toEqual({
      value: ['navy'],
      label: 'Navy',
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

  it('that was kept makes the same field again, whatever its value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (after) => {
        const field = correctedField(after, null)
        expect(correctedField(correctionOf(field), null)).toEqual(field)
      }),
    )
  })
})
