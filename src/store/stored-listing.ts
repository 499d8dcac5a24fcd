import type { Draft } from '../domain/draft.ts'
import type { WorkPhoto } from '../domain/internal-api.ts'

/** What the seller sent beside photos. */
export type StoredInput = { sku: string | null; text: string; hints: Record<string, unknown> }

/** `retriable`: rejected, but not for what the photo is; digitizing again tries it again. */
export type StoredPhoto = WorkPhoto & { retriable: boolean }

export type StoredDraft = Pick<Draft, 'fields' | 'copy' | 'review' | 'provenance'>
