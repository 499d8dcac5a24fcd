import { expect, test } from 'vitest'
import { cielab, type Lab } from '../../../src/reads/photo-color/cielab.ts'
import { findGarment } from '../../../src/reads/photo-color/find-garment.ts'
import type { Picture } from '../../../src/reads/photo-color/picture.ts'

const [width, height] = [48, 64]
const isGarment = (x: number, y: number) => x >= 12 && x < 36 && y >= 14 && y < 52

function draw(colorOf: (x: number, y: number) => Lab): Picture {
  const lab = new Float32Array(width * height * 3)
  for (let at = 0; at < width * height; at++) lab.set(colorOf(at % width, Math.floor(at / width)), at * 3)
  return { width, height, lab }
}

/** Share of the pixels put on the right side. */
function rightShare(picture: Picture): number {
  const likely = findGarment(picture)
  let right = 0
  likely.forEach((part, at) => {
    if (part > 0.5 === isGarment(at % width, Math.floor(at / width))) right++
  })
  return right / likely.length
}

const red = cielab(176, 28, 40)
const gray = cielab(125, 125, 128)
const white = cielab(240, 240, 236)
const blue = cielab(60, 90, 150)

test.each([
  ['gray on red', gray, red],
  ['red on gray', red, gray],
  ['white on blue', white, blue],
])('%s: the garment is told from a strong background', (_name, garment, background) => {
  expect(rightShare(draw((x, y) => (isGarment(x, y) ? garment : background)))).toBeGreaterThan(0.95)
})

test('a background that grows dark to one side is still background', () => {
  const shaded = (x: number): Lab => [85 - x, 2, 8]
  expect(rightShare(draw((x, y) => (isGarment(x, y) ? blue : shaded(x))))).toBeGreaterThan(0.95)
})

test('a floor of two colors is background in both', () => {
  const tile = (x: number, y: number) => ((x >> 3) + (y >> 3)) % 2 === 0
  expect(
    rightShare(draw((x, y) => (isGarment(x, y) ? red : tile(x, y) ? white : cielab(150, 120, 90)))),
  ).toBeGreaterThan(0.95)
})

test('a striped garment is whole, though one of its colors is near the background', () => {
  expect(
    rightShare(draw((x, y) => (isGarment(x, y) ? (y % 8 < 4 ? blue : white) : cielab(205, 200, 190)))),
  ).toBeGreaterThan(0.9)
})

test('where all is one color, the middle is as good a guess as any', () => {
  const likely = findGarment(draw(() => gray))
  expect(likely[32 * width + 24]).toBeGreaterThan(0.5)
  expect(likely[0]).toBeLessThan(0.5)
})
