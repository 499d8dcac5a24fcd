import type { MilvusClient, ResStatus } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import { createMilvusConnection, unavailable } from './milvus-connection.ts'
import { type OpenCollection, openCollection } from './open-collection.ts'
import { within } from './within.ts'

/** What work on the open collection gets: its alias, and calls that share the work's deadline. */
export type CatalogCalls = {
  alias: string
  collection: string
  /** The embedding space that the collection was filled with. */
  recorded: string | null
  signal: AbortSignal
  /** For the one SDK call that would otherwise hold its connection for a day. */
  deadlineMs: number
  call<T extends ResStatus | { status: ResStatus }>(
    operation: string,
    send: (client: MilvusClient) => Promise<T>,
  ): Promise<T>
}

export type CatalogSession = {
  /**
   * Opens the collection where needed and works on it, all inside the deadline. `anyEmbedding` for work that does not
   * touch vectors; other work throws `catalog-embedding-mismatch` where the collection holds another embedding's.
   */
  use<T>(
    work: (calls: CatalogCalls) => Promise<T>,
    options?: { anyEmbedding?: boolean; signal?: AbortSignal | undefined },
  ): Promise<T>
  close(): Promise<void>
}

/** Keeps the collection behind the alias open across restarts of the server. */
export function createCatalogSession(settings: {
  address: string
  token: string | null
  deadlineMs: number
  alias: string
  embedding: { id: string; dimensions: number }
}): CatalogSession {
  const { alias, deadlineMs, embedding } = settings
  const connection = createMilvusConnection(settings)
  let opened: Promise<OpenCollection> | null = null

  /** Shared by all callers, and may take longer than one of them waits: it goes on, and the next finds it done. */
  function open(): Promise<OpenCollection> {
    if (opened === null) {
      const opening = openCollection(connection, alias, embedding, AbortSignal.timeout(openingMsMax))
      opened = opening
      opening.catch(() => forget(opening))
    }
    return opened
  }

  function forget(old: Promise<OpenCollection> | null): void {
    if (opened === old) opened = null
  }

  async function attempt<T>(work: (calls: CatalogCalls) => Promise<T>, anyEmbedding: boolean, signal: AbortSignal) {
    const used = open()
    try {
      const { recorded, collection } = await within(used, signal)
      if (!anyEmbedding && recorded !== embedding.id) throw mismatch(recorded, embedding.id)
      return await work({
        alias,
        collection,
        recorded,
        signal,
        deadlineMs,
        call: (operation, send) => connection.call(operation, send, signal),
      })
    } catch (error) {
      // Whatever went wrong, the next use looks at the collection again: the server may be another one by then.
      forget(used)
      throw error
    }
  }

  return {
    async use(work, { anyEmbedding = false, signal: caller } = {}) {
      const deadline = AbortSignal.timeout(deadlineMs)
      const signal = caller === undefined ? deadline : AbortSignal.any([caller, deadline])
      try {
        return await attempt(work, anyEmbedding, signal).catch((error) => {
          // Once more: after a restart the connection is stale and the collection not loaded, and both are mended by now.
          if (signal.aborted || !mayPass(error)) throw error
          return attempt(work, anyEmbedding, signal)
        })
      } catch (error) {
        if (caller?.aborted === true) throw caller.reason
        if (error !== deadline.reason) throw error
        throw unavailable('open', `no answer within ${deadlineMs} ms`, {}, error)
      }
    },
    close: () => connection.close(),
  }
}

/** A big collection on Milvus may take minutes to load; callers meanwhile get their `catalog-unavailable` in time. */
const openingMsMax = 300_000

function mayPass(error: unknown): boolean {
  return error instanceof HangtagError && error.disposition === 'retry'
}

function mismatch(recorded: string | null, configured: string): HangtagError {
  return new HangtagError(
    `The catalog was indexed with ${recorded ?? 'an unknown embedding'} and ${configured} is configured: reindex the catalog`,
    { code: 'catalog-embedding-mismatch', disposition: 'give-up', evidence: { recorded, configured } },
  )
}
