import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { ensureFont } from '../../../src/cli/demo/ensure-font.ts'
import { findRealPhotos } from '../../../src/cli/demo/find-real-photos.ts'
import { makeSamplePhoto } from '../../../src/cli/demo/make-sample-photo.ts'
import { type SamplePhoto, sampleListings } from '../../../src/cli/demo/sample-listings.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-demo-'))
  folders.push(folder)
  return folder
}

const garment: SamplePhoto = {
  kind: 'garment',
  drawing: { garment: 't-shirt', color: 'red', pattern: 'solid' },
  real: 'T-Shirt',
}

describe('sample listings', () => {
  it('are a dozen with ids of their own, one of them without a photo and one with a broken one', () => {
    expect(sampleListings.length).toBeGreaterThanOrEqual(12)
    expect(new Set(sampleListings.map(({ id }) => id)).size).toBe(sampleListings.length)
    expect(sampleListings.filter(({ photos }) => photos.length === 0)).toHaveLength(1)
    expect(sampleListings.flatMap(({ photos }) => photos).filter(({ kind }) => kind === 'corrupt')).toHaveLength(1)
  })

  it('every photo of them is a JPEG that decodes, but the broken one', async () => {
    const photos = sampleListings.flatMap((listing) => listing.photos)
    for (const [seed, photo] of photos.entries()) {
      const bytes = await makeSamplePhoto(photo, seed, null)
      expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff')
      const decoded = sharp(bytes).stats()
      if (photo.kind === 'corrupt') await expect(decoded).rejects.toThrow()
      else expect((await decoded).isOpaque).toBe(true)
    }
  }, 60_000)

  it("a real photo of the class is taken as it is where there is one, and never a child's", async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'images'))
    await writeFile(
      join(folder, 'labels.csv'),
      'image,label,kids\na.jpg,T-Shirt,false\nb.jpg,T-Shirt,true\nc.jpg,Hat,false\n',
    )
    await writeFile(join(folder, 'images', 'a.jpg'), 'the real one')
    const real = await findRealPhotos(folder)
    for (const seed of [0, 1, 2]) expect((await makeSamplePhoto(garment, seed, real)).toString()).toBe('the real one')
    const { real: _none, ...drawn } = garment
    expect((await makeSamplePhoto(drawn, 0, real)).length).toBeGreaterThan(10_000)
  })

  it('without the real photos everything is drawn', async () => {
    expect(await findRealPhotos(join(await temporaryFolder(), 'not-there'))).toBeNull()
  })
})

describe('the font', () => {
  it('is installed where there is none, and looked for again', async () => {
    const folder = await temporaryFolder()
    const asked: string[] = []
    const install = async (name: string) => {
      asked.push(name)
      await writeFile(join(folder, 'DejaVuSans.ttf'), '')
      return true
    }
    expect(await ensureFont(() => undefined, { folders: [folder], install })).toBe(true)
    expect(await ensureFont(() => undefined, { folders: [folder], install })).toBe(true)
    expect(asked).toEqual(['fonts-dejavu-core'])
  })

  it('that cannot be installed is named with the command that installs it', async () => {
    const said: string[] = []
    const options = { folders: [await temporaryFolder()], install: async () => false }
    expect(await ensureFont((text) => said.push(text), options)).toBe(false)
    expect(said.join('\n')).toContain('apt-get install fonts-dejavu-core')
  })
})
