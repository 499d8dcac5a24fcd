import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDrafts } from '../../src/evals/read-drafts.ts'
import { readGold } from '../../src/evals/read-gold.ts'
import { scoreConfidence } from '../../src/evals/score-confidence.ts'
import { scoreDrafts } from '../../src/evals/score-drafts.ts'
import { tallyOutcomes } from '../../src/evals/tally-outcomes.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-evals-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const file = async (name: string, ...rows: unknown[]) => {
  const path = join(folder, name)
  await writeFile(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'))
  return path
}
const evidence = [{ read: 'seller-text', kind: 'text', start: 0, end: 4, quote: 'Zara' }]
const brand = (value: string | null) => ({
  value,
  label: value,
  status: value === null ? 'unknown' : 'stated',
  confidence: 0.9,
  evidence: value === null ? [] : evidence,
  conflicts: [],
})
const draft = (id: string, fields: Record<string, unknown>, state = 'draft') => ({ id, state, fields })
const gold = (id: string, fields: Record<string, unknown>) => ({ id, gold: fields, note: '' })

async function score(drafts: unknown[], golden: unknown[]) {
  return scoreDrafts(await readDrafts(await file('d', ...drafts)), await readGold(await file('g', ...golden)))
}

describe('drafts against gold', () => {
  test('null and absent gold is not scored, a field that the draft does not list is blank', async () => {
    const outcomes = await score(
      [draft('a', { brand: brand('Zara') })],
      [gold('a', { brand: 'Zara', category: null, size: 'unknown', color: ['red'] })],
    )
    expect(outcomes.map(({ field, verdict }) => [field, verdict])).toEqual([
      ['brand', 'right-value'],
      ['size', 'right-abstention'],
      ['color', 'missed'],
    ])
  })

  test('a listing without a draft, or with a failed one, is missed also where abstaining would have been right', async () => {
    const outcomes = await score(
      [draft('b', {}, 'failed')],
      [gold('a', { brand: 'unknown' }), gold('b', { brand: 'unknown' })],
    )
    expect(outcomes.map(({ verdict, drafted }) => ({ verdict, drafted }))).toEqual([
      { verdict: 'missed', drafted: false },
      { verdict: 'missed', drafted: false },
    ])
  })

  test('the tally counts each verdict once and keeps the order of a listing', async () => {
    const outcomes = await score(
      [draft('a', { brand: brand('Zara') }), draft('b', { brand: brand(null) }), draft('c', { brand: brand('H&M') })],
      [
        gold('a', { pattern: 'solid', brand: 'Zara' }),
        gold('b', { brand: 'unknown' }),
        gold('c', { brand: 'Mango', category: ['jeans'] }),
      ],
    )
    const tallies = tallyOutcomes(outcomes)
    expect(Object.keys(tallies)).toEqual(['category', 'brand', 'pattern'])
    expect(tallies.brand).toMatchObject({
      scored: 3,
      counts: { 'right-value': 1, 'right-abstention': 1, wrong: 1, missed: 0 },
      right: { count: 2, of: 3 },
      wrong: { count: 1, of: 3 },
    })
  })
})

describe('confidence against what came true', () => {
  test('values and blanks are told apart, and a field that is not in the draft has none', async () => {
    const outcomes = await score(
      [draft('a', { brand: brand('Zara') }), draft('b', { brand: brand(null) }), draft('c', { brand: brand('Zara') })],
      [gold('a', { brand: 'Zara', size: 'unknown' }), gold('b', { brand: 'Mango' }), gold('c', { brand: 'Mango' })],
    )
    expect(scoreConfidence(outcomes)).toMatchObject({
      values: { rows: 2, rightShare: 0.5, meanConfidence: 0.9, ece: expect.closeTo(0.4) },
      blanks: { rows: 1, rightShare: 0, meanConfidence: 0.9 },
    })
    expect(scoreConfidence([])).toEqual({ values: null, blanks: null })
  })
})

describe('files that cannot be scored are refused with file and line', () => {
  test.each([
    ['not JSON', ['{"id"'], /d, line 1: not JSON/],
    ['a repeated id', [draft('a', {}), draft('b', {}), draft('a', {})], /d, line 3: the id a is that of line 1/],
    ['a record without id', [{ fields: {} }], /d, line 1: id: not a record/],
    ['a field that is none', [draft('a', { brand: 'Zara' })], /d, line 1: fields\.brand/],
    ['no line', ['', ''], /d: there is no line in it/],
  ])('drafts: %s', async (_what, rows, message) => {
    await expect(readDrafts(await file('d', ...rows))).rejects.toThrow(message)
  })

  test.each([
    ['a repeated id', [gold('a', {}), gold('a', {})], /g, line 2: the id a is that of line 1/],
    ['drafts in its place', [draft('a', {})], /g, line 1: gold: not a gold row/],
    ['a size that is no size', ['', gold('a', { size: 'M' })], /g, line 2: gold for size cannot be "M"/],
  ])('gold: %s', async (_what, rows, message) => {
    await expect(readGold(await file('g', ...rows))).rejects.toThrow(message)
  })

  test('a file that is not there', async () => {
    await expect(readGold(join(folder, 'none'))).rejects.toThrow(/none: no such file/)
  })

  test('many problems are not all told', async () => {
    const lines = Array.from({ length: 30 }, () => 'x')
    await expect(readGold(await file('g', ...lines))).rejects.toThrow(/line 10: not JSON\nand 20 more$/)
  })
})
