import type { Evidence } from '../domain/record.ts'

/** What evidence is looked for in. Photos are those that reads could see. */
export type Input = { text: string; photos: readonly { index: number }[] }

/** The pieces of evidence that can be found again in the input: the span says what is quoted, the photo is there. */
export function checkEvidence(evidence: readonly Evidence[], input: Input): Evidence[] {
  return evidence.filter((piece) => {
    if (piece.kind === 'text') {
      const { start, end, quote } = piece
      return start !== undefined && end !== undefined && start < end && input.text.slice(start, end) === quote
    }
    if (piece.kind === 'photo' || piece.kind === 'label') return input.photos.some(({ index }) => index === piece.photo)
    return true
  })
}
