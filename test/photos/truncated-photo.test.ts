import { describe, expect, test } from 'vitest'
import { truncatedPhoto } from '../../src/photos/truncated-photo.ts'
import { damaged, drawnScene } from './drawn-photos.ts'

const kinds = [
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/avif', 'avif'],
] as const

describe.each(kinds)('truncatedPhoto of %s', (mediaType, format) => {
  const whole = drawnScene(300, 200).toFormat(format).toBuffer()

  test('a whole file is not truncated', async () => {
    expect(truncatedPhoto(await whole, mediaType)).toBe(false)
  })

  test('a file that was cut off anywhere is truncated', async () => {
    const bytes = await whole
    for (const part of [0.5, 0.7, 0.9]) {
      expect(truncatedPhoto(bytes.subarray(0, Math.floor(bytes.length * part)), mediaType)).toBe(true)
    }
    expect(truncatedPhoto(bytes.subarray(0, bytes.length - 20), mediaType)).toBe(true)
  })

  test('damage inside is not truncation', async () => {
    expect(truncatedPhoto(damaged(await whole), mediaType)).toBe(false)
  })
})

// Behind the boxes of AVIF anything reads as one more box, so this can be told of the others only.
test.each(kinds.filter(([, format]) => format !== 'avif'))(
  'a %s with more behind it is whole',
  async (mediaType, format) => {
    const whole = await drawnScene(300, 200).toFormat(format).toBuffer()
    expect(truncatedPhoto(Buffer.concat([whole, Buffer.from('trailing words')]), mediaType)).toBe(false)
  },
)

test('the end of an embedded preview is not the end of the photo', () => {
  // An APP1 segment that holds a whole little JPEG, then a scan that breaks off.
  const preview = Buffer.from('ffd8ffd9', 'hex')
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, preview.length + 2]), preview])
  const cut = Buffer.concat([Buffer.from([0xff, 0xd8]), segment, Buffer.from('ffda0008010100003f001234', 'hex')])
  expect(truncatedPhoto(cut, 'image/jpeg')).toBe(true)
  expect(truncatedPhoto(Buffer.concat([cut, Buffer.from('ffd9', 'hex')]), 'image/jpeg')).toBe(false)
})
