import type { GetVersionResponse, ResStatus } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CallMilvus } from './call-milvus.ts'
import { createCatalogDeadline } from './catalog-deadline.ts'
import { type FoundCollection, findCollection } from './find-collection.ts'
import { loadCollection } from './load-collection.ts'
import { createMilvusConnection } from './milvus-connection.ts'
import { type ServerKind, serverKindOf } from './server-kinds.ts'
import { within } from './within.ts'

/** What work at the server gets. All of it shares one deadline. */
export type CatalogCalls = {
  call: CallMilvus
  signal: AbortSignal
  deadlineMs: number
  /** Waits for something else than the server, an embedding say: the deadline stands still, and the caller's signal holds. */
  outside<T>(work: () => Promise<T>): Promise<T>
  kind(): Promise<ServerKind>
  /** The collection of this name or alias as it is now, loaded; null where there is none. */
  find(nameOrAlias: string): Promise<FoundCollection | null>
  /** The collection that searches go to, as it was a few seconds ago; null where none has been made. For searches alone. */
  current(): Promise<FoundCollection | null>
  /** The collections that are written to, as they are now. */
  targets(): Promise<CatalogTargets>
}

/** `next` is the collection that is being filled to follow the current one; null most of the time. */
type CatalogTargets = { current: FoundCollection | null; next: FoundCollection | null }

export type CatalogSession = {
  /**
   * Works at the server inside the deadline. Whatever of an outage can be mended (a stale connection, a collection that is not
   * loaded after a restart, one that is gone after a switch) is mended by a second attempt: work may be begun twice.
   */
  use<T>(work: (calls: CatalogCalls) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** The same inside five deadlines: for writes, walks and counts, which no draft waits for. */
  patiently<T>(work: (calls: CatalogCalls) => Promise<T>, signal?: AbortSignal): Promise<T>
  close(): Promise<void>
}

export type CatalogSessionSettings = {
  /** `host:port`, or an address with `https://` for TLS. */
  address: string
  token: string | null
  deadlineMs: number
  /** The alias of the collection in use; `<alias>_next` is that of the one being filled. */
  alias: string
}

/** Knows which collections stand behind the aliases and keeps them loaded across restarts of the server. */
export function createCatalogSession(settings: CatalogSessionSettings): CatalogSession {
  const { alias, deadlineMs } = settings
  const connection = createMilvusConnection({ ...settings, deadlineMs: deadlineMs * patience })
  const loads = new Map<string, Promise<void>>()
  let kind: Promise<ServerKind> | null = null
  let seen: { collection: FoundCollection; at: number } | null = null
  let looking: Promise<FoundCollection | null> | null = null

  const callWithin =
    (signal: AbortSignal): CallMilvus =>
    (operation, send) =>
      connection.call(operation, send, signal)

  /** Shared by all callers, and may take longer than one of them waits: it goes on, and the next finds it done. */
  function loaded(name: string): Promise<void> {
    const signal = AbortSignal.timeout(loadingMsMax)
    const load = loads.get(name) ?? loadCollection(callWithin(signal), name, signal)
    loads.set(name, load)
    load.catch(() => loads.get(name) === load && loads.delete(name))
    return load
  }

  async function find(call: CallMilvus, nameOrAlias: string, signal: AbortSignal): Promise<FoundCollection | null> {
    const found = await findCollection(call, nameOrAlias)
    if (found !== null) await within(loaded(found.name), signal)
    return found
  }

  function look(): Promise<FoundCollection | null> {
    if (looking === null) {
      const loading = AbortSignal.timeout(loadingMsMax)
      looking = find(callWithin(AbortSignal.timeout(deadlineMs)), alias, loading)
        .then((collection) => {
          seen = collection === null ? null : { collection, at: performance.now() }
          return collection
        })
        .finally(() => {
          looking = null
        })
      looking.catch(() => undefined)
    }
    return looking
  }

  async function current(signal: AbortSignal): Promise<FoundCollection | null> {
    const ageMs = seen === null ? Number.POSITIVE_INFINITY : performance.now() - seen.at
    if (seen === null || ageMs > lookedAtMsMax) return within(look(), signal)
    if (ageMs > lookAgainMs) look()
    return seen.collection
  }

  async function targets(call: CallMilvus, signal: AbortSignal): Promise<CatalogTargets> {
    const [current, next] = await Promise.all([find(call, alias, signal), find(call, `${alias}_next`, signal)])
    // In the midst of a switch both aliases mean the same one.
    return { current, next: next?.name === current?.name ? null : next }
  }

  function serverKind(call: CallMilvus): Promise<ServerKind> {
    // The SDK's type leaves out the status, which is there.
    kind ??= call(
      'version',
      async (client) => (await client.getVersion()) as GetVersionResponse & { status: ResStatus },
    ).then(({ version }) => serverKindOf(settings.address, version))
    kind.catch(() => {
      kind = null
    })
    return kind
  }

  async function useWithin<T>(
    deadlineMs: number,
    work: (calls: CatalogCalls) => Promise<T>,
    caller?: AbortSignal,
  ): Promise<T> {
    const deadline = createCatalogDeadline(deadlineMs)
    const signal = caller === undefined ? deadline.signal : AbortSignal.any([caller, deadline.signal])
    const call = callWithin(signal)
    const calls: CatalogCalls = {
      call,
      signal,
      deadlineMs,
      outside: (wait) => deadline.outside(() => within(wait(), signal)),
      kind: () => serverKind(call),
      find: (nameOrAlias) => find(call, nameOrAlias, signal),
      current: () => current(signal),
      targets: () => targets(call, signal),
    }
    try {
      return await work(calls).catch((error) => {
        if (!mayBeMended(error)) throw error
        // Whatever went wrong, the next use looks again: the server may be another one by now.
        loads.clear()
        seen = null
        if (signal.aborted) throw error
        return work(calls)
      })
    } catch (error) {
      if (caller?.aborted === true) throw caller.reason
      if (error !== deadline.signal.reason) throw error
      throw tooSlow(deadlineMs, error)
    } finally {
      deadline.stop()
    }
  }

  return {
    use: (work, caller) => useWithin(deadlineMs, work, caller),
    patiently: (work, caller) => useWithin(deadlineMs * patience, work, caller),
    close: () => connection.close(),
  }
}

/**
 * While Milvus Lite merges the files of 50,000 rows it answers nothing for some seconds, and a batch that gave up would have to
 * be sent again.
 */
const patience = 5

/** How soon a search goes to another collection after a switch; until then the old one answers as well. */
const lookAgainMs = 3_000

/** After a silence the look, a millisecond or two, comes before the search: what was seen last is too old to be searched. */
const lookedAtMsMax = 10_000

/** A big collection on Milvus may take minutes to load; callers meanwhile get their `catalog-unavailable` in time. */
const loadingMsMax = 300_000

function mayBeMended(error: unknown): boolean {
  return error instanceof HangtagError && (error.code === 'catalog-unavailable' || error.code === 'catalog-failed')
}

function tooSlow(deadlineMs: number, cause: unknown): HangtagError {
  return new HangtagError(`The catalog index did not answer within ${deadlineMs} ms`, {
    code: 'catalog-unavailable',
    disposition: 'retry',
    cause,
  })
}
