import type { CalibrationFeatures } from '../reconcile/calibration-features.ts'
import { calibrationFeatures } from '../reconcile/calibration-features.ts'
import { acceptedFields } from './accepted-fields.ts'
import type { Drafted } from './read-drafts.ts'
import type { Gold } from './read-gold.ts'
import { scoreDrafts } from './score-drafts.ts'

/** One decided field of which it is known whether it was right. */
export type CalibrationRow = CalibrationFeatures & {
  /** The listing: rows of one listing are never on both sides of a fold. */
  listing: string
  field: string
  kind: string
  raw: number
  right: boolean
}

/**
 * What drafts and gold say about confidence. A listing that gold does not name counts where a person has accepted it, by what
 * was corrected and what was left. `kinds` has the kind of each attribute; other fields are left out. Sorted, so that no
 * order of files or lines makes a difference.
 */
export function calibrationRows(
  pairs: readonly { drafts: ReadonlyMap<string, Drafted>; gold: readonly Gold[] }[],
  kinds: ReadonlyMap<string, string>,
): CalibrationRow[] {
  const rows = pairs.flatMap(({ drafts, gold }) => {
    const named = new Set(gold.map(({ id }) => id))
    const judged = scoreDrafts(drafts, gold).flatMap(({ id, field, verdict, drafted }) => {
      const draft = drafts.get(id)
      const decided =
        drafted && draft !== undefined && Object.hasOwn(draft.fields, field) ? draft.fields[field] : undefined
      return draft === undefined || decided === undefined
        ? []
        : [{ draft, field, decided, right: verdict === 'right-value' || verdict === 'right-abstention' }]
    })
    const accepted = [...drafts.values()].flatMap((draft) =>
      named.has(draft.id) ? [] : acceptedFields(draft).map((each) => ({ draft, ...each })),
    )
    return [...judged, ...accepted].flatMap(({ draft, field, decided, right }): CalibrationRow[] => {
      const kind = kinds.get(field)
      const found = calibrationFeatures(decided, asRead(draft))
      const raw = decided.rawConfidence ?? decided.confidence
      return kind === undefined || found === null ? [] : [{ listing: draft.id, field, kind, raw, right, ...found }]
    })
  })
  return rows
    .map((row) => ({ row, key: JSON.stringify(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)
}

/** What reads could see of a listing. */
function asRead({ text, photos }: Drafted): { text: string; photos: unknown[] } {
  return { text, photos: photos.filter(({ state }) => state === 'normalized') }
}
