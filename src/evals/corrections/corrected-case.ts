import { createHash } from 'node:crypto'
import type { ListingRecord } from '../../domain/record.ts'
import { foldWord } from '../../taxonomy/fold-word.ts'
import { fieldRule } from '../field-rule.ts'
import { goldOfValue } from '../gold-of-value.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import { maskContacts, maskDeep } from './mask-contacts.ts'

/** Why a record makes no case. */
export const leftOutReasons = {
  'not-accepted': 'not accepted by anyone',
  uncorrected: 'accepted without a correction, so that nobody was asked for consent',
  'without-consent': 'corrected without consent',
  'nothing-to-read': 'neither words nor a photo that can be taken along',
  'nothing-told': 'no field that gold can say',
} as const
export type LeftOut = keyof typeof leftOutReasons

export type CorrectedCase = {
  case: EvalCase
  /** The same words and photos have the same one, whoever listed them. */
  content: string
  fingerprints: string[]
  /** Fields that a person changed; the other ones in gold were let stand. */
  corrected: string[]
  updatedAt: string
  listingId: string
  photos: { index: number; file: string }[]
}

/**
 * An accepted record as a case. Gold is what a person put, and the values that the person let stand; blanks that were left say
 * nothing, for no one looks for what is missing. `sellerHint` names the hint that tells whose listing it is, within the
 * tenant; the dataset holds a hash of both in its place. Contacts in texts are masked.
 */
export function correctedCase(
  record: ListingRecord,
  { sellerHint, withPhotos }: { sellerHint: string; withPhotos: boolean },
): CorrectedCase | LeftOut {
  if (record.state !== 'accepted' && record.state !== 'published') return 'not-accepted'
  if (record.corrections.length === 0) return 'uncorrected'
  if (record.corrections.some(({ consent }) => !consent)) return 'without-consent'
  const shown = record.photos.filter(({ state }) => state === 'normalized')
  const photos = withPhotos
    ? shown.map(({ index }) => ({ index, file: `photos/${record.listingId.replaceAll(/[^\w-]/g, '_')}-${index}.jpg` }))
    : []
  if (record.text.trim() === '' && photos.length === 0) return 'nothing-to-read'
  const gold = goldOfRecord(record)
  if (Object.keys(gold).length === 0) return 'nothing-told'
  const { [sellerHint]: seller, ...hints } = record.hints ?? {}
  const fingerprints = shown.flatMap(({ phash, sha256 }) => phash ?? sha256 ?? []).sort()
  return {
    case: {
      id: record.listingId,
      text: maskContacts(record.text),
      hints: maskDeep(hints) as Record<string, unknown>,
      photos: photos.map(({ file }) => file),
      seller: hashed('seller', [record.tenant, isName(seller) ? String(seller) : null]),
      gold,
    },
    content: hashed('content', [foldWord(record.text).replaceAll(/\s+/g, ' ').trim(), fingerprints]),
    fingerprints,
    corrected: Object.keys(gold).filter((field) => record.corrections.some((each) => each.field === field)),
    updatedAt: record.updatedAt,
    listingId: record.listingId,
    photos,
  }
}

function goldOfRecord({ fields, corrections }: ListingRecord): Record<string, unknown> {
  const put = Object.fromEntries(corrections.map(({ field, after }) => [field, after]))
  const stood = Object.fromEntries(
    Object.entries(fields).flatMap(([name, { value }]) => (value === null ? [] : [[name, value]])),
  )
  return Object.fromEntries(
    Object.entries({ ...stood, ...put }).flatMap(([field, value]) => {
      const gold = fieldRule(field).gold.safeParse(goldOfValue(value))
      return gold.success ? [[field, gold.data]] : []
    }),
  )
}

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

function hashed(what: string, parts: unknown): string {
  return `${what}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`
}
