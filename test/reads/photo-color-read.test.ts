import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { drawGarment, type GarmentDrawing } from '../../src/cli/demo/draw-garment.ts'
import { claimSchema } from '../../src/domain/claim.ts'
import { photoColorRead } from '../../src/reads/photo-color-read.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import type { Taxonomy } from '../../src/taxonomy/taxonomy.ts'

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

async function runOn(...photos: { bytes: Buffer; notes?: string[] }[]) {
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
  const result = await read.run(listing, new AbortController().signal)
  for (const claim of result.claims) claimSchema.parse(claim)
  return result
}

async function claimsOf(...photos: { bytes: Buffer; notes?: string[] }[]) {
  return (await runOn(...photos)).claims
}

async function colorOf(bytes: Buffer): Promise<unknown> {
  return (await claimsOf({ bytes })).find(({ attribute }) => attribute === 'color')?.value
}

test('a photo that is damaged in the store is passed over and said; the others are seen', async () => {
  const whole = await picture('#ffffff', '#1a2344')
  const { claims, run, incomplete } = await runOn({ bytes: whole.subarray(0, 600) }, { bytes: whole })
  expect(claims.find(({ attribute }) => attribute === 'color')?.value).toEqual(['navy'])
  expect(run).toEqual({ error: 'photo-variant-damaged', reason: expect.stringContaining('photo 1: ') })
  expect(incomplete).toBe(true)
})

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

test.each([
  ['#d9c7a3', 'beige'],
  ['#1f1f22', 'black'],
  ['#2f6fc4', 'blue'],
  ['#6b432a', 'brown'],
  ['#8b8f94', 'gray'],
  ['#2f7d4a', 'green'],
  ['#1f2c50', 'navy'],
  ['#e27a2c', 'orange'],
  ['#eb93b0', 'pink'],
  ['#6d4a9c', 'purple'],
  ['#bf2a31', 'red'],
  ['#f1f0ec', 'white'],
  ['#edc93e', 'yellow'],
])('a garment of %s is %s on a gray, a red and a patterned background', async (color, family) => {
  for (const background of ['#77787b', '#a01024'])
    if (color !== '#bf2a31' || background !== '#a01024')
      expect(await colorOf(await picture(background, color))).toEqual([family])
  const tiles = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><pattern id="p" width="40" height="40" patternUnits="userSpaceOnUse"><rect width="40" height="40" fill="#c9b08a"/><rect width="20" height="20" fill="#5c4a3a"/><rect x="20" y="20" width="20" height="20" fill="#5c4a3a"/></pattern><rect width="300" height="400" fill="url(#p)"/><rect x="60" y="80" width="180" height="240" fill="${color}"/></svg>`,
  )
  expect(await colorOf(await sharp(tiles).jpeg().toBuffer())).toEqual([family])
})

describe('a drawn garment with folds and uneven light', () => {
  const drawn = (drawing: Partial<GarmentDrawing>, seed = 3) =>
    drawGarment({ garment: 'sweater', color: 'red', pattern: 'solid', ...drawing }, { seed, size: 'web' })

  test.each([
    ['red', 'floor'],
    ['navy', 'bed'],
    ['white', 'wall'],
  ] as const)('of %s on a %s has that family first', async (color, backdrop) => {
    expect(await colorOf(await drawn({ color, backdrop }))).toEqual([color])
  })

  test('is read the same each time', async () => {
    const bytes = await drawn({ pattern: 'plaid', second: 'navy' })
    expect(await claimsOf({ bytes })).toEqual(await claimsOf({ bytes }))
  })

  test.each(['striped', 'floral'] as const)('and %s is not said to be solid', async (pattern) => {
    const claims = await claimsOf({ bytes: await drawn({ color: 'navy', second: 'white', pattern }) })
    expect(claims.map(({ attribute }) => attribute)).toEqual(['color'])
  })
})

test('cloth in the color of what it lies on is doubted more than cloth that stands out', async () => {
  const [hidden] = await claimsOf({ bytes: await picture('#b4b2ae', '#a9a8a5') })
  const [plain] = await claimsOf({ bytes: await picture('#b01c28', '#a9a8a5') })
  expect(hidden?.confidence).toBeLessThan((plain?.confidence ?? 0) - 0.02)
})

test('a color between two families is doubted more than one in the middle of its own', async () => {
  const sure = async (color: string) => (await claimsOf({ bytes: await picture('#d8c8a8', color) }))[0]?.confidence ?? 0
  // Between black, gray and navy; between white, gray and beige.
  for (const border of ['#252a33', '#b5b1a8']) expect(await sure(border)).toBeLessThan((await sure('#c02030')) - 0.1)
})

test('photos that disagree are doubted more than one photo', async () => {
  const [red, blue] = [await picture('#f4f4f2', '#b01c28'), await picture('#f4f4f2', '#2f6fc4')]
  const [one] = await claimsOf({ bytes: red }, { bytes: red })
  const [two] = await claimsOf({ bytes: red }, { bytes: blue })
  expect(two?.confidence).toBeLessThan((one?.confidence ?? 0) - 0.1)
})

test('only values that the taxonomy has are claimed', async () => {
  const without = (attribute: string, ...values: string[]) => ({
    ...taxonomy,
    attributes: taxonomy.attributes.map((one) =>
      one.id === attribute ? { ...one, values: (one.values ?? []).filter(({ id }) => !values.includes(id)) } : one,
    ),
  })
  const navy = await picture('#ffffff', '#1b2440')
  const read = async (own: Taxonomy) => {
    const photo = { index: 0, sha256: '0', notes: [], bytes: async () => navy }
    const listing = { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text: '', hints: {}, photos: [photo] }
    return (await photoColorRead(own).run(listing, new AbortController().signal)).claims
  }
  expect((await read(taxonomy)).map(({ value }) => value)).toEqual([['navy'], 'solid'])
  expect((await read(without('color', 'navy'))).map(({ value }) => value)).toEqual([['blue'], 'solid'])
  expect((await read(without('pattern', 'solid'))).map(({ value }) => value)).toEqual([['navy']])
  expect(await read({ ...taxonomy, attributes: taxonomy.attributes.filter(({ id }) => id !== 'color') })).toEqual([])
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
    expect(claim?.confidence).toBeLessThanOrEqual(0.95)
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
