import { describe, expect, test } from 'vitest'
import { calibrationSchema } from '../../src/domain/calibration.ts'
import type { Field } from '../../src/domain/record.ts'
import { calibrate } from '../../src/evals/calibrate.ts'
import { calibrationFile } from '../../src/evals/calibration-file.ts'
import { calibrationRows } from '../../src/evals/calibration-rows.ts'
import { modelRowsMin } from '../../src/evals/fit-calibration.ts'
import type { Drafted } from '../../src/evals/read-drafts.ts'

const kinds = new Map([
  ['brand', 'text'],
  ['pattern', 'one'],
])
const text = 'Zara dress'

function field(value: string | null, confidence: number): Field {
  return {
    value,
    label: value,
    status: value === null ? 'unknown' : 'stated',
    confidence,
    evidence: value === null ? [] : [{ read: 'seller-text', kind: 'text', start: 0, end: 4, quote: 'Zara' }],
    conflicts: [],
  }
}

type Made = { id: string; brand: Field; gold: string }

const pairOf = (rows: readonly Made[]) => ({
  drafts: new Map(rows.map(({ id, brand }): [string, Drafted] => [id, drafted(id, { brand })])),
  gold: rows.map(({ id, gold }) => ({ id, fields: { brand: gold } })),
})

function drafted(id: string, fields: Record<string, Field>, over: Partial<Drafted> = {}): Drafted {
  return { id, state: 'draft', text, photos: [], fields, corrections: [], ...over }
}

/** A read that says 0.95 and is right in three of four, and 0.6 and is right in 45 of 100. */
const overConfident = Array.from({ length: 300 }, (_, index): Made => {
  const sure = index % 3 > 0
  const right = index % 20 < (sure ? 15 : 9)
  return { id: `g${index}`, brand: field('Zara', sure ? 0.95 : 0.6), gold: right ? 'Zara' : 'Mango' }
})

describe('calibration', () => {
  test('an over-confident read says out of fold how often it is right', () => {
    const { report } = calibrate(calibrationRows([pairOf(overConfident)], kinds))
    const { raw, calibrated } = report.parts.value ?? expect.fail('no values')
    expect(raw.ece).toBeGreaterThan(0.15)
    expect(calibrated.ece).toBeLessThan(0.05)
    expect(calibrated.brier).toBeLessThan(raw.brier)
    expect(calibrated.meanConfidence).toBeCloseTo(raw.rightShare, 1)
    expect(report.thresholds.map(({ threshold }) => threshold)).toEqual([null, null, null, null])
  })

  test('a blank is calibrated too, as the share in which abstaining was right', () => {
    const blanks = Array.from({ length: 100 }, (_, index): Made => {
      return { id: `g${index}`, brand: field(null, 0.5), gold: index % 10 === 0 ? 'Zara' : 'unknown' }
    })
    const { report } = calibrate(calibrationRows([pairOf(blanks)], kinds))
    const { raw, calibrated } = report.parts.blank ?? expect.fail('no blanks')
    expect(raw.meanConfidence).toBe(0.5)
    expect(calibrated.meanConfidence).toBeGreaterThan(0.8)
    expect(calibrated.meanConfidence).toBeLessThan(0.95)
  })

  test('neither the order of rows nor that of files makes a difference, to the last character', () => {
    const half = overConfident.length / 2
    const [first, second] = [pairOf(overConfident.slice(0, half)), pairOf(overConfident.slice(half))]
    const backward = pairOf(overConfident.toReversed())
    const written = [[first, second], [second, first], [backward]].map((pairs) => {
      const { calibration, report } = calibrate(calibrationRows(pairs, kinds))
      return calibrationFile(calibration, report)
    })
    expect(new Set(written).size).toBe(1)
  })

  test('what is written can be read back, and its version changes with its models only', () => {
    const { calibration, report } = calibrate(calibrationRows([pairOf(overConfident)], kinds))
    expect(calibrationSchema.parse(JSON.parse(calibrationFile(calibration, report)))).toEqual(calibration)
    const other = calibrate(calibrationRows([pairOf(overConfident.slice(1))], kinds)).calibration
    expect(other.version).not.toBe(calibration.version)
    expect(calibration.version).toMatch(/^logistic@[0-9a-f]{12}$/)
  })

  test('too few rows have no model: their confidence stays raw', () => {
    const few = overConfident.slice(0, modelRowsMin - 1)
    const { calibration, report } = calibrate(calibrationRows([pairOf(few)], kinds))
    expect(calibration).toMatchObject({ value: { all: null, kinds: {}, fields: {} }, blank: { fields: {} } })
    expect(report.fields).toMatchObject([{ field: 'brand', model: 'raw' }])
    expect(report.parts.value?.calibrated.meanConfidence).toBe(report.parts.value?.raw.meanConfidence)
  })

  test('drafts that were calibrated before are fitted from their raw confidence again', () => {
    const again = overConfident.map((row) => ({
      ...row,
      brand: { ...row.brand, confidence: 0.3, rawConfidence: row.brand.confidence },
    }))
    const version = (rows: readonly Made[]) => calibrate(calibrationRows([pairOf(rows)], kinds)).calibration.version
    expect(version(again)).toBe(version(overConfident))
  })
})

describe('rows', () => {
  test('a listing without gold counts where a person accepted it: corrections were wrong, other values right', () => {
    const person = {
      ...field('Mango', 1),
      status: 'corrected' as const,
      evidence: [{ read: 'person', kind: 'person' as const }],
    }
    const correction = (before: object, after: string | object) => {
      return {
        field: 'brand',
        before,
        after,
        by: 'key_1',
        at: '2026-11-20T10:00:00Z',
        revision: 1,
        consent: true,
      } as const
    }
    const machine = field('Zara', 0.9)
    const records: Drafted[] = [
      drafted(
        'a',
        { brand: person, pattern: { ...field('solid', 0.6) } },
        { state: 'accepted', corrections: [correction(machine, 'Mango')] },
      ),
      drafted(
        'b',
        { brand: person, pattern: field(null, 0.5) },
        { state: 'published', corrections: [correction(machine, 'ZARA'), correction(person, 'zara')] },
      ),
      drafted(
        'c',
        { brand: person },
        { state: 'accepted', corrections: [correction({ value: 'Zara', status: 'stated', confidence: 0.9 }, 'Mango')] },
      ),
      drafted('d', { brand: machine }, { state: 'needs-review' }),
      drafted('e', { brand: person }, { state: 'accepted', corrections: [correction(machine, { status: 'unknown' })] }),
    ]
    const drafts = new Map(records.map((record) => [record.id, record]))
    const rows = calibrationRows([{ drafts, gold: [] }], kinds)
    expect(rows.map(({ listing, field: name, raw, right }) => ({ listing, name, raw, right }))).toEqual([
      { listing: 'a', name: 'brand', raw: 0.9, right: false },
      { listing: 'a', name: 'pattern', raw: 0.6, right: true },
      { listing: 'b', name: 'brand', raw: 0.9, right: true },
      { listing: 'e', name: 'brand', raw: 0.9, right: false },
    ])
  })

  test('a listing that has no draft, a field that it does not list and one that no attribute names say nothing', () => {
    const drafts = new Map([['a', drafted('a', { brand: field('Zara', 0.9), mood: field('calm', 0.9) })]])
    const gold = [
      { id: 'a', fields: { brand: 'Zara', pattern: 'solid', mood: 'calm' } },
      { id: 'b', fields: { brand: 'Zara' } },
    ]
    expect(calibrationRows([{ drafts, gold }], kinds)).toMatchObject([{ listing: 'a', field: 'brand', kind: 'text' }])
  })
})
