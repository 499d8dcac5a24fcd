import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readBaseline, writeBaseline } from '../../../src/evals/score/baseline.ts'
import { checkGates } from '../../../src/evals/score/check-gates.ts'
import { compareRuns } from '../../../src/evals/score/compare-runs.ts'
import { gatesAsJUnit, gatesAsMarkdown } from '../../../src/evals/score/gate-reports.ts'
import { type JudgedRun, judgeRun } from '../../../src/evals/score/judge-run.ts'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import { evalCase, evalRow, field, storedRun } from '../eval-case.ts'

/** 60 cases, of which so many have the brand wrong; the category is always right. */
function run(name: string, wrong: number): JudgedRun {
  const cases = Array.from({ length: 60 }, (_, place) =>
    evalCase(`case-${place}`, { brand: 'Zara', category: [place % 2 === 0 ? 'dresses' : 'jeans'] }),
  )
  const rows = cases.map(({ id, gold }, place) =>
    evalRow(id, {
      brand: field(place < wrong ? 'Gap' : 'Zara'),
      category: field((gold.category as string[])[0] ?? null),
    }),
  )
  return judgeRun(storedRun(name, cases, rows))
}
const gate = (more: object) => ({ field: 'brand', score: 'right' as const, ...more })
const check = (judged: JudgedRun, gates: object[], baseline: JudgedRun | null = null) =>
  checkGates(judged, gates.map(gate), baseline, () => createRandom(1))

test('a worse run fails the gate on the field that got worse, and the cases are named; a tie passes', () => {
  const [better, worse] = [run('before', 2), run('after', 20)]
  const gates = [{ drop: 0.05 }, { field: 'category', drop: 0.05 }]
  const [brand, category] = check(worse, gates, better)
  expect(brand).toMatchObject({ passed: false, reason: expect.stringMatching(/^brand, right: 30\.0 % worse/) })
  expect(brand?.cases).toHaveLength(18)
  expect(brand?.cases[0]).toMatchObject({ field: 'brand', before: ['right-value'], after: ['wrong'] })
  expect(category).toMatchObject({ passed: true, cases: [] })
  expect(check(better, gates, better).every(({ passed }) => passed)).toBe(true)
  expect(check(better, gates, worse).every(({ passed }) => passed)).toBe(true)
})

test('floors and ceilings are held by the share itself', () => {
  expect(check(run('run', 6), [{ min: 0.9 }, { min: 0.91 }]).map(({ passed }) => passed)).toEqual([true, false])
  expect(
    check(run('run', 6), [
      { score: 'wrong', max: 0.1 },
      { score: 'wrong', max: 0.09 },
    ]).map((each) => each.passed),
  ).toEqual([true, false])
})

test('a gate that cannot be checked does not hold, and says what to do', () => {
  expect(check(run('run', 0), [{ field: 'size', min: 0.5 }])[0]).toMatchObject({ passed: false, share: null })
  expect(check(run('run', 0), [{ drop: 0.1 }])[0]?.reason).toContain('eval bless')
  const other = { ...run('run', 0), dataset: 'another' }
  expect(check(run('run', 0), [{ drop: 0.1 }], other)[0]?.reason).toContain('bless anew')
})

test('a baseline comes back from its file as it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-baseline-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'suite.json')
  expect(await readBaseline(file)).toBeNull()
  await writeBaseline(file, run('run', 3))
  expect(await readBaseline(file)).toEqual(run('run', 3))
  expect((await readFile(file, 'utf8')).split('\n').filter((line) => line.includes('"W"'))).toHaveLength(3)
})

test('slices are compared too, those with too few cases together; cases that one run lacks are counted and left out', () => {
  const [before, after] = [run('before', 2), run('after', 20)]
  const some = {
    ...after,
    cases: after.cases
      .slice(0, 50)
      .map((each, place) => (place < 3 ? { ...each, slices: { category: ['hats'] } } : each)),
  }
  const found = compareRuns(before, some, { score: 'right', margin: 0.02, random: createRandom(1) })
  expect(found).toMatchObject({ shared: 50, onlyBefore: 10, onlyAfter: 0, fields: { brand: { verdict: 'worse' } } })
  expect(Object.keys(found?.slices.category ?? {})).toEqual(['jeans', 'dresses', '(rare ones)'])
  expect(
    compareRuns(before, { ...after, cases: [] }, { score: 'right', margin: 0.02, random: createRandom(1) }),
  ).toBeNull()
})

test('JUnit and Markdown hold what is strange in names as text', () => {
  const [result] = check(run('run', 30), [{ min: 0.9 }], run('before', 0))
  const named = { ...result, cases: [{ ...result?.cases[0], id: '<b>|"&\u0001' }] } as NonNullable<typeof result>
  const about = { name: 'r<1>', suite: 's|2' }
  expect(gatesAsJUnit(about, [named])).toContain('&lt;b&gt;|&quot;&amp; , brand: right-value → wrong')
  expect(gatesAsJUnit(about, [named])).toContain('tests="1" failures="1"')
  expect(gatesAsMarkdown(about, [named])).toContain('- &#60;b&#62;&#124;"&#38; , brand')
})

test('a field whose texts another model judged, or none, is left out of a comparison', () => {
  const [before, after] = [run('before', 2), run('after', 20)]
  const judged = { ...after, judges: { brand: 'judge-text@1 some-model' } }
  const options = { score: 'right' as const, margin: 0.02, random: createRandom(1) }
  expect(Object.keys(compareRuns(before, judged, options)?.fields ?? {})).toEqual(['category'])
  expect(Object.keys(compareRuns(judged, judged, options)?.fields ?? {})).toContain('brand')
})
