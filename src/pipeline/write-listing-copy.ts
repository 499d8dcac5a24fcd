import { chooseCopy } from '../copy/choose-copy.ts'
import { hasMoreToSay } from '../copy/has-more-to-say.ts'
import { type Told, tellFacts } from '../copy/tell-facts.ts'
import { writtenSchema } from '../copy/written.ts'
import type { Draft } from '../domain/draft.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { ReadResult } from '../domain/internal-api.ts'
import type { Field, ReadRun } from '../domain/record.ts'
import type { Settings } from '../domain/settings.ts'
import type { ReadListing } from '../reads/read.ts'
import { maskOrders } from '../reads/seller-text/mask-orders.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { type ReadStore, type RunnableRead, runRead } from './run-read.ts'

/** The writing of copy by a model, given what may be told; stored and paid for once like any read, though it claims nothing. */
export type CopyRead = (told: Told, settings: Settings) => RunnableRead

type CopyDeps = ReadStore & { taxonomy: Taxonomy; copyRead: CopyRead | null; mayRetry(error: unknown): boolean }

/**
 * Title and description for each target of the settings: by a model where that is set and worth it, checked piece by piece; else
 * out of the fields. The run says what a model wrote and was not used, and why. A call that fails costs its prose and never the
 * draft; only one that came too early is waited for.
 */
export async function writeListingCopy(
  { listing, fields, results }: { listing: ReadListing; fields: Record<string, Field>; results: ReadResult[] },
  settings: Settings,
  deps: CopyDeps,
  signal: AbortSignal,
): Promise<{ copy: Draft['copy']; runs: ReadRun[] }> {
  const { taxonomy } = deps
  const { targets } = settings.copy
  const claims = results.flatMap((result) => result.claims)
  const text = maskOrders(listing.text)
  const told = tellFacts({ fields, text, claims, confidenceMin: settings.thresholds.review }, taxonomy)
  const plain = () => chooseCopy(told, targets, { written: null, prompt: null }, taxonomy).copy
  const read = isForModel(told, settings, taxonomy) ? deps.copyRead?.(told, settings) : undefined
  if (read === undefined) return { copy: plain(), runs: [] }
  try {
    const { run, extra } = await runRead(read, listing, deps, signal)
    const { copy, refused } = chooseCopy(told, targets, writtenSchema.parse(extra), taxonomy)
    return { copy, runs: [refused.length === 0 ? run : { ...run, refused }] }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof HangtagError)) throw error
    if (isEarly(error) && deps.mayRetry(error)) throw error
    const run = {
      read: read.name,
      version: read.version,
      ms: 0,
      cached: false,
      error: error.code,
      reason: error.message,
    }
    return { copy: plain(), runs: [run] }
  }
}

/** Too fast, or money is set aside for others at this moment: it passes soon. An endpoint that failed too often may stay away. */
function isEarly({ disposition, code }: HangtagError): boolean {
  return disposition === 'rate-limited' && code !== 'model-paused'
}

function isForModel(told: Told, { model, copy: { writer } }: Settings, taxonomy: Taxonomy): boolean {
  if (model === null || writer === 'fields' || told.facts.length === 0) return false
  return writer === 'model' || hasMoreToSay(told, taxonomy)
}
