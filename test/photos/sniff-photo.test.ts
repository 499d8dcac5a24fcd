import { describe, expect, test } from 'vitest'
import { sniffPhoto } from '../../src/photos/sniff-photo.ts'
import { drawnScene, heicPhoto } from './drawn-photos.ts'

const ftyp = (major: string, ...compatible: string[]) => {
  const brands = Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(brands.length + 4)
  return Buffer.concat([size, brands])
}

describe('sniffPhoto', () => {
  test('what an encoder writes is known by its bytes', async () => {
    const scene = drawnScene(40, 30)
    expect(sniffPhoto(await scene.clone().jpeg().toBuffer())).toBe('image/jpeg')
    expect(sniffPhoto(await scene.clone().png().toBuffer())).toBe('image/png')
    expect(sniffPhoto(await scene.clone().webp().toBuffer())).toBe('image/webp')
    expect(sniffPhoto(await scene.clone().avif().toBuffer())).toBe('image/avif')
  })

  test('what heif-enc writes is HEIC', async ({ skip }) => {
    const heic = await heicPhoto(drawnScene(64, 64))
    if (heic === null) return skip('heif-enc is not installed, so there is no HEIC photo to look at')
    expect(sniffPhoto(heic)).toBe('image/heic')
  })

  test('behind the common brand mif1 the compatible brands decide', () => {
    expect(sniffPhoto(ftyp('mif1', 'mif1', 'avif', 'miaf'))).toBe('image/avif')
    expect(sniffPhoto(ftyp('mif1', 'mif1', 'heic'))).toBe('image/heic')
    expect(sniffPhoto(ftyp('mif1', 'mif1'))).toBeNull()
  })

  test('a brand counts only inside the first box', () => {
    expect(sniffPhoto(Buffer.concat([ftyp('mp42', 'isom'), Buffer.from('heic')]))).toBeNull()
  })

  test.each([
    ['nothing', ''],
    ['text', 'size M cotton t-shirt'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['SVG with a prolog', '<?xml version="1.0"?><svg/>'],
    ['PDF', '%PDF-1.7\n'],
    ['HTML', '<!doctype html><img src=x>'],
    ['GIF', 'GIF89a\x01\0\x01\0'],
    ['TIFF', 'II*\0'],
    ['BMP', 'BM\x46\0\0\0'],
    ['ZIP', 'PK\x03\x04'],
    ['a RIFF that is no WebP', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a video', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ['the first two bytes of a JPEG', '\xff\xd8'],
    ['a JPEG behind a space', ' \xff\xd8\xff\xe0'],
    ['a box too short for its brand', '\0\0\0\x08ftyp'],
  ])('%s is no photo', (_name, text) => {
    expect(sniffPhoto(Buffer.from(text, 'latin1'))).toBeNull()
  })
})
