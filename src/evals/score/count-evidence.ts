import type { EvalRow } from '../run/eval-row.ts'
import type { EvalCase } from '../suite/read-dataset.ts'

/** Pieces of evidence behind values, and how many of them are in the input when one looks. */
export type EvidenceCount = {
  pieces: number
  found: number
  missing: { id: string; field: string; evidence: unknown }[]
}

/**
 * Looks each piece of evidence of a value up again: a quote at its place in the text, a photo among those that could be used, a
 * neighbor among those that were retrieved. What a label or a picture shows is not read again: that the photo is there is all
 * that is checked.
 */
export function countEvidence(pairs: readonly { row: EvalRow; evalCase: EvalCase }[]): EvidenceCount {
  const count: EvidenceCount = { pieces: 0, found: 0, missing: [] }
  for (const { row, evalCase } of pairs)
    for (const [field, { value, evidence }] of Object.entries(row.draft?.fields ?? {})) {
      if (value === null) continue
      for (const piece of evidence) {
        count.pieces += 1
        if (isFound(piece, row, evalCase)) count.found += 1
        else count.missing.push({ id: row.id, field, evidence: piece })
      }
    }
  return count
}

type Piece = NonNullable<EvalRow['draft']>['fields'][string]['evidence'][number]

function isFound(piece: Piece, { draft, photos }: EvalRow, { text }: EvalCase): boolean {
  if (piece.kind === 'text') return text.slice(piece.start, piece.end) === piece.quote
  if (piece.kind === 'photo' || piece.kind === 'label')
    return photos.some(({ index, code }) => index === piece.photo && code === null)
  if (piece.kind === 'neighbor') return draft?.provenance.neighbors.some(({ id }) => id === piece.neighbor) ?? false
  return true
}
