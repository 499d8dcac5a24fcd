import { describe, expect, test } from 'vitest'
import { fieldRule } from '../../src/evals/field-rule.ts'

const size = (system: string, label: string) => ({ system, label })
const parts = (...ids: string[]) => ids.map((id) => ({ id, percent: null }))
const flaws = (...ids: string[]) => ids.map((id) => ({ id, evidence: [] }))

/** What the guide of the golden files says, a case a line: field, what the draft has, gold, verdict. */
const cases: [string, unknown, unknown, string][] = [
  ['category', 'pants', ['jeans', 'pants'], 'right-value'],
  ['category', 'skirts', ['jeans', 'pants'], 'wrong'],
  ['category', null, ['jeans'], 'missed'],
  ['condition', null, 'unknown', 'right-abstention'],
  ['condition', 'good', 'unknown', 'wrong'],
  ['condition', null, ['good', 'unknown'], 'right-abstention'],
  ['condition', 'good', ['good', 'unknown'], 'right-value'],
  // Names that every object of the language answers to.
  ['constructor', null, 'unknown', 'right-abstention'],
  ['toString', null, 'x', 'missed'],
  ['department', 'women', 'women', 'right-value'],
  ['pattern', 'striped', 'striped', 'right-value'],
  ['color', ['navy', 'white'], ['blue', 'navy'], 'right-value'],
  ['color', ['white', 'navy'], ['blue', 'navy'], 'wrong'],
  ['color', ['red'], 'unknown', 'wrong'],
  ['brand', 'LEVIS', "Levi's", 'right-value'],
  ['brand', 'Chloe', 'Chloé', 'right-value'],
  ['brand', 'Guess', ['GUESS', 'Guess Jeans'], 'right-value'],
  ['brand', 'Zara', 'unknown', 'wrong'],
  ['brand', null, 'unknown', 'right-abstention'],
  ['brand', 'Zara', 'Zara Home', 'wrong'],
  ['size', size('alpha', 'm'), size('alpha', 'M'), 'right-value'],
  ['size', size('eu', '38'), size('fr', '38'), 'wrong'],
  ['size', size('eu', '38'), size('number', '38'), 'right-value'],
  ['size', size('number', '38'), size('de', '38'), 'right-value'],
  ['size', size('number', '74'), size('baby', '74'), 'right-value'],
  ['size', size('number', '7'), size('ring', '7'), 'wrong'],
  ['size', size('number', '40'), size('number', '38'), 'wrong'],
  ['size', size('eu', '38'), 'unknown', 'wrong'],
  ['size', null, size('eu', '38'), 'missed'],
  ['material', parts('cotton', 'elastane'), ['elastane', 'cotton'], 'right-value'],
  ['material', parts('cotton'), ['cotton', 'elastane'], 'wrong'],
  ['material', parts('cotton', 'elastane'), ['cotton'], 'wrong'],
  ['material', null, 'unknown', 'right-abstention'],
  ['flaws', flaws('stain', 'hole'), ['stain', 'pilling'], 'right-value'],
  ['flaws', flaws('hole'), ['stain'], 'wrong'],
  ['flaws', flaws('hole'), [], 'wrong'],
  ['flaws', flaws(), [], 'right-abstention'],
  ['flaws', null, [], 'right-abstention'],
  ['flaws', flaws(), ['stain'], 'missed'],
  ['quantity', null, 1, 'right-value'],
  ['quantity', 1, 1, 'right-value'],
  ['quantity', 3, 3, 'right-value'],
  ['quantity', null, 3, 'wrong'],
  ['quantity', 2, 1, 'wrong'],
  ['sleeve-length', null, 'not-applicable', 'right-abstention'],
]

describe('the rules of the guide', () => {
  test.each(cases)('%s: %j where gold is %j is %s', (field, got, gold, verdict) => {
    const rule = fieldRule(field)
    expect(rule.gold.safeParse(gold).success).toBe(true)
    expect(rule.judge(got, gold)).toBe(verdict)
  })

  test.each([
    ['size', 'M'],
    ['quantity', 'two'],
    ['material', 'cotton'],
    ['flaws', 'stain'],
    ['category', []],
    ['brand', 7],
  ])('gold for %s that cannot be compared (%j) is refused, not scored', (field, gold) => {
    expect(fieldRule(field).gold.safeParse(gold).success).toBe(false)
  })
})
