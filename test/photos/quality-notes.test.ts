import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { normalizePhoto } from '../../src/photos/normalize-photo.ts'
import { drawnLimits, drawnScene, evenColor } from './drawn-photos.ts'

const notesOf = async (picture: Sharp) =>
  (await normalizePhoto(await picture.jpeg({ quality: 90 }).toBuffer(), drawnLimits)).notes
const drawn = async (sigma: number) => {
  const scene = await drawnScene(1_024, 768).png().toBuffer()
  return sigma === 0 ? sharp(scene) : sharp(scene).blur(sigma)
}

describe('qualityNotes', () => {
  test('hard edges are not blurred; edges spread by σ of 2.5 pixels and more are', async () => {
    expect(await notesOf(await drawn(0))).toEqual([])
    expect(await notesOf(await drawn(1))).toEqual([])
    for (const sigma of [2.5, 4, 8]) expect(await notesOf(await drawn(sigma))).toEqual(['blurred'])
  })

  test('motion, which blurs one direction only, is blur too', async () => {
    const scene = await drawnScene(1_024, 768).png().toBuffer()
    const row = (weight: number) => Array<number>(15).fill(weight)
    const motion = { width: 15, height: 3, kernel: [...row(0), ...row(1), ...row(0)], scale: 15 }
    expect(await notesOf(sharp(scene).convolve(motion))).toEqual(['blurred'])
  })

  test('blur that is gone in the size that a model sees is none', async () => {
    const scene = await drawnScene(4_096, 3_072).png().toBuffer()
    expect(await notesOf(sharp(scene).blur(3))).toEqual([])
  })

  test('an even surface has no edges to judge by', async () => {
    expect(await notesOf(evenColor(800, 600, '#ccc'))).toEqual([])
  })

  test('three stops of missing light are dark; a black thing in the light is not', async () => {
    const scene = await drawnScene(1_024, 768).png().toBuffer()
    // Linear light / 8, in sRGB's curve about ×0.4 of these mid tones and less of the dark ones.
    expect(await notesOf(sharp(scene).linear(0.2, 0))).toEqual(['dark'])
    const black = evenColor(600, 500, '#111').extend({ left: 60, right: 60, background: '#ccc' })
    expect(await notesOf(sharp(await black.png().toBuffer()))).not.toContain('dark')
  })

  test('under 500 pixels on the longest side is too small, 500 is not', async () => {
    expect(await notesOf(drawnScene(499, 400))).toEqual(['too-small'])
    expect(await notesOf(drawnScene(400, 500))).toEqual([])
  })
})
