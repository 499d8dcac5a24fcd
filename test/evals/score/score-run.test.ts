import { expect, test } from 'vitest'
import { scoreRun } from '../../../src/evals/score/score-run.ts'
import { evalCase, evalRow, field, storedRun } from '../eval-case.ts'

const cases = [
  evalCase('a', { brand: 'Zara', category: ['dresses'] }),
  evalCase('b', { brand: 'unknown', category: ['dresses'] }),
  evalCase('c', { brand: 'Gap', category: ['jeans'] }),
]
const rows = [
  evalRow('a', { brand: field('Zara'), category: field('dresses') }),
  evalRow('b', { brand: field('Zara', 0.4), category: field(null) }),
  evalRow('c', null),
]

test('the three tiers are told apart, and a case without a draft is missed in every field', () => {
  const { fields, all, failed } = scoreRun(storedRun('run', cases, rows))
  expect(fields.brand?.counts).toEqual({ NN: 0, NV: 1, VN: 1, VC: 1, VW: 0 })
  expect(fields.brand?.told).toMatchObject({ count: 1, of: 3 })
  expect(fields.brand?.value).toMatchObject({ count: 1, of: 1 })
  expect(fields.brand?.right).toMatchObject({ count: 1, of: 3 })
  expect(fields.brand?.wrong).toMatchObject({ count: 1, of: 3 })
  expect(fields.brand?.extraction).toEqual({ precision: 50, recall: 50, f1: 50 })
  expect(all.scored).toBe(6)
  expect(failed).toEqual([{ id: 'c', code: 'model-timeout' }])
})

test('slices are those of gold, and evidence that is not in the input is named', () => {
  const made = [evalRow('a', { brand: field('Zara') }), evalRow('b', { brand: field('Gap') })]
  const moved = [cases[0], { ...cases[1], text: 'a dress of Zara' }].flatMap((each) =>
    each === undefined ? [] : [each],
  )
  const { slices, evidence } = scoreRun(storedRun('run', moved as typeof cases, made))
  expect(Object.keys(slices.category ?? {})).toEqual(['dresses'])
  expect(evidence).toMatchObject({ pieces: 2, found: 1, missing: [{ id: 'b', field: 'brand' }] })
})

test('what a run took: dollars, calls without a price, calls from kept answers, and times that some case took', () => {
  const call = (outcome: string, costUsd: number | null) => ({
    ...{ id: outcome, listingId: 'l', step: 's', model: 'm', endpoint: 'e', prompt: 'p', outcome, costUsd, ms: 5 },
    usage: { input: 100, cached: 0, output: 10 },
  })
  const made = [10, 20, 30, 1_000].map((ms, place) =>
    evalRow(
      `${place}`,
      { brand: field('Zara') },
      { ms, calls: [call('ok', 0.01), call('cached', 0), call('ok', null)] },
    ),
  )
  const { expense } = scoreRun(
    storedRun(
      'run',
      made.map(({ id }) => evalCase(id, { brand: 'Zara' })),
      made,
    ),
  )
  expect(expense).toMatchObject({
    calls: 12,
    unpriced: 4,
    tokens: { input: 1200, output: 120 },
    ms: { p50: 20, p95: 1_000 },
  })
  expect(expense.costUsd).toBeCloseTo(0.04, 12)
  expect(expense.costPerUnreviewedUsd).toBeNull()
  expect(expense.cachedShare).toBeCloseTo(1 / 3, 12)
})

test('repeats that come out otherwise lower the stability, and only repeats have one', () => {
  const both = [
    evalRow('a', { brand: field('Zara'), category: field('dresses') }),
    evalRow('a', { brand: field('Gap'), category: field('dresses') }, { repeat: 1 }),
  ]
  expect(scoreRun(storedRun('run', cases.slice(0, 1), both, 2)).stability).toMatchObject({ count: 1, of: 2 })
  expect(scoreRun(storedRun('run', cases, rows)).stability).toBeNull()
})

test("gold's silence counts where the suite says so: an invented value then is one; null is never scored", () => {
  const one = [evalCase('a', { brand: 'Zara', size: null })]
  const run = storedRun('run', one, [evalRow('a', { brand: field('Zara'), color: field('red'), size: field('M') })])
  expect(scoreRun(run).all.counts).toMatchObject({ VC: 1, NV: 0 })
  const about = { ...run.about, mode: 'unlisted-as-none' as const, fields: ['brand', 'color', 'size', 'era'] }
  expect(scoreRun({ ...run, about }).all.counts).toEqual({ NN: 1, NV: 1, VN: 0, VC: 1, VW: 0 })
})

test('what the copy says is judged as fields of its own', () => {
  const row = evalRow('a', { brand: field('Zara') })
  const copy = { title: { text: 'Zara dress, red', aiWritten: false } }
  const titled = { ...row, draft: row.draft === null ? null : { ...row.draft, copy } }
  const { fields } = scoreRun(storedRun('run', [evalCase('a', { title: 'Red Zara dress' })], [titled]))
  expect(fields.title?.counts).toMatchObject({ VC: 1 })
})

test('answers that did not fit their schema are counted by what was wrong; calls that nobody answered are not', () => {
  const call = (outcome: string, output: number) => ({
    ...{ id: outcome, listingId: 'l', step: 's', model: 'm', endpoint: 'e', prompt: 'p', outcome, costUsd: 0, ms: 5 },
    usage: { input: output * 10, cached: 0, output },
  })
  const calls = [call('ok', 9), call('cached', 0), call('model-wrong-shape', 9), call('model-unavailable', 0)]
  const { answers } = scoreRun(storedRun('run', cases, [evalRow('a', { brand: field('Zara') }, { calls })]))
  expect(answers).toEqual({ answers: 3, fit: 2, problems: { 'model-wrong-shape': 1 } })
})

test('a text of other words is right where a judge says that it says the same, and only that very text', () => {
  const row = evalRow('a', { brand: field('Zara') })
  const copy = { title: { text: 'Frock in scarlet', aiWritten: true } }
  const judgment = { id: 'a', repeat: 0, field: 'title', same: true, reason: '', judge: 'p m', costUsd: null }
  const rightShare = (got: string) => {
    const judged = {
      ...row,
      draft: row.draft === null ? null : { ...row.draft, copy },
      judgments: [{ ...judgment, got }],
    }
    return scoreRun(storedRun('run', [evalCase('a', { title: 'Red dress' })], [judged])).fields.title?.right.share
  }
  expect(rightShare('Frock in scarlet')).toBe(1)
  expect(rightShare('Another text')).toBe(0)
})
