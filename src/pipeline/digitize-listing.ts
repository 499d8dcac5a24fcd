import { z } from 'zod'
import { type Neighbor, neighborSchema } from '../domain/catalog-item.ts'
import type { Draft } from '../domain/draft.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { ReadResult, WorkItem } from '../domain/internal-api.ts'
import type { PhotoVariant } from '../domain/photo-keys.ts'
import type { degradedParts, ReadRun } from '../domain/record.ts'
import type { Settings } from '../domain/settings.ts'
import type { Read, ReadListing } from '../reads/read.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { hashJson } from './hash-json.ts'
import { leaveOutOrders } from './leave-out-orders.ts'
import { listingOf } from './listing-of.ts'
import type { Known, ModelRead } from './model-read.ts'
import { needsSecondRead } from './needs-second-read.ts'
import { type ReadStore, type RunnableRead, runRead } from './run-read.ts'
import { type CopyRead, writeListingCopy } from './write-listing-copy.ts'

/** All that digitizing needs of the world outside. */
export type DigitizeDeps = ReadStore & {
  taxonomy: Taxonomy
  sellerTextRead: Read
  labelRead: Read
  photoColorRead: Read
  /** Null: no vector index is configured. */
  neighborsRead: ((limit: number) => Read) | null
  /** Null: no model is configured. */
  modelRead: ModelRead | null
  /** The second read, which looks for evidence and not for fields; run where doubt remains. Null: no model is configured. */
  secondModelRead: ModelRead | null
  /** Writes titles and descriptions. Null: no model is configured, and they are put together from the fields. */
  copyRead: CopyRead | null
  /** A stored variant of a photo, or the upload as it came. */
  photo(tenant: string, listingId: string, index: number, variant: PhotoVariant | 'original'): Promise<Buffer>
  /** Whether this job will be started again if it fails with this error; the last attempt degrades instead. */
  mayRetry(error: unknown): boolean
}

/**
 * The product: photos and words in, a checked draft with evidence out. The free reads go first and are reconciled, the model
 * is asked with what they found, and all claims are reconciled again; where doubt remains the model looks a second time, in
 * another way. Every read's result is stored under what it read, so that running this twice repeats nothing.
 */
export async function digitizeListing(
  work: WorkItem,
  settings: Settings,
  deps: DigitizeDeps,
  signal: AbortSignal,
): Promise<Draft> {
  const given = listingOf(work, deps.photo)
  const free = await runFreeReads(given, settings, deps, signal)
  const listing = withLabels(given, free.results)
  const neighbors = neighborsOf(free.results)
  const decide = (results: ReadResult[], degraded: Degraded[]) =>
    reconcile({
      results,
      corrections: work.corrections,
      listing,
      taxonomy: deps.taxonomy,
      thresholds: settings.thresholds,
      calibration: settings.calibration,
      degraded,
    })
  const preliminary = decide(free.results, free.degraded)
  const model = await runModelRead(deps.modelRead, listing, { neighbors, ...preliminary }, settings, deps, signal)
  const once = joined([{ results: [], runs: [], degraded: photosDegraded(work) }, free, model])
  const after = decide(once.results, once.degraded)
  const isDoubtful = model.results.length > 0 && needsSecondRead(after.fields, listing, deps.taxonomy, settings)
  const second = isDoubtful
    ? await runModelRead(deps.secondModelRead, listing, { neighbors, ...after }, settings, deps, signal)
    : joined([])
  const { results, runs, degraded } = joined([once, second])
  const { fields, review } =
    second.results.length === 0 && second.degraded.length === 0 ? after : decide(results, degraded)
  const written = await writeListingCopy({ listing, fields, results }, settings, deps, signal)
  return {
    revision: work.revision,
    run: work.run,
    fields,
    copy: written.copy,
    review,
    provenance: {
      taxonomy: deps.taxonomy.version,
      settings: hashJson(settings),
      ...(settings.calibration === null ? {} : { calibration: settings.calibration.version }),
      degraded,
      neighbors: neighbors.map(({ id, score }) => ({ id, score })),
      reads: [...runs, ...written.runs],
    },
  }
}

type Degraded = (typeof degradedParts)[number]

/** What a wave of reads brought: results, how each ran, and what had to be done without. */
type Wave = { results: ReadResult[]; runs: ReadRun[]; degraded: Degraded[] }

/** The reads that cost nothing, side by side. The catalog and the labels may be missed; anything else fails the job. */
async function runFreeReads(
  listing: ReadListing,
  settings: Settings,
  deps: DigitizeDeps,
  signal: AbortSignal,
): Promise<Wave> {
  const { sellerText, label, photoColor, neighbors } = settings.reads
  const certain = async (read: Read, of: ReadListing) => found(await runRead(read, of, deps, signal))
  const labels = label ? runOrMiss(deps.labelRead, 'label', listing, deps, signal) : Promise.resolve(joined([]))
  // A photo of a label shows none of the garment's color.
  const color = async () => certain(deps.photoColorRead, withLabels(listing, (await labels).results))
  const waves = await Promise.all([
    ...(sellerText ? [certain(deps.sellerTextRead, listing)] : []),
    labels,
    ...(photoColor ? [color()] : []),
    ...(neighbors ? [runOrMiss(deps.neighborsRead?.(settings.neighbors.limit), 'catalog', listing, deps, signal)] : []),
  ])
  return joined(waves)
}

/** A read that a draft can do without; absent, its part is not configured. */
async function runOrMiss(
  read: Read | undefined,
  part: Degraded,
  listing: ReadListing,
  deps: DigitizeDeps,
  signal: AbortSignal,
): Promise<Wave> {
  if (read === undefined) return { results: [], runs: [], degraded: [part] }
  try {
    const result = await runRead(read, listing, deps, signal)
    // Such as one photo of several that could not be read.
    return { ...found(result), degraded: result.run.error === undefined ? [] : [part] }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof HangtagError)) throw error
    return missed(read, error, part)
  }
}

/** A wave of the model. An outage is thrown while the job has attempts left; the last one goes on with what there is. */
async function runModelRead(
  modelRead: ModelRead | null,
  listing: ReadListing,
  { neighbors, fields }: Known,
  settings: Settings,
  deps: DigitizeDeps,
  signal: AbortSignal,
): Promise<Wave> {
  if (settings.reads.model === 'off') return joined([])
  if (settings.model === null || modelRead === null) return { results: [], runs: [], degraded: ['model'] }
  const read = modelRead({ neighbors, fields }, settings)
  try {
    const result = leaveOutOrders(await runRead(read, listing, deps, signal), listing.text)
    // Such as one of several models that would not answer for its fields.
    return { ...found(result), degraded: result.run.error === undefined ? [] : ['model'] }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof HangtagError) || deps.mayRetry(error)) throw error
    return missed(read, error, 'model')
  }
}

/** What the neighbors read hands on beside its claims. */
function neighborsOf(results: ReadResult[]): Neighbor[] {
  const extra = results.find(({ run }) => run.read === 'neighbors')?.extra
  return neighborsExtraSchema.parse(extra ?? { neighbors: [] }).neighbors
}

const neighborsExtraSchema = z.object({ neighbors: z.array(neighborSchema) })

/** The listing with what the label read found out about its photos. */
function withLabels(listing: ReadListing, results: ReadResult[]): ReadListing {
  const extra = results.find(({ run }) => run.read === 'label')?.extra
  const { labels } = labelsExtraSchema.parse(extra ?? { labels: [] })
  const noted = (notes: string[]) => (notes.includes('label') ? notes : [...notes, 'label'])
  const photos = listing.photos.map((photo) =>
    labels.includes(photo.index) ? { ...photo, notes: noted(photo.notes) } : photo,
  )
  return { ...listing, photos }
}

const labelsExtraSchema = z.object({ labels: z.array(z.int()) })

function found(result: ReadResult): Wave {
  return { results: [result], runs: [result.run], degraded: [] }
}

function missed(read: RunnableRead, error: HangtagError, part: Degraded): Wave {
  const run = { read: read.name, version: read.version, ms: 0, cached: false, error: error.code, reason: error.message }
  return { results: [], runs: [run], degraded: [part] }
}

function joined(waves: Wave[]): Wave {
  return {
    results: waves.flatMap((wave) => wave.results),
    runs: waves.flatMap((wave) => wave.runs),
    degraded: [...new Set(waves.flatMap((wave) => wave.degraded))],
  }
}

/** Photos came, and not one could be used: the draft stands on the words alone. */
function photosDegraded(work: WorkItem): Degraded[] {
  return work.photos.length > 0 && work.photos.every(({ state }) => state === 'rejected') ? ['photos'] : []
}
