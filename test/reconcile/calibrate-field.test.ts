import { describe, expect, test } from 'vitest'
import type { Calibration } from '../../src/domain/calibration.ts'
import { correctedField } from '../../src/domain/corrected-field.ts'
import { type Field, fieldSchema } from '../../src/domain/record.ts'
import { calibrateField } from '../../src/reconcile/calibrate-field.ts'
import { loadCalibration } from '../../src/reconcile/load-calibration.ts'

const listing = { text: 'Zara dress', photos: [{}] }
const brand = { id: 'brand', kind: 'text' }

const field = (confidence: number, over: Partial<Field> = {}): Field => ({
  value: 'Zara',
  label: 'Zara',
  status: 'stated',
  confidence,
  evidence: [{ read: 'seller-text', kind: 'text', start: 0, end: 4, quote: 'Zara' }],
  conflicts: [],
  ...over,
})
const blank = (confidence: number) => field(confidence, { value: null, label: null, status: 'unknown', evidence: [] })

/** As odds go: halved for brands, kept for other texts, doubled where two reads agree. */
const calibration: Calibration = {
  version: 'logistic@test',
  value: {
    all: { rawLogOdds: 1, always: -10 },
    kinds: { text: { rawLogOdds: 1 } },
    fields: { brand: { rawLogOdds: 1, always: Math.log(1 / 2), agreeing: Math.log(4) } },
  },
  blank: { fields: { brand: { always: Math.log(9) } } },
}

describe('a calibrated field', () => {
  test('says how often such fields are right, and keeps what the reads were sure of', () => {
    const calibrated = calibrateField(brand, field(0.8), calibration, listing)
    expect(calibrated).toEqual({ ...field(0.667), rawConfidence: 0.8 })
    expect(fieldSchema.safeParse(calibrated).success).toBe(true)
  })

  test('takes more from two reads than from one', () => {
    const label = { read: 'label', kind: 'label' as const, photo: 0, quote: 'ZARA' }
    const both = field(0.8, { evidence: [...field(0.8).evidence, label] })
    expect(calibrateField(brand, both, calibration, listing).confidence).toBe(0.889)
  })

  test('takes the model of its field, else of its kind, else of all', () => {
    const confidence = (id: string, kind: string) =>
      calibrateField({ id, kind }, field(0.8), calibration, listing).confidence
    expect(confidence('era', 'text')).toBe(0.8)
    expect(confidence('fit', 'one')).toBe(0.01)
  })

  test('a blank is as sure as abstaining is right for its field, and raw where no one has counted', () => {
    expect(calibrateField(brand, blank(0.5), calibration, listing)).toMatchObject({
      confidence: 0.9,
      rawConfidence: 0.5,
    })
    expect(calibrateField({ id: 'fit', kind: 'one' }, blank(0.5), calibration, listing)).toEqual(blank(0.5))
  })

  test('what a person said stays certain, blank or not', () => {
    for (const after of ['Lee', null]) {
      const said = correctedField(after, after)
      expect(calibrateField(brand, said, calibration, listing)).toBe(said)
    }
  })

  test('without a calibration, and calibrated twice, nothing changes', () => {
    const raw = field(0.8)
    expect(calibrateField(brand, raw, null, listing)).toBe(raw)
    const once = calibrateField(brand, raw, calibration, listing)
    expect(calibrateField(brand, once, calibration, listing)).toEqual(once)
  })

  test('certainty of a read is not taken for certainty', () => {
    expect(calibrateField(brand, field(1), calibration, listing).confidence).toBeLessThanOrEqual(0.99)
    expect(calibrateField(brand, field(0), calibration, listing).confidence).toBeGreaterThanOrEqual(0.01)
  })
})

describe('the calibration that ships', () => {
  test('a surer read makes no field less sure', async () => {
    const shipped = await loadCalibration()
    const models = [shipped.value.all, ...Object.values(shipped.value.kinds), ...Object.values(shipped.value.fields)]
    const all = [...models, ...Object.values(shipped.blank.fields)].filter((model) => model !== null)
    expect(all.length).toBeGreaterThan(5)
    expect(all.filter((model) => (model.rawLogOdds ?? 0) < 0)).toEqual([])
  })

  test('a file that is none is refused by name', async () => {
    await expect(loadCalibration(import.meta.filename)).rejects.toMatchObject({ code: 'calibration-invalid' })
  })
})
