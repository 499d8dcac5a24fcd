import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { failureTable, scoreTable } from '../../src/cli/score-table.ts'
import type { Outcome } from '../../src/evals/score-drafts.ts'
import { tallyOutcomes } from '../../src/evals/tally-outcomes.ts'

const outcome = (field: string, over: Partial<Outcome> = {}): Outcome => ({
  id: 'g1',
  field,
  verdict: 'right-value',
  got: 'a',
  gold: 'a',
  confidence: 0.9,
  drafted: true,
  ...over,
})
const lines = (table: string) => stripVTControlCharacters(table).split('\n')

test.each([80, 100])('the scores keep each field on a line in %i columns', (width) => {
  const outcomes = ['category', 'sleeve-length'].flatMap((field) =>
    Array.from({ length: 1_234 }, (_, index) => outcome(field, { verdict: index % 9 === 0 ? 'wrong' : 'right-value' })),
  )
  const [head, ...rows] = lines(scoreTable(tallyOutcomes(outcomes), width))
  expect(head).toMatch(/^field +rows +value +blank +wrong +missed +right % +wrong %$/)
  expect(rows).toEqual([
    'category        1234   1096      0    138       0   88.8 (87–91)  11.2 (9.5–13)',
    'sleeve-length   1234   1096      0    138       0   88.8 (87–91)  11.2 (9.5–13)',
  ])
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(80)
})

test('failures show what the draft has and what gold accepts, and nothing that would steer a terminal', () => {
  const table = failureTable(
    [
      outcome('size', { verdict: 'wrong', got: { system: 'de', label: '36' }, gold: { system: 'uk', label: '10' } }),
      outcome('material', { verdict: 'missed', got: null, gold: ['cotton', 'linen'] }),
      outcome('flaws', { verdict: 'wrong', got: [{ id: 'hole', evidence: [] }], gold: [] }),
      outcome('brand', { verdict: 'wrong', got: 'Za\u001b[2Jra', gold: 'unknown' }),
      outcome('brand', { verdict: 'missed', got: null, gold: 'Zara', drafted: false }),
    ],
    100,
  )
  expect(table).not.toContain('\u001b[2J')
  expect(lines(table).map((line) => line.split(/ {2,}/))).toEqual([
    ['listing', 'field', 'verdict', 'draft', 'gold'],
    ['g1', 'size', 'wrong', 'de 36', 'uk 10'],
    ['g1', 'material', 'missed', 'blank', 'cotton, linen'],
    ['g1', 'flaws', 'wrong', 'hole', 'none'],
    ['g1', 'brand', 'wrong', 'Za [2Jra', 'unknown'],
    ['g1', 'brand', 'missed', 'no draft', 'Zara'],
  ])
})
