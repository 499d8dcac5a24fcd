import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodeHeic } from '../../src/photos/decode-heic.ts'
import { normalizePhoto } from '../../src/photos/normalize-photo.ts'
import { damaged, drawnLimits, drawnScene, evenColor, heicPhoto, middleOf } from './drawn-photos.ts'

const made = await heicPhoto(drawnScene(640, 480))
if (made === null)
  console.log('heif-enc is not installed: HEIC photos are not tested. Debian has it in libheif-examples.')

describe.runIf(made !== null)('HEIC photos', () => {
  let heic: Buffer
  beforeAll(() => {
    heic = made ?? Buffer.alloc(0)
  })
  const never = new AbortController().signal

  test('a HEIC comes out as any other photo does', async () => {
    const photo = await normalizePhoto(heic, drawnLimits)
    expect(photo).toMatchObject({ width: 640, height: 480, notes: [] })
    const jpeg = await normalizePhoto(await drawnScene(640, 480).jpeg({ quality: 95 }).toBuffer(), drawnLimits)
    const [one, other] = await Promise.all([photo.model, jpeg.model].map((bytes) => sharp(bytes).stats()))
    for (const channel of [0, 1, 2]) {
      expect(one?.channels[channel]?.mean).toBeCloseTo(other?.channels[channel]?.mean ?? 0, -1)
    }
    expect((await sharp(photo.thumb).metadata()).width).toBe(320)
  })

  test('colors of a wide-gamut HEIC are converted by its profile', async () => {
    const wide = await heicPhoto(evenColor(128, 128, 'rgb(200,60,40)').withIccProfile('p3'))
    const photo = await normalizePhoto(wide ?? heic, drawnLimits)
    const [red, green, blue] = await middleOf(photo.model)
    expect(Math.abs((red ?? 0) - 200)).toBeLessThan(6)
    expect(Math.abs((green ?? 0) - 60)).toBeLessThan(6)
    expect(Math.abs((blue ?? 0) - 40)).toBeLessThan(6)
    // Without the profile the numbers are Display P3's own: visibly less red.
    const raw = await decodeHeic({ bytes: wide ?? heic, page: 0, pixelsMax: 1e6 }, 30_000, never)
    expect('data' in raw && (new Uint8Array(raw.data)[0] ?? 255)).toBeLessThan(192)
  })

  test('many at once take turns and each gets its own answer', async () => {
    const sizes = [64, 96, 128, 160]
    const photos = await Promise.all(sizes.map((side) => heicPhoto(evenColor(side, side, '#4080c0'))))
    const results = await Promise.all(photos.map((bytes) => normalizePhoto(bytes ?? heic, drawnLimits)))
    expect(results.map(({ width }) => width)).toEqual(sizes)
  })

  test('a HEIC that breaks off is photo-truncated, and the next photo is decoded all the same', async () => {
    const cut = normalizePhoto(heic.subarray(0, Math.floor(heic.length * 0.6)), drawnLimits)
    const next = normalizePhoto(heic, drawnLimits)
    await expect(cut).rejects.toMatchObject({ code: 'photo-truncated', disposition: 'give-up' })
    expect(await next).toMatchObject({ width: 640 })
  })

  test('damage may pass, because decoders of HEVC hide it, but it harms nothing', async () => {
    const outcome = await normalizePhoto(damaged(heic), drawnLimits).catch((error: unknown) => error)
    expect(outcome).toSatisfy(
      (it: { width?: number; code?: string }) => it.width === 640 || it.code === 'photo-corrupt',
    )
    expect(await normalizePhoto(heic, drawnLimits)).toMatchObject({ width: 640 })
  })

  test('time that is up and a caller that leaves end the thread in mid-work; the next photo gets a new one', async () => {
    const large = (await heicPhoto(drawnScene(3_000, 2_000))) ?? heic
    await expect(normalizePhoto(large, { ...drawnLimits, deadlineMs: 5 })).rejects.toMatchObject({
      code: 'photo-timeout',
    })
    const reason = new Error('the worker is stopping')
    const controller = new AbortController()
    const leaving = normalizePhoto(large, drawnLimits, controller.signal)
    setTimeout(() => controller.abort(reason), 30)
    await expect(leaving).rejects.toBe(reason)
    expect(await normalizePhoto(heic, drawnLimits)).toMatchObject({ width: 640 })
  })

  test('who leaves while waiting does not wait for the turn', async () => {
    const large = (await heicPhoto(drawnScene(3_000, 2_000))) ?? heic
    const first = decodeHeic({ bytes: large, page: 0, pixelsMax: 50e6 }, 30_000, never)
    const order: string[] = []
    const reason = new Error('gone')
    const waiting = decodeHeic({ bytes: heic, page: 0, pixelsMax: 50e6 }, 30_000, AbortSignal.abort(reason))
    await Promise.all([
      first.then(() => order.push('first')),
      waiting.catch((error: unknown) => order.push(error === reason ? 'left' : 'failed')),
    ])
    expect(order).toEqual(['left', 'first'])
  })

  test('a thread that waits for work keeps no process alive', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hangtag-heic-'))
    try {
      await writeFile(join(folder, 'photo.heic'), heic)
      const script = `
        import { readFileSync } from 'node:fs'
        import { decodeHeic } from ${JSON.stringify(new URL('../../src/photos/decode-heic.ts', import.meta.url).href)}
        const job = { bytes: readFileSync('photo.heic'), page: 0, pixelsMax: 50e6 }
        const { width } = await decodeHeic(job, 30_000, new AbortController().signal)
        const done = performance.now()
        process.on('exit', () => console.log(JSON.stringify({ width, waitedMs: performance.now() - done })))`
      const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: folder })
      const { width, waitedMs } = JSON.parse((await run).stdout)
      expect(width).toBe(640)
      expect(waitedMs).toBeLessThan(3_000)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a picture with more pixels than allowed is not unpacked', async () => {
    const answer = await decodeHeic({ bytes: heic, page: 0, pixelsMax: 1_000 }, 30_000, never)
    expect(answer).toEqual({ problem: 'more pixels than the header says' })
  })
})
