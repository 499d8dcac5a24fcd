import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { normalizePhoto } from '../../src/photos/normalize-photo.ts'
import { photoColorRead } from '../../src/reads/photo-color-read.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import { drawnLimits } from '../photos/drawn-photos.ts'

// Real phone photos of clothes with the color families that people accept for each. They are not part of the project.
const data = process.env.HANGTAG_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
const file = join(data, 'golden/photos.jsonl')
const present = existsSync(file)
if (!present) console.log(`${file} is not there: the photo color read is not scored on real photos.`)

const rowSchema = z.object({
  photos: z.array(z.string()).min(1),
  gold: z.object({ color: z.array(z.string()).nullish(), pattern: z.string().nullish() }),
})

test.runIf(present)(
  'on real photos the first family is accepted 17 times in 20, among the surer half 19 times in 20; solid is solid',
  async () => {
    const read = photoColorRead(await loadTaxonomy())
    const seen: { right: boolean; sure: number; solid: string | null }[] = []
    for (const line of (await readFile(file, 'utf8')).trim().split('\n')) {
      const { photos, gold } = rowSchema.parse(JSON.parse(line))
      if (gold.color == null) continue
      const { thumb } = await normalizePhoto(await readFile(join(data, photos[0] ?? '')), drawnLimits)
      const { claims } = await read.run(listingOf(thumb), new AbortController().signal)
      const color = claims.find(({ attribute }) => attribute === 'color')
      const first = z.array(z.string()).parse(color?.value ?? [])[0]
      const solid = claims.some(({ attribute }) => attribute === 'pattern') ? (gold.pattern ?? null) : null
      seen.push({ right: gold.color.includes(first ?? ''), sure: color?.confidence ?? 0, solid })
    }
    const surer = seen.toSorted((one, other) => other.sure - one.sure).slice(0, Math.ceil(seen.length / 2))
    const rate = (some: readonly boolean[]) => some.filter(Boolean).length / some.length
    const all = rate(seen.map(({ right }) => right))
    const half = rate(surer.map(({ right }) => right))
    const solids = seen.flatMap(({ solid }) => (solid === null ? [] : [solid === 'solid']))
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`
    console.log(
      `photo color on ${seen.length} photos: ${percent(all)} accepted, ${percent(half)} in the surer half; ` +
        `solid said ${solids.length} times where gold tells, right ${percent(rate(solids))}`,
    )
    expect(all).toBeGreaterThanOrEqual(0.85)
    expect(half).toBeGreaterThanOrEqual(0.95)
    expect(solids.length).toBeGreaterThan(0)
    expect(rate(solids)).toBeGreaterThanOrEqual(0.95)
  },
  60_000,
)

function listingOf(thumb: Buffer) {
  const photo = { index: 0, sha256: '0', notes: [], bytes: async () => thumb }
  return { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text: '', hints: {}, photos: [photo] }
}
