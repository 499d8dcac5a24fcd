import { describe, expect, test } from 'vitest'
import { tellFacts } from '../../src/copy/tell-facts.ts'
import type { Claim } from '../../src/domain/claim.ts'
import { correctedField } from '../../src/domain/corrected-field.ts'
import type { Field } from '../../src/domain/record.ts'
import { field, shirt, taxonomy, tell } from './copy-case.ts'

const span = (text: string, quote: string) => {
  const start = text.indexOf(quote)
  return { read: 'seller-text', kind: 'text' as const, start, end: start + quote.length, quote }
}
const names = (told: ReturnType<typeof tell>) => told.facts.map(({ field: id }) => id)

describe('what may be told', () => {
  test('is what is sure and undisputed', () => {
    expect(names(tell({ brand: shirt.brand, color: { ...shirt.color, confidence: 0.49 } }))).toEqual(['brand'])
  })

  test('leaves out both sides of a dispute, and the words that they were read from', () => {
    const text = 'Nice shirt, size M, worn twice'
    const size: Field = {
      ...field({ system: 'alpha', label: 'M' }, 'M'),
      evidence: [span(text, 'size M')],
      conflicts: [
        {
          value: { system: 'alpha', label: 'L' },
          label: 'L',
          evidence: [{ read: 'label', kind: 'label', photo: 1, quote: 'L' }],
        },
      ],
    }
    const told = tell({ ...shirt, size }, text)
    expect(names(told)).not.toContain('size')
    expect(told.words).toMatch(/^Nice shirt,\s+, worn twice$/)
    expect(told.withheld).toEqual(expect.arrayContaining(['M', 'L', 'size M']))
  })

  test('is what a person decided, and not what the text says against it', () => {
    const text = 'Blue shirt, hardly worn'
    const claim: Claim = {
      attribute: 'color',
      value: ['blue'],
      label: 'Blue',
      status: 'stated',
      confidence: 0.9,
      evidence: [span(text, 'Blue')],
    }
    const fields = { color: correctedField(['navy'], 'Navy') }
    const told = tellFacts({ fields, text, claims: [claim], confidenceMin: 0.5 }, taxonomy)
    expect(told.facts).toEqual([{ field: 'color', name: 'Color', words: 'Navy', value: ['navy'] }])
    expect(told.words).toBe('shirt, hardly worn')
    expect(told.withheld).toContain('Blue')
  })

  test('is not what a person said is blank', () => {
    const text = 'Gucci shirt'
    const claim: Claim = {
      attribute: 'brand',
      value: 'Gucci',
      label: 'Gucci',
      status: 'stated',
      confidence: 0.9,
      evidence: [span(text, 'Gucci')],
    }
    const told = tellFacts(
      { fields: { brand: correctedField(null, null) }, text, claims: [claim], confidenceMin: 0.5 },
      taxonomy,
    )
    expect(told.words).toBe('shirt')
    expect(told.withheld).toContain('Gucci')
  })

  test('has no markup and no control characters in it', () => {
    const told = tell({ brand: field('COS', '<b>C\u0000OS</b>\u202e') }, 'a<script>x</script>b')
    expect(told.facts[0]?.words).toBe('COS')
    expect(told.words).toBe('a x b')
  })
})
