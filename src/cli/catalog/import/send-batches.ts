import { hash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { CatalogItem } from '../../../domain/catalog-item.ts'
import { HangtagError } from '../../../domain/hangtag-error.ts'
import type { CatalogBatch, CatalogClient } from '../../catalog-client.ts'
import { printable } from '../../printable.ts'
import type { ImportState, SentBatch } from './import-state.ts'

export type BatchSender = {
  /** Resolves when the batch was taken, and no more than a few before it wait for the index. */
  send(items: readonly CatalogItem[], rows: { first: number; last: number }): Promise<void>
  /** Resolves when nothing waits any more. */
  finish(): Promise<void>
}

/** Batches that are taken and not indexed: enough that the index never waits for us, few enough to be nothing on the disk. */
const waitingMax = 8
const lookMs = { first: 50, longest: 1_000 }
const tellAfterMs = 30_000

/**
 * Sends batches one after the other, since they are carried out in the order in which they were taken and the last of a repeated
 * item must stand. `state` is kept as they are taken and indexed, and noted each time.
 */
export function createBatchSender(
  state: ImportState,
  deps: {
    api: Pick<CatalogClient, 'put' | 'batch'>
    note: (state: ImportState) => Promise<void>
    report: (text: string) => void
    /** After each batch that was settled. */
    onSettled: () => void
  },
  signal: AbortSignal,
): BatchSender {
  const settleOldest = async (): Promise<void> => {
    const [batch] = state.waiting
    if (batch === undefined) return
    const outcome = await settled(batch, deps, signal)
    state.waiting.shift()
    state.written += outcome.written
    state.unchanged += outcome.unchanged
    if (outcome.state === 'failed') {
      state.failed += batch.count
      const why = outcome.problem === null ? 'no reason was kept' : outcome.problem.detail
      deps.report(`rows ${batch.firstRow} to ${batch.lastRow}: the index gave this batch up. ${printable(why, 1_000)}`)
    }
    await deps.note(state)
    deps.onSettled()
  }
  return {
    send: async (items, rows) => {
      const content = hash('sha256', JSON.stringify(items)).slice(0, 16)
      const id = await taken(items, `${state.run}-${rows.first}-${content}`, deps, signal)
      state.waiting.push({ id, firstRow: rows.first, lastRow: rows.last, count: items.length })
      state.takenRow = rows.last
      state.last = id
      await deps.note(state)
      while (state.waiting.length >= waitingMax) await settleOldest()
    },
    finish: async () => {
      while (state.waiting.length > 0) await settleOldest()
    },
  }
}

type Deps = { api: Pick<CatalogClient, 'put' | 'batch'>; report: (text: string) => void }

/** Where others have filled the tenant's backlog, theirs is waited for. */
async function taken(items: readonly CatalogItem[], key: string, { api, report }: Deps, signal: AbortSignal) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await api.put(items, key, signal)
    } catch (error) {
      if (!(error instanceof HangtagError) || error.evidence.problem !== 'catalog-backlog') throw error
      if (tries === 0) report('Other batches of this tenant wait for the index; waiting for them')
    }
  }
}

async function settled(batch: SentBatch, { api, report }: Deps, signal: AbortSignal): Promise<CatalogBatch> {
  const since = Date.now()
  let isTold = false
  for (let pauseMs = lookMs.first; ; pauseMs = Math.min(pauseMs * 1.5, lookMs.longest)) {
    const found = await api.batch(batch.id, signal)
    if (found === null) throw lost(batch)
    if (found.state !== 'waiting') return found
    if (!isTold && Date.now() - since > tellAfterMs) {
      isTold = true
      report('The index has taken nothing for 30 s; waiting for it (`hangtag doctor` tells what is wrong)')
    }
    await delay(pauseMs, undefined, { signal })
  }
}

function lost({ firstRow, lastRow }: SentBatch): HangtagError {
  return new HangtagError(
    `The API does not know what became of rows ${firstRow} to ${lastRow}: import the file again with --again`,
    { code: 'catalog-batch-lost', disposition: 'give-up' },
  )
}
