import type { Reindex, ReindexPlan, ReindexReport } from '../domain/reindex.ts'

/** Where the copy is: all rows of buckets below `bucket` are in the new collection. */
type CopyState = Pick<Reindex, 'bucket' | 'mending'>
type CopiedSlice = { bucket: number | null; progress: number; copied: number }

/** A job's turn: `signal` aborts when it must stop; `hold` is asked before each write, and throws where the turn is over. */
export type ReindexTurn = { signal: AbortSignal; hold(): Promise<void> }

/**
 * Fills a collection beside the one in use and puts it in its place. The aliases are the state that writers go by: while
 * `catalog_next` points at the new collection they write both. Called by the one writer alone, one call at a time; each may be
 * called again after it failed half-way. Failures are those of `CatalogIndex`; what cannot be done at all is a give-up.
 */
export type CatalogReindex = {
  /**
   * Makes a collection in the space of an embedding (`auto`, a kind, or a space) and points `catalog_next` at it. What an
   * earlier reindex left goes, the collection that was kept for a rollback included.
   */
  begin(embedding: string, turn: ReindexTurn): Promise<ReindexPlan>
  /** Points `catalog_next` at the collection that was in use before. Without one: `catalog-no-previous` (give-up). */
  beginRollback(turn: ReindexTurn): Promise<ReindexPlan>
  /** One slice of buckets, from the given one on; `bucket` null: that was the last. A row that is there already stays as it is. */
  copy(plan: ReindexPlan, state: CopyState, turn: ReindexTurn): Promise<CopiedSlice>
  /** Counts and random rows of both collections. */
  verify(plan: ReindexPlan, turn: ReindexTurn): Promise<ReindexReport>
  /** Points `catalog` at the new collection and `catalog_previous` at the old one. No search fails and none comes back empty. */
  switch(plan: ReindexPlan, turn: ReindexTurn): Promise<void>
  /** Leaves everything as it was before `begin`; a new collection goes, one that was in use before stays. */
  cancel(turn: ReindexTurn): Promise<void>
  close(): Promise<void>
}
