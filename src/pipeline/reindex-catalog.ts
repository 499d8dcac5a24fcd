import type { CatalogReindex, ReindexTurn } from '../catalog/catalog-reindex.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Reindex, ReindexPlan, ReindexResult } from '../domain/reindex.ts'

export type ReindexCatalogDeps = {
  reindex(id: string, signal?: AbortSignal): Promise<Reindex | null>
  /** Writes what was done; the next step is ordered with it. */
  reindexStepDone(id: string, step: number, result: ReindexResult, signal?: AbortSignal): Promise<void>
  /** Null: no vector index is configured. */
  catalogReindex: CatalogReindex | null
  log: { info(facts: object, message: string): void }
}

/**
 * One step of a reindex: small ones, so that other jobs of the index come in between. The row says what is next; a job whose
 * step is past does nothing, and one that runs twice does the same again.
 */
export async function reindexCatalog(
  { reindexId, step }: { reindexId: string; step: number },
  deps: ReindexCatalogDeps,
  turn: ReindexTurn,
): Promise<void> {
  const reindex = await deps.reindex(reindexId, turn.signal)
  if (reindex?.step !== step) return
  if (deps.catalogReindex === null)
    throw new HangtagError('No vector index is configured: set MILVUS_ADDRESS, then ask for the reindex again', {
      code: 'catalog-not-configured',
      disposition: 'give-up',
    })
  const result = await doStep(reindex, deps.catalogReindex, turn)
  if (result === null) return
  await deps.reindexStepDone(reindexId, step, result)
  deps.log.info({ reindex: reindexId, step, ...result }, `reindex: ${result.did}`)
}

async function doStep(reindex: Reindex, catalog: CatalogReindex, turn: ReindexTurn): Promise<ReindexResult | null> {
  switch (reindex.phase) {
    case 'starting':
      return begin(reindex, catalog, turn)
    case 'copying':
      return { did: 'copy', ...(await catalog.copy(planOf(reindex), reindex, turn)) }
    case 'verifying':
      return { did: 'verify', report: await catalog.verify(planOf(reindex), turn) }
    case 'switching':
      await catalog.switch(planOf(reindex), turn)
      return { did: 'switch' }
    case 'canceling':
      await catalog.cancel(turn)
      return { did: 'cancel' }
    case 'done':
    case 'canceled':
    case 'failed':
      return null
  }
}

/** Nothing is lost yet: what cannot be opened now is said at once, and not tried for a night. */
async function begin({ kind, embedding }: Reindex, catalog: CatalogReindex, turn: ReindexTurn): Promise<ReindexResult> {
  try {
    const plan = await (kind === 'rollback' ? catalog.beginRollback(turn) : catalog.begin(embedding ?? 'auto', turn))
    return { did: 'begin', plan }
  } catch (error) {
    const isRefused = error instanceof HangtagError && (error.disposition === 'give-up' || error.code === cannotOpen)
    if (!isRefused) throw error
    return { did: 'refuse', problem: { code: error.code, reason: error.message } }
  }
}

/** Where writers meet it it may pass; who asks for a reindex hears of it. */
const cannotOpen = 'catalog-embedding-unavailable'

function planOf({ plan, id }: Reindex): ReindexPlan {
  if (plan === null) throw new Error(`The reindex ${id} is past its beginning and has no plan`)
  return plan
}
