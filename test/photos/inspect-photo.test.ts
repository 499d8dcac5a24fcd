import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectPhoto } from '../../src/photos/inspect-photo.ts'
import { claimedPng, drawnLimits, drawnScene, evenColor, heicPhoto, heldPhoto } from './drawn-photos.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-inspect-'))
})
afterAll(async () => await rm(folder, { recursive: true }))

describe('inspectPhoto', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('a %s is taken, from memory and from a file', async (format) => {
    const bytes = await drawnScene(120, 90).toFormat(format).toBuffer()
    const expected = { ok: true, mediaType: `image/${format}`, width: 120, height: 90 }
    expect(await inspectPhoto(bytes, drawnLimits)).toMatchObject(expected)
    const path = join(folder, `photo.${format}`)
    await writeFile(path, bytes)
    expect(await inspectPhoto(path, drawnLimits)).toMatchObject(expected)
  })

  test('a HEIC is taken by its header, though sharp cannot decode it', async ({ skip }) => {
    const heic = await heicPhoto(drawnScene(120, 90))
    if (heic === null) return skip('heif-enc is not installed, so there is no HEIC photo to look at')
    expect(await inspectPhoto(heic, drawnLimits)).toMatchObject({
      ok: true,
      mediaType: 'image/heic',
      width: 120,
      height: 90,
    })
  })

  test('a file that was overwritten is looked at again', async () => {
    const path = join(folder, 'again.jpg')
    await writeFile(path, await evenColor(30, 20, '#333').jpeg().toBuffer())
    expect(await inspectPhoto(path, drawnLimits)).toMatchObject({ width: 30 })
    await writeFile(path, await evenColor(50, 20, '#333').jpeg().toBuffer())
    expect(await inspectPhoto(path, drawnLimits)).toMatchObject({ width: 50 })
  })

  test('width and height are those of the upright picture', async () => {
    expect(await inspectPhoto(await heldPhoto(6, 60, 40), drawnLimits)).toMatchObject({
      ok: true,
      width: 60,
      height: 40,
    })
  })

  test('a PNG of 250 megapixels is refused by its header, within memory for far less', async () => {
    const before = process.memoryUsage().rss
    const refusal = await inspectPhoto(claimedPng(25_000, 10_000), drawnLimits)
    expect(refusal).toMatchObject({ ok: false, code: 'photo-too-many-pixels' })
    expect(refusal).toHaveProperty('message', expect.stringContaining('25000 × 10000'))
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })

  test('of an animation only the first frame counts', async () => {
    const frames = await Promise.all(['#f00', '#0f0', '#00f'].map((color) => evenColor(40, 30, color).png().toBuffer()))
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: [100, 100, 100] })
      .toBuffer()
    expect((await sharp(animated).metadata()).pages).toBe(3)
    expect(await inspectPhoto(animated, { ...drawnLimits, pixelsMax: 40 * 30 })).toMatchObject({
      ok: true,
      width: 40,
      height: 30,
    })
  })

  test('more bytes than allowed are refused before they are looked at', async () => {
    const refusal = await inspectPhoto(Buffer.alloc(101), { ...drawnLimits, bytesMax: 100 })
    expect(refusal).toMatchObject({ ok: false, code: 'photo-too-large' })
  })

  test('no bytes at all have a code of their own', async () => {
    expect(await inspectPhoto(Buffer.alloc(0), drawnLimits)).toMatchObject({ ok: false, code: 'photo-empty' })
    const path = join(folder, 'empty.jpg')
    await writeFile(path, '')
    expect(await inspectPhoto(path, drawnLimits)).toMatchObject({ ok: false, code: 'photo-empty' })
  })

  test.each([
    ['a text file', 'a text file named .jpg'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'],
    ['a PDF', '%PDF-1.4\n1 0 obj\n'],
    ['a GIF', 'GIF89a\x01\0\x01\0\0\0\0;'],
  ])('%s is refused whatever it is named', async (_name, text) => {
    const path = join(folder, 'claims-to-be.jpg')
    await writeFile(path, text)
    const refusal = await inspectPhoto(path, drawnLimits)
    expect(refusal).toMatchObject({ ok: false, code: 'photo-type-unsupported' })
    expect(refusal).toHaveProperty('message', expect.stringContaining('send a JPEG, PNG, WebP, AVIF or HEIC photo'))
  })

  test('a header that breaks off is truncated, one that is nonsense is corrupt', async () => {
    const bytes = await drawnScene(120, 90).jpeg().toBuffer()
    expect(await inspectPhoto(bytes.subarray(0, 100), drawnLimits)).toMatchObject({
      ok: false,
      code: 'photo-truncated',
    })
    const nonsense = Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(500, 0x20), Buffer.from('ffd9', 'hex')])
    const path = join(folder, 'nonsense.jpg')
    await writeFile(path, nonsense)
    expect(await inspectPhoto(nonsense, drawnLimits)).toMatchObject({
      ok: false,
      code: expect.stringMatching(/corrupt|truncated/),
    })
    expect(await inspectPhoto(path, drawnLimits)).toMatchObject({
      ok: false,
      code: expect.stringMatching(/corrupt|truncated/),
    })
  })

  test('a scan that breaks off passes the door: only the header is read there', async () => {
    const bytes = await drawnScene(600, 400).jpeg().toBuffer()
    expect(await inspectPhoto(bytes.subarray(0, bytes.length >> 1), drawnLimits)).toMatchObject({
      ok: true,
      width: 600,
    })
  })
})
