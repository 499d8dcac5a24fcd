import { expect, test } from 'vitest'
import { matrixReport } from '../../src/cli/eval/matrix-report.ts'
import { exactInterval } from '../../src/evals/exact-interval.ts'
import type { FieldChoice, MatrixRow } from '../../src/evals/matrix/compare-matrix.ts'

const all = { right: exactInterval(93, 100), wrong: exactInterval(5, 100), scored: 100, extraction: { f1: 92.8 } }
const row = (name: string) =>
  ({ name, model: 'm', cases: 8, missing: 0, all, usdPerCase: 0.00123, p50Ms: 1_234, againstFirst: null }) as MatrixRow
const choice = (field: string, reason: FieldChoice['reason']): FieldChoice => {
  const [best, chosen] = ['gpt-6-large+plain', 'gpt-6-luna+lower']
  return { field, best, bestRight: 0.93, chosen, chosenRight: 1, lossMax: 0.021, reason, open: [] }
}

test('the tables of a matrix fit into 80 columns, whatever its combinations are called', () => {
  const rows = [row('gpt-6-large+plain'), row('gpt-6-luna+field-guided+lower-thresholds-for-all')]
  const fields = [choice('sleeve-length', 'cheaper ones lose'), choice('size', 'cannot tell')]
  const text = matrixReport('two', { margin: 0.02, rows, fields }, { end: 'spent', left: 3, width: 80 })
  expect(text).toContain('field-guided')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colors take no columns
  const lines = text.replaceAll(/\u001b\[\d+m/g, '').split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
})
