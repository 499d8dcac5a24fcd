import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { claimSchema } from '../../src/domain/claim.ts'
import { photoColorRead } from '../../src/reads/photo-color-read.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const read = photoColorRead(taxonomy)

/** A garment as a block of one or more colors in the middle of a plain background. */
async function picture(background: string, ...garment: string[]): Promise<Buffer> {
  const size = { width: 300, height: 400 }
  const height = Math.floor(240 / garment.length)
  const blocks = garment.map((color, at) => ({
    input: { create: { width: 180, height, channels: 3 as const, background: color } },
    left: 60,
    top: 80 + at * height,
  }))
  return sharp({ create: { ...size, channels: 3, background } })
    .composite(blocks)
    .jpeg()
    .toBuffer()
}

async function claimsOf(...photos: { bytes: Buffer; notes?: string[] }[]) {
  const listing = {
    listingId: 'lst_1',
    tenant: 't',
    revision: 1,
    run: 1,
    text: '',
    hints: {},
    photos: photos.map(({ bytes, notes = [] }, index) => ({
      index,
      sha256: `${index}`,
      notes,
      bytes: async () => bytes,
    })),
  }
  const { claims } = await read.run(listing, new AbortController().signal)
  for (const claim of claims) claimSchema.parse(claim)
  return claims
}

async function colorOf(bytes: Buffer): Promise<unknown> {
  return (await claimsOf({ bytes })).find(({ attribute }) => attribute === 'color')?.value
}

test.each([
  ['#f4f4f2', '#b01c28', ['red']],
  ['#b01c28', '#7d7d80', ['gray']],
  ['#8a6a48', '#f4f4f2', ['white']],
  ['#ffffff', '#1a2344', ['navy']],
  ['#dddddd', '#2f6a3c', ['green']],
  ['#2f6a3c', '#161618', ['black']],
  ['#ffffff', '#f0b8c4', ['pink']],
])('on %s, a garment of %s is %s: the background is not its color', async (background, garment, color) => {
  expect(await colorOf(await picture(background, garment))).toEqual(color)
})

test('a garment that fills the frame still has its color', async () => {
  expect(await colorOf(await picture('#b01c28', '#b01c28'))).toEqual(['red'])
})

test('two colors of about equal share are both named', async () => {
  expect(((await colorOf(await picture('#2f6a3c', '#161618', '#f4f4f2'))) as string[]).sort()).toEqual([
    'black',
    'white',
  ])
})

test('many colors are multicolor', async () => {
  expect(await colorOf(await picture('#ffffff', '#b01c28', '#2f6a3c', '#3f6fc0', '#f2d13c', '#4a2a6a'))).toEqual([
    'multicolor',
  ])
})

describe('a claim', () => {
  test('is observed, is not sure, and points at the part of the photo that it saw', async () => {
    const claim = (await claimsOf({ bytes: await picture('#f4f4f2', '#b01c28') }))[0]
    expect(claim).toMatchObject({
      attribute: 'color',
      label: 'Red',
      status: 'observed',
      evidence: [{ read: 'photo-color', kind: 'photo', photo: 0 }],
    })
    expect(claim?.confidence).toBeLessThanOrEqual(0.7)
    const [x, y, width, height] = claim?.evidence[0]?.region ?? []
    expect(
      [x, y, (x ?? 0) + (width ?? 0), (y ?? 0) + (height ?? 0)].map((edge) => Math.round((edge ?? 0) * 10) / 10),
    ).toEqual([0.2, 0.2, 0.8, 0.8])
  })

  test('is surer of one plain color than of two', async () => {
    const [plain] = await claimsOf({ bytes: await picture('#2f6a3c', '#161618') })
    const [both] = await claimsOf({ bytes: await picture('#2f6a3c', '#161618', '#f4f4f2') })
    expect(plain?.confidence).toBeGreaterThan(both?.confidence ?? 1)
  })

  test('names only photos of the item: labels are left out', async () => {
    const red = await picture('#f4f4f2', '#b01c28')
    const claims = await claimsOf({ bytes: await picture('#202020', '#ffffff'), notes: ['label'] }, { bytes: red })
    expect(claims[0]?.value).toEqual(['red'])
    expect(claims[0]?.evidence.map(({ photo }) => photo)).toEqual([1])
  })

  test('a plain garment is solid, one of two colors is not said to be', async () => {
    const patterns = async (...colors: string[]) =>
      (await claimsOf({ bytes: await picture('#ffffff', ...colors) })).filter(
        ({ attribute }) => attribute === 'pattern',
      )
    expect(await patterns('#b01c28')).toMatchObject([{ value: 'solid' }])
    expect(await patterns('#b01c28', '#1a2344')).toEqual([])
  })
})

test('no photos, no claims', async () => expect(await claimsOf()).toEqual([]))

test('a grayscale photo and one with transparency are read like any other', async () => {
  const gray = await sharp(await picture('#ffffff', '#161618'))
    .grayscale()
    .jpeg()
    .toBuffer()
  expect(await colorOf(gray)).toEqual(['black'])
  const clear = await sharp({
    create: { width: 50, height: 50, channels: 4, background: { r: 176, g: 28, b: 40, alpha: 0.5 } },
  })
    .png()
    .toBuffer()
  expect(await colorOf(clear)).toEqual(['red'])
})

test('an abort ends it', async () => {
  const bytes = await picture('#ffffff', '#b01c28')
  const listing = {
    listingId: 'lst_1',
    tenant: 't',
    revision: 1,
    run: 1,
    text: '',
    hints: {},
    photos: [{ index: 0, sha256: '0', notes: [], bytes: async () => bytes }],
  }
  await expect(read.run(listing, AbortSignal.abort())).rejects.toThrow('abort')
})
