import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PhotoHeader } from '../../src/photos/inspect-photo.ts'
import { planPhoto } from '../../src/photos/plan-photo.ts'

const header = (width: number, height: number, mediaType: PhotoHeader['mediaType'] = 'image/jpeg'): PhotoHeader => ({
  ok: true,
  mediaType,
  width,
  height,
  page: 0,
  profile: null,
})
const limits = { modelSide: 1_024, thumbSide: 320 }

describe('planPhoto', () => {
  test('the longest side is the one that is limited', () => {
    expect(planPhoto(header(4_000, 3_000), limits).model).toEqual({ width: 1_024, height: 768 })
    expect(planPhoto(header(3_000, 4_000), limits).thumb).toEqual({ width: 240, height: 320 })
  })

  test('nothing is enlarged', () => {
    const plan = planPhoto(header(200, 100), limits)
    expect(plan.model).toEqual({ width: 200, height: 100 })
    expect(plan.thumb).toEqual({ width: 200, height: 100 })
  })

  test('only HEIC needs the thread', () => {
    expect(planPhoto(header(9, 9, 'image/heic'), limits).decoder).toBe('heic')
    for (const mediaType of ['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const) {
      expect(planPhoto(header(9, 9, mediaType), limits).decoder).toBe('sharp')
    }
  })

  test('whatever the shape, sizes stay inside the limit and have at least one pixel', () => {
    const side = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { model } = planPhoto(header(width, height), limits)
        expect(Math.max(model.width, model.height)).toBeLessThanOrEqual(1_024)
        expect(Math.min(model.width, model.height)).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
