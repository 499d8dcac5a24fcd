import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readStoredRun, type StoredRun } from '../../../src/evals/replay/read-stored-run.ts'
import { replayRun } from '../../../src/evals/replay/replay-run.ts'

const run = (examples: StoredRun['examples']): StoredRun => ({
  model: null,
  dataset: null,
  knownAttributes: { Shoes: ['Brand', 'Color', 'Size'] },
  examples,
  authorsCells: new Map(),
})
const shoe = (gold: Record<string, string[]>, answer: string | null) => ({ category: 'Shoes', gold, answer })

test('each of the five outcomes is counted where it belongs', () => {
  const answer = JSON.stringify({ Brand: ' Diesel ', Color: 'Red', Size: 'n/a', Extra: 'x' })
  const example = shoe({ Brand: ['Diesel'], Color: ['Blue', 'Navy'], Size: ['10 D'] }, answer)
  expect(replayRun(run([example]), 'listed').counts).toEqual({ NN: 0, NV: 0, VN: 1, VC: 1, VW: 1 })

  const silent = shoe({ Brand: ['Diesel'] }, answer)
  expect(replayRun(run([silent]), 'listed').counts).toEqual({ NN: 0, NV: 0, VN: 0, VC: 1, VW: 0 })
  expect(replayRun(run([silent]), 'unlisted-as-none').counts).toEqual({ NN: 1, NV: 1, VN: 0, VC: 1, VW: 0 })
})

test.each([
  ['no answer', null],
  ['an answer that is no JSON', 'Brand: Diesel'],
  ['an answer that is no object', '["Diesel"]'],
  ['a missing key', '{"Color": "Red"}'],
  ['a null', '{"Brand": null}'],
  ['n/a', '{"Brand": "n/a"}'],
  ['None', '{"Brand": "None"}'],
])('%s is a missed value', (_, answer) => {
  expect(replayRun(run([shoe({ Brand: ['Diesel'] }, answer)]), 'listed').counts.VN).toBe(1)
})

test('case and inner spaces count: only the spaces around a value do not', () => {
  const outcomeOf = (answer: string) =>
    replayRun(run([shoe({ Brand: ['Finn Comfort'] }, JSON.stringify({ Brand: answer }))]), 'listed').counts
  expect(outcomeOf('\tFinn Comfort\n').VC).toBe(1)
  expect(outcomeOf('finn comfort').VW).toBe(1)
  expect(outcomeOf('Finn  Comfort').VW).toBe(1)
})

test('an attribute that an object answers to by itself is not taken for a value', () => {
  expect(replayRun(run([shoe({ constructor: ['x'] }, '{}')]), 'listed').counts.VN).toBe(1)
})

const data = resolve(process.env.HANGTAG_DATA ?? '../shared/data', 'extractgpt/runs')
describe.skipIf(!existsSync(data))(`stored runs of ExtractGPT (skipped where ${data} is not there)`, () => {
  // The figures are the authors' own: `results` in each file.
  test.each([
    ['gpt-3.5-turbo-0613-10-shot.json.gz', 74.01],
    ['gpt-4-0613-10-shot-train-0.2.json.gz', 80.19],
    ['gpt-4-0613-10-shot-train-1.0.json.gz', 82.16],
  ])('%s: micro F1 %d and every cell of the authors come out again', async (file, microF1) => {
    const stored = await readStoredRun(resolve(data, file))
    const { micro, cells } = replayRun(stored, 'listed')
    expect(micro.f1).toBe(microF1)
    expect(stored.authorsCells.size).toBe(106)
    const ours = Object.fromEntries(
      Object.entries(cells).map(([name, { precision, recall, f1 }]) => [name, { precision, recall, f1 }]),
    )
    expect(ours).toEqual(Object.fromEntries(stored.authorsCells))

    const strict = replayRun(stored, 'unlisted-as-none')
    expect(strict.counts).toMatchObject({ VC: expect.any(Number), NN: expect.any(Number) })
    expect(strict.counts.NV).toBeGreaterThan(0)
    expect(strict.micro.precision).toBeLessThan(micro.precision)
    expect(strict.micro.recall).toBe(micro.recall)
  })
})
