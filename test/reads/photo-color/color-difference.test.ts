import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cielab, type Lab } from '../../../src/reads/photo-color/cielab.ts'
import { colorDifference } from '../../../src/reads/photo-color/color-difference.ts'

// From the test data of Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula" (2005), table 1: the pairs at which
// implementations go wrong (turns of the hue, no chroma, large and small differences).
test.each<[Lab, Lab, number]>([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
])('%j and %j are %f apart, as published', (one, other, apart) => {
  expect(colorDifference(one, other)).toBeCloseTo(apart, 4)
  expect(colorDifference(other, one)).toBeCloseTo(apart, 4)
})

const byte = fc.integer({ min: 0, max: 255 })

test('no color differs from itself, and none differs by less than its lightness tells', () => {
  fc.assert(
    fc.property(byte, byte, byte, byte, byte, byte, (r1, g1, b1, r2, g2, b2) => {
      const [one, other] = [cielab(r1, g1, b1), cielab(r2, g2, b2)]
      expect(colorDifference(one, one)).toBe(0)
      expect(colorDifference(one, other)).toBeGreaterThanOrEqual(Math.abs(one[0] - other[0]) / 1.75 - 1e-9)
    }),
  )
})

test('white, black and the reds of sRGB are where the standard puts them', () => {
  const near = (lab: Lab) => lab.map((value) => Math.round(value * 10) / 10 + 0)
  expect(near(cielab(255, 255, 255))).toEqual([100, 0, 0])
  expect(near(cielab(0, 0, 0))).toEqual([0, 0, 0])
  expect(near(cielab(255, 0, 0))).toEqual([53.2, 80.1, 67.2])
})
