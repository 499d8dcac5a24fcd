import { createHash } from 'node:crypto'
import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { variantPixels } from '../photos/variant-pixels.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { cielab, type Lab } from './photo-color/cielab.ts'
import { decideColor } from './photo-color/decide-color.ts'
import { type Look, lookAtPhoto } from './photo-color/look-at-photo.ts'
import { type ColorNames, colorNamer } from './photo-color/name-color.ts'
import type { Picture } from './photo-color/picture.ts'
import type { Read, ReadPhoto } from './read.ts'

/** Raised by hand whenever some photo would be read differently. */
const rules = 3
/** Longest side that colors are counted on, in pixels: cloth keeps its color, and the count stays quick. The thumbnail is enough. */
const side = 128

type Seen = Look & { index: number }

/**
 * The garment's one or two color families as the photos show them, and a solid pattern where the cloth is even. The confidence
 * is the chance that a person accepts the first family, as far as photos tell. Photos of labels are left out, and those that are
 * damaged in the store are passed over. Only values that the taxonomy has are claimed.
 */
export function photoColorRead(taxonomy: Taxonomy): Read {
  const version = createHash('sha256').update(`${rules} ${taxonomy.version}`).digest('hex').slice(0, 12)
  const families = new Set(valuesOf(taxonomy, 'color'))
  const namesOf = colorNamer(families)
  return {
    name,
    version,
    input: ({ photos }) => ({ photos: photos.filter(isOfItem).map(({ index, sha256 }) => [index, sha256]) }),
    async run({ photos }, signal) {
      const seen: Seen[] = []
      const damaged: string[] = []
      for (const photo of photos.filter(isOfItem)) {
        signal.throwIfAborted()
        try {
          seen.push(await see(photo, namesOf))
        } catch (error) {
          if (!(error instanceof HangtagError) || error.code !== 'photo-variant-damaged') throw error
          damaged.push(`photo ${photo.index + 1}: ${error.message}`)
        }
      }
      const claims = claimsOf(seen, families, taxonomy)
      if (damaged.length === 0) return { claims }
      return { claims, run: { error: 'photo-variant-damaged', reason: damaged.join(' ') }, incomplete: true }
    },
  }
}

const name = 'photo-color'

function valuesOf(taxonomy: Taxonomy, attribute: string): string[] {
  return (taxonomy.attributes.find(({ id }) => id === attribute)?.values ?? []).map(({ id }) => id)
}

function isOfItem({ notes }: ReadPhoto): boolean {
  return !notes.includes('label')
}

async function see(photo: ReadPhoto, namesOf: (color: Lab) => ColorNames): Promise<Seen> {
  return { index: photo.index, ...lookAtPhoto(await pictureOf(await photo.bytes('thumb')), namesOf) }
}

/** Pixels are picked, not averaged: the mean of a black and white print would be gray. */
async function pictureOf(jpeg: Buffer): Promise<Picture> {
  const { data, info } = await variantPixels(jpeg, (photo) =>
    photo.resize(side, side, { fit: 'inside', kernel: 'nearest' }).toColourspace('srgb').removeAlpha(),
  )
  const lab = new Float32Array(info.width * info.height * 3)
  for (let at = 0; at < info.width * info.height; at++) {
    const from = at * info.channels
    const red = data[from] ?? 0
    lab.set(info.channels < 3 ? cielab(red, red, red) : cielab(red, data[from + 1] ?? 0, data[from + 2] ?? 0), at * 3)
  }
  return { width: info.width, height: info.height, lab }
}

function claimsOf(seen: readonly Seen[], families: ReadonlySet<string>, taxonomy: Taxonomy): Claim[] {
  const decision = decideColor(seen, families)
  if (decision === null) return []
  const claim = (attribute: string, value: unknown, confidence: number, photos: readonly Seen[]): Claim => ({
    attribute,
    value,
    label: labelValue(taxonomy, attribute, value),
    status: 'observed',
    confidence: Math.round(confidence * 1_000) / 1_000,
    evidence: photos.map(({ index, region }) => ({ read: name, kind: 'photo' as const, photo: index, region })),
  })
  const [first = ''] = decision.value
  const agreeing = seen.filter(({ shares }) => first === 'multicolor' || topOf(shares) === first)
  const claims = [claim('color', decision.value, decision.confidence, agreeing.length > 0 ? agreeing : seen)]
  const solid = Math.min(...seen.map(solidChance))
  if (solid >= solidMin && decision.value.length === 1 && valuesOf(taxonomy, 'pattern').includes('solid'))
    claims.push(claim('pattern', 'solid', solid, seen))
  return claims
}

function topOf(shares: ReadonlyMap<string, number>): string | undefined {
  return [...shares].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Claimed from this chance on. */
const solidMin = 0.88

/** The chance that the cloth is plain, by how uneven it looks: a logistic curve fitted on 183 photos of used clothes. */
function solidChance({ unevenness }: Look): number {
  return unevenness === null ? 0 : 0.97 / (1 + Math.exp(2.6 * Math.log(unevenness + 0.5) - 8.6))
}
