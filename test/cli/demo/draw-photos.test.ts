import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawGarment } from '../../../src/cli/demo/draw-garment.ts'
import { drawLabel } from '../../../src/cli/demo/draw-label.ts'
import { ensureFont } from '../../../src/cli/demo/ensure-font.ts'
import { colorHex, type Fabric, type FabricColor } from '../../../src/cli/demo/fabric.ts'
import { type Garment, garmentShapes } from '../../../src/cli/demo/garment-shapes.ts'

type Box = { left: number; top: number; width: number; height: number }

/** Statistics of a part of a photo; sharp's own are always of the whole input. */
async function channelsOf(photo: Buffer, box: Box) {
  return (await sharp(await sharp(photo).extract(box).png().toBuffer()).stats()).channels
}

/** The mean color of a square of 60 pixels around a point of the canvas of 900 × 1200. */
async function colorAt(photo: Buffer, x: number, y: number): Promise<number[]> {
  const channels = await channelsOf(photo, { left: x - 30, top: y - 30, width: 60, height: 60 })
  return channels.map(({ mean }) => mean)
}

function rgbOf(color: FabricColor): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colorHex[color].slice(at, at + 2), 16))
}

function distance(left: number[], right: number[]): number {
  return Math.hypot(...left.map((value, channel) => value - (right[channel] ?? 0)))
}

describe('drawn photos', () => {
  it('the same seed gives the same bytes, another seed another photo', async () => {
    const drawing = { garment: 't-shirt', color: 'red', pattern: 'solid' } as const
    const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => drawGarment(drawing, { seed })))
    expect(again?.equals(first ?? Buffer.alloc(0))).toBe(true)
    expect(other?.equals(first ?? Buffer.alloc(0))).toBe(false)
  })

  it.each(Object.keys(garmentShapes) as Garment[])(
    'a %s is drawn in its color, on a ground of another',
    async (garment) => {
      const photo = await drawGarment({ garment, color: 'red', pattern: 'solid', backdrop: 'bed' }, { seed: 7 })
      expect(await sharp(photo).metadata()).toMatchObject({ format: 'jpeg', width: 900, height: 1200 })
      const [x, y] =
        garment === 'sneaker' ? [560, 680] : garment === 'jeans' || garment === 'shorts' ? [350, 480] : [400, 690]
      expect(distance(await colorAt(photo, x, y), rgbOf('red'))).toBeLessThan(60)
      expect(distance(await colorAt(photo, 60, 1_100), rgbOf('red'))).toBeGreaterThan(120)
    },
  )

  it('striped, plaid, polka-dot and floral fabric each have more than one color', async () => {
    const spread = async (pattern: Fabric['pattern']) => {
      const photo = await drawGarment({ garment: 'dress', color: 'navy', pattern }, { seed: 3 })
      const channels = await channelsOf(photo, { left: 340, top: 700, width: 220, height: 220 })
      return channels[0]?.stdev ?? 0
    }
    const solid = await spread('solid')
    for (const pattern of ['striped', 'plaid', 'polka-dot', 'floral'] as const)
      expect(await spread(pattern), pattern).toBeGreaterThan(solid + 20)
  })

  it('a phone photo has 12 megapixels, lies on its side, and says so in EXIF, with camera and place', async () => {
    const photo = await drawGarment({ garment: 'coat', color: 'brown', pattern: 'plaid' }, { seed: 1, size: 'phone' })
    const meta = await sharp(photo).metadata()
    expect(meta).toMatchObject({ width: 4_032, height: 3_024, orientation: 6 })
    expect(meta.exif?.includes('Sample phone')).toBe(true)
    const upright = await sharp(photo).autoOrient().resize(900, 1_200).toBuffer()
    expect(distance(await colorAt(upright, 60, 60), await colorAt(upright, 450, 700))).toBeGreaterThan(20)
    expect(photo.length).toBeGreaterThan(2_000_000)
  })

  it('a label says its words: another size is another picture', async (test) => {
    const font = await ensureFont(() => undefined, { install: async () => false })
    test.skip(!font, 'no font on this machine: sudo apt-get install fonts-dejavu-core')
    const label = (size: string) =>
      drawLabel(
        { fabric: { color: 'blue', pattern: 'solid' }, brand: 'A & B <Co>', size, lines: ['100% COTTON'] },
        { seed: 1 },
      )
    const [medium, large] = await Promise.all([label('M'), label('L')])
    const lightOf = async (photo: Buffer) =>
      (await channelsOf(photo, { left: 300, top: 440, width: 300, height: 170 }))[0]?.mean ?? 0
    // A bold M has about twice the ink of an L.
    expect((await lightOf(large)) - (await lightOf(medium))).toBeGreaterThan(3)
  })
})
