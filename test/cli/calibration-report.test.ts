import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { calibrationReport } from '../../src/cli/calibration-report.ts'
import { calibrate } from '../../src/evals/calibrate.ts'
import type { CalibrationRow } from '../../src/evals/calibration-rows.ts'

const row = (index: number, over: Partial<CalibrationRow>): CalibrationRow => ({
  listing: `g${index}`,
  field: 'sleeve-length',
  kind: 'one',
  part: 'value',
  features: { always: 1, rawLogOdds: 1.4 },
  raw: 0.8,
  right: index % 10 > 0,
  ...over,
})

test.each([80, 100])('every field keeps to a line in %i columns, and what no threshold reaches is said', (width) => {
  const rows = Array.from({ length: 200 }, (_, index) => [
    row(index, {}),
    row(index, { field: 'brand', kind: 'text', right: true }),
    row(index, { part: 'blank', raw: 0.5, features: { always: 1, rawLogOdds: 0 } }),
  ]).flat()
  const lines = stripVTControlCharacters(calibrationReport(calibrate(rows).report, width)).split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width)
  expect(lines[0]).toBe('600 labeled fields of 200 listings; raw → calibrated, out of fold')
  expect(lines.find((line) => line.startsWith('sleeve-length, blank'))).toMatch(
    /^sleeve-length, blank +own +200 +\.900 +\.400 → \.0\d\d +\.250 → \.0\d\d +\.500 → \.500$/,
  )
  expect(lines.find((line) => /^sleeve-length +none/.test(line))).toMatch(/none reaches it +none reaches it$/)
  expect(lines.find((line) => /^brand +from/.test(line))).toMatch(
    /from \.9\d\d: 200 of 200 values +from \.9\d\d: 200 of 200/,
  )
})
