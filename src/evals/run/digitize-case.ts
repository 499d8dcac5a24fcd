import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { ReadResult, WorkItem, WorkPhoto } from '../../domain/internal-api.ts'
import { originalKey, type PhotoVariant, variantKey } from '../../domain/photo-keys.ts'
import type { Settings } from '../../domain/settings.ts'
import type { NormalizedPhoto } from '../../photos/normalize-photo.ts'
import { type DigitizeDeps, digitizeListing } from '../../pipeline/digitize-listing.ts'
import type { PhotoStore } from '../../store/photo-store.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import type { EvalCall, EvalRow } from './eval-row.ts'

/** The tenant of all cases: answers and photos of evals lie apart from those of production. */
export const evalTenant = 'evals'

/** The listing that a case is digitized as: always the same one, and fit for a file's name whatever the case is called. */
export function caseListingId(caseId: string): string {
  return `case_${createHash('sha256').update(caseId).digest('hex').slice(0, 26)}`
}

/** The production code's dependencies, but for what belongs to one listing and is kept here while its case runs. */
export type DigitizeCaseDeps = {
  /** `addLedgerRow` is where the case's calls are written down; each repeat asks anew. */
  digitize(
    addLedgerRow: (row: EvalCall) => Promise<void>,
    repeat: number,
  ): Omit<DigitizeDeps, 'readResult' | 'putReadResult' | 'photo' | 'mayRetry'>
  photoStore: Pick<PhotoStore, 'put' | 'get'>
  normalize(original: Buffer, signal: AbortSignal): Promise<NormalizedPhoto>
  /** Told of each call the moment it is over. */
  keepCall(call: EvalCall): Promise<void>
  photosRoot: string
  settings: Settings
  /** How often a case is tried again where an endpoint is away. */
  attempts: number
}

const waitMs = { first: 1_000, most: 60_000 }

/**
 * Digitizes a case as production does, with its draft as the result in place of a write. An endpoint that is away or wants us to
 * wait is asked again; what it said so far is kept meanwhile, so nothing is paid for twice. A spent budget is thrown
 * (`budget-spent`): a draft without the model would be scored as the model's.
 */
export async function digitizeCase(
  evalCase: EvalCase,
  repeat: number,
  deps: DigitizeCaseDeps,
  signal: AbortSignal,
): Promise<EvalRow> {
  const startedAt = performance.now()
  const calls: EvalCall[] = []
  const { work, photos } = await workItemOf(evalCase, deps, signal)
  const kept = new Map<string, ReadResult>()
  const parts = {
    ...deps.digitize(async (call) => {
      calls.push(call)
      await deps.keepCall(call)
    }, repeat),
    readResult: async (_: string, key: string) => kept.get(key) ?? null,
    putReadResult: async (_: string, key: string, result: ReadResult) => void kept.set(key, result),
    photo: (tenant: string, listingId: string, index: number, variant: PhotoVariant | 'original') =>
      storedPhoto(deps.photoStore, tenant, listingId, index, variant),
  }
  const row = () => ({ id: evalCase.id, repeat, photos, calls, reads: [...kept.values()], judgments: [] })
  const done = () => Math.round(performance.now() - startedAt)
  for (let attempt = 1; ; attempt += 1) {
    const mayRetry = (error: unknown) => isSpent(error) || (mayPass(error) && attempt < deps.attempts)
    try {
      const draft = await digitizeListing(work, deps.settings, { ...parts, mayRetry }, signal)
      return { ...row(), draft, problem: null, ms: done() }
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof HangtagError) || isSpent(error)) throw error
      if (!mayRetry(error)) {
        const { code, message } = error
        return { ...row(), draft: null, problem: { code, message }, ms: done() }
      }
      const asked = error.retryAfterMs ?? waitMs.first * 2 ** (attempt - 1)
      await delay(Math.min(asked, waitMs.most), undefined, { signal })
    }
  }
}

function isSpent(error: unknown): boolean {
  return error instanceof HangtagError && error.code === 'budget-spent'
}

function mayPass(error: unknown): boolean {
  return error instanceof HangtagError && error.disposition !== 'give-up'
}

/** Photos are normalized as uploads are; one that cannot be used is rejected and does not sink its case. */
async function workItemOf(
  { id, text, hints, photos }: EvalCase,
  deps: DigitizeCaseDeps,
  signal: AbortSignal,
): Promise<{ work: WorkItem; photos: EvalRow['photos'] }> {
  const listingId = caseListingId(id)
  const settled = await Promise.all(
    photos.map(async (file, index) => ({ file, photo: await normalized(file, index, listingId, deps, signal) })),
  )
  const work: WorkItem = {
    listingId,
    tenant: evalTenant,
    lane: 'bulk',
    state: 'digitizing',
    revision: 1,
    run: 1,
    text,
    hints,
    photos: settled.map(({ photo }) => photo),
    corrections: [],
    settings: deps.settings,
  }
  const kept = settled.map(({ file, photo: { index, sha256, code } }) => ({ index, file, sha256, code }))
  return { work, photos: kept }
}

async function normalized(
  file: string,
  index: number,
  listingId: string,
  { photosRoot, photoStore, normalize }: DigitizeCaseDeps,
  signal: AbortSignal,
): Promise<WorkPhoto> {
  const original = await readFile(resolve(photosRoot, file))
  const sha256 = createHash('sha256').update(original).digest('hex')
  const blank = { index, url: null, sha256, phash: null, width: null, height: null, notes: [] }
  try {
    const { model, thumb, phash, width, height, notes } = await normalize(original, signal)
    const key = (variant: PhotoVariant) => variantKey(evalTenant, listingId, index, variant)
    await photoStore.put(originalKey(evalTenant, listingId, index), original)
    await Promise.all([photoStore.put(key('model'), model), photoStore.put(key('thumb'), thumb)])
    return { index, url: null, state: 'normalized', code: null, sha256, phash, width, height, notes: [...notes] }
  } catch (error) {
    if (!(error instanceof HangtagError) || error.disposition !== 'give-up') throw error
    return { ...blank, state: 'rejected', code: error.code }
  }
}

async function storedPhoto(
  store: Pick<PhotoStore, 'get'>,
  tenant: string,
  listingId: string,
  index: number,
  variant: PhotoVariant | 'original',
): Promise<Buffer> {
  const isOriginal = variant === 'original'
  const key = isOriginal ? originalKey(tenant, listingId, index) : variantKey(tenant, listingId, index, variant)
  const bytes = await store.get(key)
  if (bytes === null)
    throw new HangtagError('A photo of a case is gone', { code: 'photo-missing', disposition: 'give-up' })
  return bytes
}
