import type { Evidence, Field } from '../domain/record.ts'
import type { Region } from '../photos/crop-label.ts'

/** Where labels were read in the photos that are shown, in their order: per photo the box around all that was read there. */
export function labelRegions(
  fields: Readonly<Record<string, Field>>,
  photos: readonly { index: number }[],
): { photo: number; region: Region }[] {
  const regions = new Map<number, Region>()
  for (const { photo, region } of Object.values(fields).flatMap(evidenceOf)) {
    if (photo === undefined || region === undefined) continue
    const box = region as unknown as Region
    const known = regions.get(photo)
    regions.set(photo, known === undefined ? box : around(known, box))
  }
  return photos.flatMap(({ index }) => {
    const region = regions.get(index)
    return region === undefined ? [] : [{ photo: index, region }]
  })
}

function evidenceOf({ evidence, conflicts }: Field): Evidence[] {
  const all = [...evidence, ...conflicts.flatMap((conflict) => conflict.evidence)]
  return all.filter(({ kind, read }) => kind === 'label' && read === 'label')
}

function around([ax, ay, aw, ah]: Region, [bx, by, bw, bh]: Region): Region {
  const x = Math.min(ax, bx)
  const y = Math.min(ay, by)
  return [x, y, Math.max(ax + aw, bx + bw) - x, Math.max(ay + ah, by + bh) - y]
}
