import { HangtagError } from '../../domain/hangtag-error.ts'
import type { BatchRecord, BatchRecords } from './batch-records.ts'
import type { Batch, BatchWire } from './batch-wire.ts'
import { batchNameKey } from './batch-wire.ts'
import { type BatchLine, readBatchLines } from './read-batch-lines.ts'

export type BatchOutcome =
  | { kind: 'answer'; body: Record<string, unknown> }
  | { kind: 'failed'; error: HangtagError; again: boolean }

export type RunBatchDeps = {
  wire: BatchWire
  records: BatchRecords
  wait(ms: number, signal: AbortSignal): Promise<unknown>
  log(facts: object, message: string): void
}

/** Growing: a small batch is done in minutes, a large one in hours, and each look is a request. */
const pauseMs = { first: 1_000, factor: 1.5, most: 60_000 }
const refusedPauseMs = 60_000
/** In a row; an endpoint that is away for longer has lost us. */
const failuresMax = 30

/**
 * One batch from its order to what became of each request. `file`: its lines; null: it was ordered by an earlier process, and is
 * found by its name where its id was not written down. Answers are kept before they are returned.
 */
export async function runBatch(
  record: BatchRecord,
  file: readonly string[] | null,
  deps: RunBatchDeps,
  signal: AbortSignal,
): Promise<Map<string, BatchOutcome>> {
  const { wire, records, log } = deps
  const ordered = file === null ? await findOrdered(record, deps, signal) : await order(record, file, deps, signal)
  if (ordered === null) {
    await records.remove(record)
    return new Map()
  }
  log({ batch: ordered.id, requests: record.requests.length }, 'a batch is under way')
  const batch = await pollUntilEnded(ordered, deps, signal)
  // Such as for more than an account may have under way: the next one at once would be refused as well.
  if (isRefusedWhole(batch)) await deps.wait(refusedPauseMs, signal)
  const files = [batch.output_file_id, batch.error_file_id].filter((id) => typeof id === 'string')
  const texts: string[] = []
  for (const id of files) texts.push(await patiently(() => wire.content(id, signal), deps, signal))
  const lines = readBatchLines(texts)
  const outcomes = new Map(
    record.requests.map((id, place) => [id, outcomeOf(lines.get(id), place + 1, batch, wire)] as const),
  )
  const answered = [...outcomes].flatMap(([id, each]) => (each.kind === 'answer' ? [[id, each.body] as const] : []))
  if (answered.length > 0) await records.keepAnswers(new Map(answered))
  await records.remove(record)
  log({ batch: batch.id, status: batch.status, answered: answered.length, of: record.requests.length }, 'a batch ended')
  return outcomes
}

/** The name is written down before the order and the id after it: whichever way a kill falls, the batch is found again. */
async function order(
  record: BatchRecord,
  file: readonly string[],
  deps: RunBatchDeps,
  signal: AbortSignal,
): Promise<Batch> {
  const { wire, records } = deps
  const upload = new File([...file], `${record.name}.jsonl`, { type: 'application/jsonl' })
  const { id } = await patiently(() => wire.upload(upload, signal), deps, signal)
  await records.put(record)
  let isFirst = true
  const create = async () => {
    // An order whose answer was lost on the way must not be given twice.
    const taken = isFirst ? undefined : (await wire.list(signal)).find(isNamed(record))
    isFirst = false
    return taken ?? (await wire.create(id, record.name, signal))
  }
  const batch = await patiently(create, deps, signal).catch(async (error: unknown) => {
    if (error instanceof HangtagError && error.disposition === 'give-up') await records.remove(record)
    throw error
  })
  await records.put({ ...record, batchId: batch.id })
  return batch
}

async function findOrdered(record: BatchRecord, deps: RunBatchDeps, signal: AbortSignal): Promise<Batch | null> {
  const { wire } = deps
  const { batchId } = record
  if (batchId !== null) return await patiently(() => wire.retrieve(batchId, signal), deps, signal)
  return (await patiently(() => wire.list(signal), deps, signal)).find(isNamed(record)) ?? null
}

function isNamed({ name }: BatchRecord): (batch: Batch) => boolean {
  return ({ metadata }) => metadata?.[batchNameKey] === name
}

async function pollUntilEnded(first: Batch, deps: RunBatchDeps, signal: AbortSignal): Promise<Batch> {
  let batch = first
  for (let pause = pauseMs.first; !hasEnded(batch); pause = Math.min(pause * pauseMs.factor, pauseMs.most)) {
    await deps.wait(pause, signal)
    batch = await patiently(() => deps.wire.retrieve(batch.id, signal), deps, signal)
  }
  return batch
}

function isRefusedWhole({ status, errors }: Batch): boolean {
  return status === 'failed' && (errors?.data ?? []).every(({ line }) => line == null)
}

function hasEnded({ status }: Batch): boolean {
  switch (status) {
    case 'validating':
    case 'in_progress':
    case 'finalizing':
    case 'cancelling':
      return false
    case 'completed':
    case 'failed':
    case 'expired':
    case 'cancelled':
      return true
  }
}

/** What passes is waited out; what does not is thrown at once. */
async function patiently<T>(work: () => Promise<T>, { wait }: RunBatchDeps, signal: AbortSignal): Promise<T> {
  for (let failures = 1, pause = pauseMs.first; ; failures += 1, pause = Math.min(pause * 2, pauseMs.most)) {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      const mayPass = error instanceof HangtagError && error.disposition !== 'give-up' && failures < failuresMax
      if (!mayPass) throw error
      await wait(error.retryAfterMs ?? pause, signal)
    }
  }
}

function outcomeOf(line: BatchLine | undefined, number: number, batch: Batch, wire: BatchWire): BatchOutcome {
  if (line?.kind === 'answer') return { kind: 'answer', body: { ...line.body, service_tier: 'batch' } }
  if (line?.kind === 'refused') {
    const error = wire.lineError(line.status, line.body)
    if (!(error instanceof HangtagError)) throw error
    const again = error.disposition !== 'give-up'
    return { kind: 'failed', error: again ? failed('batch-line-failed', error.message, batch, error) : error, again }
  }
  // Whoever cancelled it does not want it sent anew.
  if (batch.status === 'cancelled')
    return { kind: 'failed', error: failed('batch-cancelled', 'The batch was cancelled.', batch), again: false }
  if (batch.status !== 'failed')
    return { kind: 'failed', error: failed('batch-expired', line?.message ?? 'No answer came.', batch), again: true }
  const problems = batch.errors?.data ?? []
  const own = problems.find((each) => each.line === number)
  const message = (own ?? problems[0])?.message ?? 'The batch was refused.'
  // Named lines are at fault themselves; the others of the file are not.
  return { kind: 'failed', error: failed('batch-refused', message, batch), again: own === undefined }
}

/** Tried often enough by then: trying the whole case again would begin anew. */
function failed(code: string, message: string, batch: Batch, cause?: unknown): HangtagError {
  const evidence = { batch: batch.id, status: batch.status }
  return new HangtagError(message.slice(0, 300), { code, disposition: 'give-up', evidence, cause })
}
