import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cropLabel, type Region } from '../../src/photos/crop-label.ts'
import { drawnLimits } from './drawn-photos.ts'

const signal = new AbortController().signal
const asItIs = { fit: (size: { width: number; height: number }) => size, limits: drawnLimits }

/** A gray photo of 3,000 × 4,000 pixels with a red patch of 300 × 200 at 1,500, 1,000. */
const original = await sharp({ create: { width: 3_000, height: 4_000, channels: 3, background: '#888' } })
  .composite([
    {
      input: await sharp({ create: { width: 300, height: 200, channels: 3, background: '#f00' } })
        .png()
        .toBuffer(),
      left: 1_500,
      top: 1_000,
    },
  ])
  .jpeg()
  .toBuffer()
const patch: Region = [0.5, 0.25, 0.1, 0.05]

async function redBox(jpeg: Buffer) {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  let [left, top, right, bottom] = [info.width, info.height, 0, 0]
  for (let y = 0; y < info.height; y += 1)
    for (let x = 0; x < info.width; x += 1) {
      const at = (y * info.width + x) * 3
      if ((data[at] ?? 0) < 200 || (data[at + 1] ?? 0) > 80) continue
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
  return { left, top, width: right - left + 1, height: bottom - top + 1, photo: info }
}

describe('a label cut out of the original', () => {
  it('has the pixels of the camera, and some of what lies around it on every side', async () => {
    const { jpeg, width, height } = await cropLabel(original, patch, asItIs, signal)
    const red = await redBox(jpeg)
    expect([red.photo.width, red.photo.height]).toEqual([width, height])
    // A model is shown the whole photo a quarter as large: 77 pixels for these 300.
    expect(red.width).toBeGreaterThan(290)
    expect(red.left).toBeGreaterThan(20)
    expect(red.top).toBeGreaterThan(20)
    expect(width - red.left - red.width).toBeGreaterThan(20)
    expect(height - red.top - red.height).toBeGreaterThan(20)
  })

  it('is found where it is in a photo that was held sideways', async () => {
    const turned = await sharp(original).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const red = await redBox((await cropLabel(turned, patch, asItIs, signal)).jpeg)
    expect(red.width).toBeGreaterThan(290)
    expect(red.height).toBeLessThan(220)
  })

  it('is as large as may be sent and no larger', async () => {
    const half = { fit: () => ({ width: 200, height: 150 }), limits: drawnLimits }
    const { jpeg } = await cropLabel(original, patch, half, signal)
    expect(await sharp(jpeg).metadata()).toMatchObject({ width: 200, height: 150, format: 'jpeg' })
  })

  it('ends at the edge of the photo', async () => {
    const { width, height } = await cropLabel(original, [0.95, 0.98, 0.05, 0.02], asItIs, signal)
    expect(width).toBeGreaterThan(100)
    expect(height).toBeGreaterThan(100)
    await expect(cropLabel(original, [0, 0, 1, 1], asItIs, signal)).resolves.toMatchObject({
      width: 1_152,
      height: 1_536,
    })
  })
})
