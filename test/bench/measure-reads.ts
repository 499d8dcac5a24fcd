import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawGarment } from '../../src/cli/demo/draw-garment.ts'
import type { Config } from '../../src/config.ts'
import { normalizePhoto } from '../../src/photos/normalize-photo.ts'
import { photoColorRead } from '../../src/reads/photo-color-read.ts'
import type { Read, ReadListing } from '../../src/reads/read.ts'
import { sellerTextRead } from '../../src/reads/seller-text-read.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import { listingTexts } from './listing-texts.ts'

/**
 * Milliseconds: made ready once, the very first read, and one read after that; of the clock, and of CPU, which says more where the
 * machine has other work.
 */
export type ReadTimes = {
  what: string
  ready: number
  first: number
  median: number
  p95: number
  cpuMedian: number
  cpuP95: number
  reads: number
}

/** The free reads one at a time in this process: seller text on listings of 1,000 characters, color on normalized photos. */
export async function measureReads(config: Config, rounds = 12): Promise<ReadTimes[]> {
  const taxonomy = await loadTaxonomy()
  const texts = listingTexts(1_000).map((text) => listing(text, null))
  const thumbs = await thumbsOf(config)
  return [
    await measure(
      `seller text, 1,000 characters (${texts.length} texts, five languages)`,
      () => sellerTextRead(taxonomy),
      texts,
      rounds * 4,
    ),
    await measure(
      `color, a normalized photo (${thumbs.source})`,
      () => photoColorRead(taxonomy),
      thumbs.photos.map((thumb) => listing('', thumb)),
      rounds,
    ),
  ]
}

async function measure(
  what: string,
  create: () => Read,
  listings: readonly ReadListing[],
  rounds: number,
): Promise<ReadTimes> {
  const signal = new AbortController().signal
  const start = performance.now()
  const read = create()
  const ready = performance.now() - start
  const times: { clock: number; cpu: number }[] = []
  for (let round = 0; round < rounds; round++)
    for (const one of listings) {
      const cpuBefore = process.cpuUsage()
      const from = performance.now()
      await read.run(one, signal)
      const clock = performance.now() - from
      const { user, system } = process.cpuUsage(cpuBefore)
      times.push({ clock, cpu: (user + system) / 1_000 })
    }
  // A worker runs for days, and hundreds of expressions are compiled over the first hundreds of reads: of the first quarter, only
  // the very first read is reported.
  const warm = times.slice(Math.ceil(rounds / 4) * listings.length)
  const at = (part: number, of: (time: { clock: number; cpu: number }) => number) =>
    warm.map(of).sort((a, b) => a - b)[Math.floor(warm.length * part)] ?? Number.NaN
  return {
    what,
    ready,
    first: times[0]?.clock ?? Number.NaN,
    median: at(0.5, ({ clock }) => clock),
    p95: at(0.95, ({ clock }) => clock),
    cpuMedian: at(0.5, ({ cpu }) => cpu),
    cpuP95: at(0.95, ({ cpu }) => cpu),
    reads: warm.length,
  }
}

/** Real photos of clothes where they are, else drawn ones; normalized as the product does it. */
async function thumbsOf({ dataFolder, photos: limits }: Config): Promise<{ source: string; photos: Buffer[] }> {
  const folder = join(dataFolder, 'photos/images')
  const real = existsSync(folder)
  const originals = real
    ? (await readdir(folder))
        .sort()
        .slice(0, 40)
        .map((file) => readFile(join(folder, file)))
    : drawn.map((drawing, seed) => drawGarment(drawing, { seed, size: 'web' }))
  const photos: Buffer[] = []
  for (const original of originals) photos.push((await normalizePhoto(await original, limits)).thumb)
  return { source: real ? `${photos.length} real` : `${photos.length} drawn`, photos }
}

const drawn = [
  { garment: 't-shirt', color: 'red', pattern: 'solid', backdrop: 'bed' },
  { garment: 'sweater', color: 'navy', pattern: 'striped', second: 'white' },
  { garment: 'long-sleeve-top', color: 'green', pattern: 'plaid', second: 'black', backdrop: 'wall' },
  { garment: 't-shirt', color: 'white', pattern: 'floral', second: 'pink' },
] as const

function listing(text: string, thumb: Buffer | null): ReadListing {
  const photos = thumb === null ? [] : [{ index: 0, sha256: '0', notes: [], bytes: async () => thumb }]
  return { listingId: 'bench', tenant: 'bench', revision: 1, run: 1, text, hints: {}, photos }
}
