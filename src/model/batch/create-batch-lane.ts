import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Send } from '../model-call.ts'
import type { BatchRecord, BatchRecords } from './batch-records.ts'
import type { BatchWire } from './batch-wire.ts'
import { gatherRequests } from './gather-requests.ts'
import { type PackedRequest, packFiles, packRequest } from './pack-requests.ts'
import { runBatch } from './run-batch.ts'

export type BatchLaneOptions = {
  wire: BatchWire
  records: BatchRecords
  limits: { requestsMax: number; bytesMax: number }
  /** So long nothing new is asked before what was gathered goes. */
  quietMs: number
  wait(ms: number, signal: AbortSignal): Promise<unknown>
  log(facts: object, message: string): void
}

export type BatchLane = {
  /** Sends as any `send` does, a day later. `scope`: the same request in another scope is another question. */
  send(scope: string): Send
  /** Ends all waiting here; batches go on where they are and are taken up by the next lane with these records. */
  close(): Promise<void>
}

/** A request that somebody waits for, or that an earlier process sent. */
type Entry = {
  id: string
  packed: PackedRequest | null
  sends: number
  callers: { resolve(body: unknown): void; reject(error: unknown): void }[]
}

/**
 * Gathers requests until nobody asks for more for a moment, or a file is full, and sends them as batches. Which batch holds what
 * is written down before it is ordered, and answers before they are handed on: after a kill nothing is paid for twice.
 */
export async function createBatchLane(options: BatchLaneOptions): Promise<BatchLane> {
  const { wire, records, limits, quietMs, wait, log } = options
  const closing = new AbortController()
  const { signal } = closing
  const kept = await records.read()
  const answers = kept.answers
  const known = new Map<string, Entry>()
  const running = new Set<Promise<void>>()

  function begin(record: BatchRecord, entries: readonly Entry[], file: readonly string[] | null): void {
    const work = runBatch(record, file, { wire, records, wait, log }, signal)
      .then((outcome) => settle(entries, outcome))
      .catch((error: unknown) => {
        for (const entry of entries) end(entry, { error: signal.aborted ? signal.reason : error })
      })
    running.add(work)
    work.finally(() => running.delete(work))
  }

  function settle(entries: readonly Entry[], outcome: Awaited<ReturnType<typeof runBatch>>): void {
    for (const entry of entries) {
      const found = outcome.get(entry.id)
      if (found?.kind === 'answer') {
        if (entry.callers.length === 0) answers.set(entry.id, found.body)
        end(entry, { body: found.body })
      } else if (entry.packed === null) known.delete(entry.id)
      else if (found?.kind === 'failed' && (!found.again || entry.sends >= sendsMax)) end(entry, { error: found.error })
      else enqueue(entry)
    }
  }

  function end({ id, callers }: Entry, result: { body: unknown } | { error: unknown }): void {
    known.delete(id)
    for (const { resolve, reject } of callers) 'error' in result ? reject(result.error) : resolve(result.body)
  }

  const enqueue = gatherRequests<Entry>({ limits, quietMs, wait, signal }, (gathered) => {
    const ready = gathered.flatMap((entry) => (entry.packed === null ? [] : [{ ...entry.packed, entry }]))
    for (const file of packFiles(ready, limits)) {
      const entries = file.map(({ entry }) => entry)
      for (const entry of entries) entry.sends += 1
      const record = { name: `hangtag-${ulid()}`, batchId: null, requests: file.map(({ id }) => id) }
      begin(
        record,
        entries,
        file.map(({ line }) => line),
      )
    }
  })

  for (const record of kept.records) {
    const left = record.requests.filter((id) => !answers.has(id))
    const entries = left.map((id): Entry => ({ id, packed: null, sends: 1, callers: [] }))
    for (const entry of entries) known.set(entry.id, entry)
    begin(record, entries, null)
  }

  return {
    send: (scope) => (request, asked) => {
      asked.throwIfAborted()
      signal.throwIfAborted()
      const id = `${scope}-${createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 48)}`
      const body = answers.get(id)
      // Once: whoever asks the same again was not content with it.
      if (body !== undefined && answers.delete(id)) return Promise.resolve(body)
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const abort = () => reject(asked.reason)
      asked.addEventListener('abort', abort, { once: true })
      promise.catch(() => {}).finally(() => asked.removeEventListener('abort', abort))
      const entry = known.get(id) ?? { id, packed: null, sends: 0, callers: [] }
      entry.callers.push({ resolve, reject })
      entry.packed ??= packRequest(id, request)
      if (!known.has(id)) {
        known.set(id, entry)
        enqueue(entry)
      }
      return promise
    },
    close: async () => {
      closing.abort(new HangtagError('The batch lane is closed', { code: 'batch-closed', disposition: 'retry' }))
      await Promise.allSettled(running)
      for (const entry of known.values()) end(entry, { error: signal.reason })
    },
  }
}

/** Of one request: what expired or failed is sent again, and not for ever. */
const sendsMax = 3
