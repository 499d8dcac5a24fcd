import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { normalizePhoto } from '../../src/photos/normalize-photo.ts'
import {
  claimedPng,
  cornersOf,
  damaged,
  drawnLimits,
  drawnScene,
  evenColor,
  heldPhoto,
  middleOf,
  uprightCorners,
} from './drawn-photos.ts'

const near = (color: number[], tolerance = 4) => color.map((value) => expect.closeTo(value, -Math.log10(2 * tolerance)))
const failure = async (bytes: Buffer, limits = drawnLimits) =>
  await normalizePhoto(bytes, limits).then(
    () => 'normalized',
    (error: unknown) => error,
  )
const giveUp = (code: string) => expect.objectContaining({ name: 'HangtagError', code, disposition: 'give-up' })

describe('what comes out', () => {
  test('a model picture and a thumbnail in their sizes, and facts of the original', async () => {
    const original = await drawnScene(2_000, 1_500).jpeg({ quality: 90 }).toBuffer()
    const photo = await normalizePhoto(original, drawnLimits)
    expect(await sharp(photo.model).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1_024,
      height: 768,
      space: 'srgb',
    })
    expect(await sharp(photo.thumb).metadata()).toMatchObject({
      format: 'jpeg',
      width: 320,
      height: 240,
      space: 'srgb',
    })
    expect(photo).toMatchObject({
      width: 2_000,
      height: 1_500,
      phash: expect.stringMatching(/^[0-9a-f]{16}$/),
      notes: [],
    })
  })

  test('the same bytes give the same picture, so that a job may run twice', async () => {
    const original = await drawnScene(800, 600).webp().toBuffer()
    const [one, other] = await Promise.all([
      normalizePhoto(original, drawnLimits),
      normalizePhoto(original, drawnLimits),
    ])
    expect(one).toEqual(other)
  })

  test('a small photo is not enlarged', async () => {
    const photo = await normalizePhoto(await drawnScene(200, 120).png().toBuffer(), drawnLimits)
    expect(await sharp(photo.model).metadata()).toMatchObject({ width: 200, height: 120 })
    expect(await sharp(photo.thumb).metadata()).toMatchObject({ width: 200, height: 120 })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'a camera held as orientation %i: upright once, and its metadata gone',
    async (held) => {
      const original = await heldPhoto(held, 1_500, 900)
      expect(original.includes('HeldCamera')).toBe(true)
      expect((await sharp(original).metadata()).orientation).toBe(held)
      const photo = await normalizePhoto(original, drawnLimits)
      expect(photo).toMatchObject({ width: 1_500, height: 900 })
      for (const picture of [photo.model, photo.thumb]) {
        expect(await cornersOf(picture)).toEqual(uprightCorners)
        const metadata = await sharp(picture).metadata()
        expect(metadata.width).toBeGreaterThan(metadata.height)
        for (const kind of ['exif', 'xmp', 'icc', 'iptc', 'orientation'] as const)
          expect(metadata[kind]).toBeUndefined()
        for (const trace of ['Exif', 'HeldCamera', 'Jane Seller', 'seller-home'])
          expect(picture.includes(trace)).toBe(false)
      }
    },
  )

  test('a path or script hidden in the bytes is not carried on', async () => {
    const jpeg = await drawnScene(300, 200).jpeg().toBuffer()
    const comment = Buffer.from('<script>steal()</script><?php system("id") ?>')
    const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment])
    const polyglot = Buffer.concat([
      jpeg.subarray(0, 2),
      segment,
      jpeg.subarray(2),
      Buffer.from('PK\x03\x04 a ZIP behind the photo'),
    ])
    const photo = await normalizePhoto(polyglot, drawnLimits)
    expect(photo.model.includes('script')).toBe(false)
    expect(photo.model.includes('PK\x03\x04')).toBe(false)
    expect((await sharp(photo.model).metadata()).width).toBe(300)
  })
})

describe('colors', () => {
  test('a wide-gamut photo is converted by its profile, not read as if it were sRGB', async () => {
    const wide = await evenColor(100, 80, 'rgb(200,60,40)').withIccProfile('p3').jpeg({ quality: 100 }).toBuffer()
    const stored = await middleOf(await sharp(wide, { ignoreIcc: true }).png().toBuffer())
    expect(stored).not.toEqual(near([200, 60, 40]))
    const photo = await normalizePhoto(wide, drawnLimits)
    expect(await middleOf(photo.model)).toEqual(near([200, 60, 40]))
  })

  test('CMYK, 16 bits and gray come out as 8-bit sRGB of the same color', async () => {
    const cmyk = await evenColor(100, 80, 'rgb(180,90,60)')
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer()
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
    expect(await middleOf((await normalizePhoto(cmyk, drawnLimits)).model)).toEqual(near([180, 90, 60], 25))

    const deep = await evenColor(100, 80, 'rgb(180,90,60)').toColourspace('rgb16').png().toBuffer()
    expect((await sharp(deep).metadata()).depth).toBe('ushort')
    expect(await middleOf((await normalizePhoto(deep, drawnLimits)).model)).toEqual(near([180, 90, 60]))

    const gray = await evenColor(100, 80, 'rgb(120,120,120)').toColourspace('b-w').png().toBuffer()
    expect((await sharp(gray).metadata()).channels).toBe(1)
    const fromGray = (await normalizePhoto(gray, drawnLimits)).model
    expect(await middleOf(fromGray)).toEqual(near([120, 120, 120]))
    expect((await sharp(fromGray).metadata()).channels).toBe(3)
  })

  test('what is transparent becomes white', async () => {
    const background = { r: 200, g: 0, b: 0, alpha: 0 }
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background } })
      .png()
      .toBuffer()
    expect(await middleOf((await normalizePhoto(clear, drawnLimits)).model)).toEqual([255, 255, 255])
    const half = await sharp({
      create: { width: 50, height: 50, channels: 4, background: { ...background, alpha: 0.5 } },
    })
      .webp({ lossless: true })
      .toBuffer()
    expect(await middleOf((await normalizePhoto(half, drawnLimits)).model)).toEqual(near([228, 128, 128]))
  })

  test('of an animation the first frame is taken', async () => {
    const frames = await Promise.all(['#d02020', '#20d020'].map((color) => evenColor(60, 40, color).png().toBuffer()))
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: [100, 100], lossless: true })
      .toBuffer()
    const photo = await normalizePhoto(animated, drawnLimits)
    expect(photo).toMatchObject({ width: 60, height: 40 })
    expect(await middleOf(photo.model)).toEqual(near([208, 32, 32]))
  })

  test('a photo with an HDR gain map gives its ordinary picture', async () => {
    // sharp's types lack this one.
    const scene = drawnScene(800, 600) as Sharp & { withGainMap(): Sharp }
    const hdr = await scene.withGainMap().jpeg().toBuffer()
    expect((await sharp(hdr).metadata()).gainMap).toBeDefined()
    const photo = await normalizePhoto(hdr, drawnLimits)
    const plain = await sharp(hdr).resize(800).png().toBuffer()
    expect(await middleOf(photo.model)).toEqual(near(await middleOf(plain), 8))
    expect((await sharp(photo.model).metadata()).gainMap).toBeUndefined()
  })
})

describe('bad photos', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('a %s that breaks off is photo-truncated', async (format) => {
    const whole = await drawnScene(600, 400).toFormat(format).toBuffer()
    expect(await failure(whole.subarray(0, Math.floor(whole.length * 0.6)))).toEqual(giveUp('photo-truncated'))
  })

  test.each([
    ['jpeg', {}],
    ['png', {}],
    ['webp', { lossless: true }],
    ['avif', {}],
  ] as const)('a %s with damage that its decoder notices is photo-corrupt', async (format, options) => {
    const whole = await drawnScene(600, 400).toFormat(format, options).toBuffer()
    expect(await failure(damaged(whole))).toEqual(giveUp('photo-corrupt'))
  })

  test('stray bytes before a marker, as some cameras write them, do no harm', async () => {
    const jpeg = await drawnScene(400, 300).jpeg().toBuffer()
    const tables = jpeg.indexOf(Buffer.from([0xff, 0xc4]))
    const stray = Buffer.concat([jpeg.subarray(0, tables), Buffer.alloc(5), jpeg.subarray(tables)])
    await expect(sharp(stray, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow('extraneous bytes')
    expect(await normalizePhoto(stray, drawnLimits)).toMatchObject({ width: 400, height: 300 })
  })

  test('each refusal of the header keeps its code', async () => {
    expect(await failure(Buffer.alloc(0))).toEqual(giveUp('photo-empty'))
    expect(await failure(Buffer.from('%PDF-1.4'))).toEqual(giveUp('photo-type-unsupported'))
    expect(await failure(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual(
      giveUp('photo-type-unsupported'),
    )
    expect(await failure(claimedPng(25_000, 10_000))).toEqual(giveUp('photo-too-many-pixels'))
    expect(await failure(Buffer.alloc(200), { ...drawnLimits, bytesMax: 100 })).toEqual(giveUp('photo-too-large'))
  })

  test('a picture that claims pixels it does not have is refused, not waited for', async () => {
    expect(await failure(claimedPng(6_000, 6_000))).toEqual(giveUp('photo-corrupt'))
  })

  test('one pixel high or wide is still a photo', async () => {
    const line = await evenColor(20_000, 1, '#808080').png().toBuffer()
    const photo = await normalizePhoto(line, drawnLimits)
    expect(photo).toMatchObject({ width: 20_000, height: 1 })
    expect(await sharp(photo.thumb).metadata()).toMatchObject({ width: 320, height: 1 })
  })
})

describe('time', () => {
  test('a photo that takes too long is photo-timeout', async () => {
    const slow = await drawnScene(3_000, 2_000).avif({ effort: 0 }).toBuffer()
    expect(await failure(slow, { ...drawnLimits, deadlineMs: 1 })).toEqual(giveUp('photo-timeout'))
  })

  test('an abort throws the caller’s own reason, before and during the work', async () => {
    const original = await drawnScene(3_000, 2_000).avif({ effort: 0 }).toBuffer()
    const reason = new Error('the worker is stopping')
    await expect(normalizePhoto(original, drawnLimits, AbortSignal.abort(reason))).rejects.toBe(reason)
    const controller = new AbortController()
    const running = normalizePhoto(original, drawnLimits, controller.signal)
    setTimeout(() => controller.abort(reason), 20)
    await expect(running).rejects.toBe(reason)
  })
})
