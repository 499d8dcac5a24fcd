/** What is known of a photo before anyone looks at it with a model. */
export type ChoosablePhoto = {
  index: number
  /** Of its quality, and `label` where the label read found that it shows one foremost. */
  notes: readonly string[]
  /** dHash, 16 hex digits; null: not known. */
  phash: string | null
}

export type ChosenPhoto = {
  index: number
  /** What it is there for: the item as a whole, its label, or something that the others do not show. */
  use: 'whole' | 'label' | 'detail'
}

/**
 * The photos that a model is shown, most useful first, `countMax` at most: the first that shows the whole item, then labels,
 * then each time the one that differs most from those chosen so far. Sellers add a photo for what the others do not show (a
 * flaw, the back, the sole), so what looks different is what tells something new. Second takes of a photo are left out.
 */
export function choosePhotos(photos: readonly ChoosablePhoto[], countMax: number): ChosenPhoto[] {
  const different = withoutRepeats(photos)
  const labels = different.filter(isLabel).sort((a, b) => faults(a) - faults(b))
  const others = different.filter((photo) => !isLabel(photo))
  // Sellers put the picture of the whole first; one that is blurred or dark gives way to the next.
  const [whole] = [...others].sort((a, b) => faults(a) - faults(b))
  const chosen: { photo: ChoosablePhoto; use: ChosenPhoto['use'] }[] = [
    ...(whole === undefined ? [] : [{ photo: whole, use: 'whole' as const }]),
    ...labels.slice(0, labelsMax).map((photo) => ({ photo, use: 'label' as const })),
  ]
  const left = [...others.filter((photo) => photo !== whole), ...labels.slice(labelsMax)]
  while (left.length > 0 && chosen.length < countMax) {
    const news = left.map((photo) => newsOf(photo, chosen) - faults(photo) * faultBits)
    const [photo] = left.splice(news.indexOf(Math.max(...news)), 1)
    if (photo !== undefined) chosen.push({ photo, use: 'detail' })
  }
  return chosen.slice(0, countMax).map(({ photo, use }) => ({ index: photo.index, use }))
}

/** Brand, size and composition seldom take more than two labels. */
const labelsMax = 2
/** Bits in which two takes of one view differ at most; different views differ in about half of the 64. */
const repeatBits = 4
/** What a blurred or dark photo must show more than a good one to go before it, in bits. */
const faultBits = 12

function isLabel({ notes }: ChoosablePhoto): boolean {
  return notes.includes('label')
}

function faults({ notes }: ChoosablePhoto): number {
  return notes.filter((note) => note === 'blurred' || note === 'dark' || note === 'too-small').length
}

/** Of takes that look the same the better one stays, and of equal ones the first. */
function withoutRepeats(photos: readonly ChoosablePhoto[]): ChoosablePhoto[] {
  const kept: ChoosablePhoto[] = []
  for (const photo of photos) {
    const at = kept.findIndex((other) => isLabel(other) === isLabel(photo) && distance(other, photo) <= repeatBits)
    const known = kept[at]
    if (known === undefined) kept.push(photo)
    else if (faults(photo) < faults(known)) kept[at] = photo
  }
  return kept
}

/** How far a photo is from the nearest of those chosen, in bits. */
function newsOf(photo: ChoosablePhoto, chosen: readonly { photo: ChoosablePhoto }[]): number {
  return Math.min(...chosen.map((other) => distance(other.photo, photo)), 64)
}

/** In bits of the fingerprint; of photos without one nothing is known, and they count as different. */
function distance(a: ChoosablePhoto, b: ChoosablePhoto): number {
  if (a.phash === null || b.phash === null) return 32
  let bits = 0
  for (let rest = BigInt(`0x${a.phash}`) ^ BigInt(`0x${b.phash}`); rest > 0n; rest &= rest - 1n) bits += 1
  return bits
}
