import { expect, test } from 'vitest'
import { measuredRule } from '../../src/evals/measured-rule.ts'
import { similarity, similarRule } from '../../src/evals/similar-rule.ts'

const chest = (value: number, unit: string) => ({ name: 'chest', value, unit })

test.each([
  ['the same in another unit', [chest(19, 'in')], [chest(48, 'cm')], 'right-value'],
  ['beyond rounding', [chest(19, 'in')], [chest(50, 'cm')], 'wrong'],
  ['another kind of unit', [chest(19, 'cm')], [chest(19, 'g')], 'wrong'],
  ['a unit that nobody knows, alike', [chest(2, 'hands')], [chest(2, 'hands')], 'right-value'],
  ['one of two', [chest(48, 'cm')], [chest(48, 'cm'), { name: 'length', value: 70, unit: 'cm' }], 'missed'],
  ['none', null, [chest(48, 'cm')], 'missed'],
  ['invented', [chest(48, 'cm')], 'unknown', 'wrong'],
  ['rightly none', null, [], 'right-abstention'],
])('measurements: %s', (_, got, gold, verdict) => {
  expect(measuredRule.judge(got, gold)).toBe(verdict)
})

test('texts are alike by their words, each as often as it occurs', () => {
  expect(similarity('Blue wool coat', 'COAT, blue wool')).toBe(1)
  expect(similarity('a a a', 'a b c')).toBeCloseTo(1 / 3, 12)
  expect(similarity('', '')).toBe(1)
  expect(similarRule.judge('Blue wool coat M', ['Red dress', 'Blue wool coat size M'])).toBe('right-value')
  expect(similarRule.judge('Blue coat', 'Green linen trousers')).toBe('wrong')
  expect(similarRule.judge(null, 'Blue coat')).toBe('missed')
})
