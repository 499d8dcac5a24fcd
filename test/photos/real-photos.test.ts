import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { normalizePhoto } from '../../src/photos/normalize-photo.ts'
import { drawnLimits } from './drawn-photos.ts'

const data = process.env.HANGTAG_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
const folder = join(data, 'photos/images')
const present = existsSync(folder)
if (!present) console.log(`${folder} is not there: no real photos are normalized.`)

test.runIf(present)('real phone photos of clothes are normalized, and each has a fingerprint of its own', async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).toSorted()
  const sample = names.filter((_name, at) => at % 8 === 0)
  expect(sample.length).toBeGreaterThan(20)
  const photos = await Promise.all(
    sample.map(async (name) => await normalizePhoto(await readFile(join(folder, name)), drawnLimits)),
  )
  for (const photo of photos) {
    const metadata = await sharp(photo.model).metadata()
    expect(metadata).toMatchObject({ format: 'jpeg', width: photo.width, height: photo.height })
    expect(metadata.exif).toBeUndefined()
  }
  expect(new Set(photos.map(({ phash }) => phash)).size).toBe(photos.length)
  // They were taken to be looked at: a note on every other one would be noise.
  const noted = photos.filter(({ notes }) => notes.includes('blurred') || notes.includes('dark'))
  expect(noted.length).toBeLessThan(photos.length / 4)
})
