import { expect, test } from 'vitest'
import { settingsSchema } from '../../../src/domain/settings.ts'
import { chooseRoutes } from '../../../src/evals/matrix/choose-routes.ts'
import { compareMatrix, type MatrixRun } from '../../../src/evals/matrix/compare-matrix.ts'
import type { EvalCall } from '../../../src/evals/run/eval-row.ts'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import { evalCase, evalRow, field, storedRun } from '../eval-case.ts'

const options = { margin: 0.05, createRandom: () => createRandom(1) }

/** A run in which the given shares of brands and of colors are right, at so many dollars a case. */
function combined(
  name: string,
  usd: number | null,
  right: { brand: number; color: number },
  { cases = 200, kept = false }: { cases?: number; kept?: boolean } = {},
): MatrixRun {
  const ids = Array.from({ length: cases }, (_, place) => `${place}`)
  const usage = { input: 1, cached: 0, output: 1 }
  const call = {
    usage,
    costUsd: kept ? 0 : usd,
    ...(kept ? { kept: { key: 'k', paid: null, costUsd: usd } } : {}),
  } as EvalCall
  const rows = ids.map((id, place) =>
    evalRow(
      id,
      {
        brand: field(place < right.brand * cases ? 'Zara' : 'Gap'),
        color: field(place < right.color * cases ? 'blue' : 'red'),
      },
      { calls: [call] },
    ),
  )
  const run = storedRun(
    name,
    ids.map((id) => evalCase(id, { brand: 'Zara', color: ['blue'] })),
    rows,
  )
  run.about.settings = settingsSchema.parse({ ...run.about.settings, reads: {}, model: { name, endpoint: 'here' } })
  return { combination: { name, model: name, prompts: {}, label: null, settings: {} }, run }
}
test('each field goes to the cheapest that loses no more than the margin, and stays with the best where cases cannot tell', () => {
  const large = combined('large', 0.01, { brand: 0.99, color: 0.9 })
  const small = combined('small', 0.001, { brand: 0.985, color: 0.5 })
  const { rows, fields } = compareMatrix([large, small], options)
  expect(rows.map(({ name, usdPerCase, againstFirst }) => [name, usdPerCase, againstFirst?.verdict])).toEqual([
    ['large', expect.closeTo(0.01), undefined],
    ['small', expect.closeTo(0.001), 'worse'],
  ])
  expect(fields).toMatchObject([
    { field: 'brand', best: 'large', chosen: 'small', reason: 'not worse' },
    { field: 'color', best: 'large', chosen: 'large', reason: 'cheaper ones lose' },
  ])
  expect(chooseRoutes([large, small], options)).toEqual({ routes: { brand: 'small', color: 'large' } })

  const few = { cases: 12 }
  const short = [
    combined('large', 0.01, { brand: 1, color: 1 }, few),
    combined('small', 0.001, { brand: 1, color: 0.9 }, few),
  ]
  expect(compareMatrix(short, options).fields).toMatchObject([
    { field: 'brand', chosen: 'small', reason: 'cheapest is best' },
    { field: 'color', chosen: 'large', reason: 'cannot tell', open: ['small'] },
  ])
})

test('a kept answer counts with what it cost once, and what has no price is never the cheaper one', () => {
  const first = combined('first', 0.01, { brand: 0.9, color: 0.9 })
  const kept = combined('kept', 0.02, { brand: 0.9, color: 0.9 }, { kept: true })
  const unpriced = combined('unpriced', null, { brand: 0.9, color: 0.9 })
  const { rows, fields } = compareMatrix([first, kept, unpriced], options)
  expect(rows.map(({ usdPerCase }) => usdPerCase)).toEqual([expect.closeTo(0.01), expect.closeTo(0.02), null])
  expect(fields.map(({ chosen }) => chosen)).toEqual(['first', 'first'])
})

test('routes choose between models: other prompts and settings are left out', () => {
  const one = combined('one', 0.01, { brand: 0.9, color: 0.9 })
  const other = combined('other', 0.001, { brand: 0.9, color: 0.9 })
  other.combination = { ...other.combination, label: 'twice' }
  expect(() => chooseRoutes([one, other], options)).toThrow('not two models')
})
