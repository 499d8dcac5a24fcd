import { HangtagError } from '../../domain/hangtag-error.ts'
import { runSideBySide } from '../../domain/run-side-by-side.ts'
import type { ApiClient } from '../api-client.ts'
import { problemText } from '../digitize-one.ts'
import { printable } from '../printable.ts'
import type { BatchCounts, BatchProgress } from './batch-progress.ts'
import { digitizeLine } from './digitize-line.ts'
import { inputHash } from './input-hash.ts'
import type { Output } from './open-output.ts'
import { outputLine } from './output-line.ts'
import type { InputLine } from './read-input-lines.ts'
import { unpaidReason } from './unpaid-reason.ts'

export type BatchDeps = {
  api: Pick<ApiClient, 'create' | 'redigitize' | 'follow'>
  output: Pick<Output, 'append'>
  /** By id: the input of the draft that is there already; null where it shall be made again. */
  hashes: ReadonlyMap<string, string | null>
  /** Whether what is there already is digitized once more. */
  again: boolean
  /** The cap that all lines are ordered under: when it is spent no further line is begun. */
  spendingCap?: string
  progress: Pick<BatchProgress, 'advance' | 'report'>
}

export type BatchResult = BatchCounts & {
  /** Lines appended for ids that had one already. */
  replaced: number
  /** Lines with a draft of the free reads alone, because no money was left: a later run makes them again. */
  unpaid: number
}

/**
 * Digitizes the lines, `concurrency` at a time, and appends each record as it is finished. What is wrong with one line is
 * reported with its number and counted; an API that is away, or takes no orders from this key, ends the run.
 *
 * Memory does not grow with the photos, texts or records of the lines: of each line only its id (with its number, and the
 * hash of its earlier draft) is kept.
 */
export async function runBatch(
  lines: AsyncGenerator<InputLine>,
  concurrency: number,
  deps: BatchDeps,
  signal: AbortSignal,
): Promise<BatchResult> {
  const result: BatchResult = { done: 0, skipped: 0, failed: 0, badLines: 0, replaced: 0, unpaid: 0 }
  const work = async (either: AbortSignal) => {
    // All share the one generator: each takes the next line when it is free.
    for await (const line of lines) {
      either.throwIfAborted()
      await finishLine(line, result, deps, either)
      deps.progress.advance(line.bytes, result)
      // Ends the one generator, and with it the run of all.
      if (result.unpaid > 0 && deps.spendingCap !== undefined) break
    }
  }
  await runSideBySide(concurrency, work, signal)
  return result
}

async function finishLine(line: InputLine, result: BatchResult, deps: BatchDeps, signal: AbortSignal): Promise<void> {
  if ('problem' in line) {
    result.badLines += 1
    deps.progress.report(`line ${line.number}: ${line.problem}`)
    return
  }
  const { id } = line.listing
  try {
    const hash = await inputHash(line.listing, signal)
    if (!deps.again && deps.hashes.get(id) === hash) {
      result.skipped += 1
      return
    }
    const record = await digitizeLine(
      line.listing,
      { inputHash: hash, again: deps.again, spendingCap: deps.spendingCap },
      deps.api,
      signal,
    )
    const unpaid = unpaidReason(record)
    await deps.output.append(outputLine(id, record, unpaid === null ? hash : null))
    if (deps.hashes.has(id)) result.replaced += 1
    if (record.state === 'failed') fail(line.number, `${record.listingId} failed: ${problemText(record)}`, result, deps)
    else if (unpaid !== null) leaveUnpaid(line.number, unpaid, result, deps)
    else result.done += 1
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof HangtagError) || endsTheRun(error)) throw error
    fail(line.number, error.message, result, deps)
  }
}

function leaveUnpaid(number: number, why: string, result: BatchResult, { progress }: BatchDeps): void {
  if (result.unpaid === 0) progress.report(`line ${number}: ${printable(why)}`)
  result.unpaid += 1
}

function fail(number: number, why: string, result: BatchResult, { progress }: BatchDeps): void {
  result.failed += 1
  progress.report(`line ${number}: ${printable(why)}`)
}

/** What would be said of every other line too. */
function endsTheRun({ code, evidence }: HangtagError): boolean {
  if (code === 'api-refused') return evidence.status === 401 || evidence.status === 403
  return code === 'api-unreachable' || code === 'api-answer-malformed' || code === 'input-unusable'
}
