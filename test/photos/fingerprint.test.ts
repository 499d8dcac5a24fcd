import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { normalizePhoto } from '../../src/photos/normalize-photo.ts'
import { drawnLimits, drawnScene, evenColor } from './drawn-photos.ts'

const fingerprintOf = async (picture: Sharp) =>
  (await normalizePhoto(await picture.jpeg({ quality: 90 }).toBuffer(), drawnLimits)).phash
const bitsApart = (one: string, other: string) =>
  (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll('0', '').length

describe('fingerprint', () => {
  test('a copy that was resized and compressed again is a few bits apart, another picture many', async () => {
    const scene = await drawnScene(1_600, 1_200).png().toBuffer()
    const one = await fingerprintOf(sharp(scene))
    const copy = await fingerprintOf(sharp(await sharp(scene).resize(500).jpeg({ quality: 40 }).toBuffer()))
    const mirrored = await fingerprintOf(sharp(scene).flop())
    expect(bitsApart(one, copy)).toBeLessThanOrEqual(6)
    expect(bitsApart(one, mirrored)).toBeGreaterThan(16)
  })

  test('an even surface has no bits, whatever its grain', async () => {
    expect(await fingerprintOf(evenColor(900, 700, '#777'))).toBe('0000000000000000')
  })

  test('brightness that rises to the right sets every bit', async () => {
    const ramp = Buffer.from(Array.from({ length: 90 * 80 }, (_, at) => (at % 90) * 2))
    const phash = await fingerprintOf(sharp(ramp, { raw: { width: 90, height: 80, channels: 1 } }))
    expect(phash).toBe('ffffffffffffffff')
  })

  test('fewer pixels than cells still give 16 digits', async () => {
    expect(await fingerprintOf(evenColor(2, 1, '#fff'))).toMatch(/^[0-9a-f]{16}$/)
  })
})
