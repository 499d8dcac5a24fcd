import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import { createOcr, type Ocr, type OcrPicture } from '../../../src/reads/label/create-ocr.ts'

const open: Ocr[] = []
afterEach(async () => {
  for (const ocr of open.splice(0)) await ocr.close()
})
function start(options: { deadlineMs?: number; real?: boolean } = {}): Ocr {
  const thread = options.real === true ? {} : { thread: new URL('./crashing-thread.ts', import.meta.url) }
  const ocr = createOcr({ deadlineMs: options.deadlineMs ?? 20_000, ...thread })
  open.push(ocr)
  return ocr
}
const picture = (width: number): OcrPicture => ({
  width,
  height: 40,
  gray: new Uint8Array(width * 40).fill(255),
  layout: 'block',
})
const never = new AbortController().signal

describe('the engine', () => {
  it.each([
    ['exits', 1],
    ['throws', 2],
    ['says what is wrong', 4],
  ])('that %s is an expected failure, and the next picture is read all the same', async (_, width) => {
    const ocr = start()
    const failing = ocr.read(picture(width), never)
    await expect(failing).rejects.toMatchObject({ code: 'label-engine-failed', disposition: 'retry' })
    await expect(failing).rejects.toBeInstanceOf(HangtagError)
    expect(await ocr.read(picture(60), never)).toEqual([])
  })

  it('that never answers is ended at its deadline', async () => {
    const ocr = start({ deadlineMs: 300 })
    await expect(ocr.read(picture(3), never)).rejects.toMatchObject({ code: 'label-engine-failed' })
    expect(await start().read(picture(60), never)).toEqual([])
  })

  it('a caller that gives up gets its own reason, and those behind it their turn', async () => {
    const ocr = start()
    const stop = new AbortController()
    const stuck = ocr.read(picture(3), stop.signal)
    const behind = ocr.read(picture(60), never)
    stop.abort(new Error('the worker stops'))
    await expect(stuck).rejects.toThrow('the worker stops')
    expect(await behind).toEqual([])
  })

  it('closed, it reads nothing more', async () => {
    const ocr = start()
    await ocr.close()
    await expect(ocr.read(picture(60), never)).rejects.toMatchObject({ code: 'label-engine-failed' })
  })

  it('without its data says which package is missing and how to get it', async () => {
    const ocr = createOcr({ deadlineMs: 20_000, dataPackage: '@tesseract.js-data/nowhere' })
    open.push(ocr)
    await expect(ocr.read(picture(60), never)).rejects.toMatchObject({
      code: 'label-data-missing',
      message: expect.stringMatching(/@tesseract\.js-data\/nowhere is not installed.*npm ci/),
    })
  })

  it('a package without the file that is wanted is missing too', async () => {
    const ocr = createOcr({ deadlineMs: 20_000, dataPackage: 'zod' })
    open.push(ocr)
    await expect(ocr.read(picture(60), never)).rejects.toMatchObject({ code: 'label-data-missing' })
  })

  it('damaged data end the wait at once, and the message says what mends them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hangtag-ocr-'))
    try {
      await mkdir(join(folder, '4.0.0_best_int'))
      await writeFile(join(folder, 'package.json'), '{}')
      await writeFile(join(folder, '4.0.0_best_int', 'eng.traineddata.gz'), gzipSync('no letters').subarray(0, 15))
      const ocr = createOcr({ deadlineMs: 50_000, dataPackage: folder })
      open.push(ocr)
      const started = performance.now()
      await expect(ocr.read(picture(60), never)).rejects.toMatchObject({
        code: 'label-data-missing',
        message: expect.stringMatching(/damaged data.*npm ci/),
      })
      expect(performance.now() - started).toBeLessThan(30_000)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('the real one reads an empty page as nothing, offline', async () => {
    expect(await start({ real: true }).read(picture(200), never)).toEqual([])
  })
})
