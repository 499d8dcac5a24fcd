import { HangtagError } from '../domain/hangtag-error.ts'
import type { ReindexPlan } from '../domain/reindex.ts'
import { type CatalogEmbeddings, spaceOf } from './catalog-embeddings.ts'
import type { CatalogReindex, ReindexTurn } from './catalog-reindex.ts'
import type { CatalogCalls, CatalogSession } from './catalog-session.ts'
import { createSliceCopy } from './copy-slice.ts'
import { createCollection } from './create-collection.ts'
import { keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { dropAlias, pointAlias } from './point-alias.ts'
import { storedRows } from './stored-rows.ts'
import { verifyCollection } from './verify-collection.ts'
import { claimNextName, dropOthers } from './versioned-collections.ts'

export type MilvusReindexSettings = {
  /** One of its own, closed with it: a slice takes longer than a search may. */
  session: CatalogSession
  /** The alias of the collection in use. */
  alias: string
  /** The embedding of a wish (`auto`, a kind) or of exactly a space. Throws where it cannot be had. */
  embeddings(wanted: string): Promise<CatalogEmbeddings>
  /** How long one slice of the copy goes on for: other jobs of the index wait that long. */
  sliceMs?: number
  /** Rows that a range of buckets aims at. */
  rangeRows?: number
}

/** The reindex in Milvus, Milvus Lite or Zilliz Cloud. */
export function createMilvusReindex(settings: MilvusReindexSettings): CatalogReindex {
  const { session, alias, embeddings, sliceMs = 2_000, rangeRows = 4_000 } = settings
  const copySlice = createSliceCopy({ sliceMs, rangeRows })
  const next = `${alias}_next`
  const previous = `${alias}_previous`
  /** All calls of a turn, each of which asks first whether it is still the turn's to write. */
  const use = <T>(turn: ReindexTurn, work: (calls: CatalogCalls) => Promise<T>) =>
    session.use(async (calls) => {
      await turn.hold()
      return work(calls)
    }, turn.signal)

  async function both(calls: CatalogCalls, plan: ReindexPlan) {
    const found = { from: await calls.find(plan.from), to: await calls.find(plan.to) }
    const { from, to } = found
    if (from === null || to === null) throw lost(from === null ? plan.from : plan.to)
    return { from, to }
  }

  return {
    async begin(wanted, turn) {
      const wantedEmbeddings = await embeddings(wanted)
      return use(turn, async (calls) => {
        const from = await inUse(calls, alias)
        await dropAlias(calls.call, next)
        await dropAlias(calls.call, previous)
        await dropOthers(calls.call, alias, [from.name])
        const name = await claimNextName(calls.call, alias, from)
        await createCollection(calls.call, await calls.kind(), name, wantedEmbeddings)
        // Last, and loaded: from here on every write goes to both.
        await calls.find(name)
        await pointAlias(calls.call, next, name)
        return { ...planOf(from, name, spaceOf(wantedEmbeddings)), rows: await rowsAbout(calls, from) }
      })
    },

    async beginRollback(turn) {
      const space = await use(turn, async (calls) => (await before(calls)).to.space)
      if (space === null) throw noPrevious('The collection before records no embedding')
      await embeddings(space)
      return use(turn, async (calls) => {
        const { from, to } = await before(calls)
        await dropAlias(calls.call, next)
        await dropOthers(calls.call, alias, [from.name, to.name])
        await pointAlias(calls.call, next, to.name)
        return { ...planOf(from, to.name, space), rows: await rowsAbout(calls, from) }
      })
    },

    async copy(plan, state, turn) {
      const wanted = await embeddings(plan.space)
      const { hold } = turn
      return copySlice(plan, state, (work) =>
        use(turn, async (calls) => {
          const found = await both(calls, plan)
          return work(calls, { ...found, embeddings: wanted, hold, mending: state.mending })
        }),
      )
    },

    async verify(plan, turn) {
      const wanted = await embeddings(plan.space)
      return use(turn, async (calls) => verifyCollection(calls, { ...(await both(calls, plan)), embeddings: wanted }))
    },

    switch: (plan, turn) =>
      use(turn, async (calls) => {
        const { from, to } = await both(calls, plan)
        await pointAlias(calls.call, previous, from.name)
        await pointAlias(calls.call, alias, to.name)
        await dropAlias(calls.call, next)
        await removeTombstones(calls, to)
      }),

    cancel: (turn) =>
      use(turn, async (calls) => {
        const current = await calls.find(alias)
        const kept = await calls.find(previous)
        await dropAlias(calls.call, next)
        // Without an alias nothing says which of them is the catalog.
        if (current !== null) await dropOthers(calls.call, alias, [current.name, kept?.name ?? ''])
      }),

    close: () => session.close(),
  }

  async function before(calls: CatalogCalls) {
    const from = await inUse(calls, alias)
    const to = await calls.find(previous)
    if (to === null || to.name === from.name) throw noPrevious('There is no collection before this one')
    return { from, to }
  }
}

type Found = FoundCollection

async function inUse(calls: CatalogCalls, alias: string): Promise<Found> {
  const found = await calls.find(alias)
  if (found !== null) return found
  throw new HangtagError('There is no catalog yet: the first import makes it, with the embedding that is configured', {
    code: 'catalog-not-there',
    disposition: 'give-up',
  })
}

function planOf(from: Found, to: string, space: string): Omit<ReindexPlan, 'rows'> {
  return { from: from.name, to, fromSpace: from.space, space }
}

/** As the server's statistics say at once; rows that were just written may be missing, and removed ones still in. */
async function rowsAbout({ call }: CatalogCalls, { name }: Found): Promise<number> {
  const answer = await call('statistics', (client) => client.getCollectionStatistics({ collection_name: name }))
  return Number(answer.data.row_count ?? 0)
}

async function removeTombstones(calls: CatalogCalls, to: Found): Promise<void> {
  if (!to.marksDeleted) return
  for (;;) {
    const rows = await storedRows(calls, to, 'deleted == true', ['key'], tombstonesAtOnce)
    if (rows.length === 0) return
    const filter = keyIn(rows.map(({ key }) => String(key)))
    await calls.call('delete', (client) => client.delete({ collection_name: to.name, filter }))
  }
}

const tombstonesAtOnce = 1_000

function noPrevious(reason: string): HangtagError {
  return new HangtagError(`${reason}: there is nothing to go back to`, {
    code: 'catalog-no-previous',
    disposition: 'give-up',
  })
}

function lost(name: string): HangtagError {
  return new HangtagError(`The collection ${name} is gone: give the reindex up and begin again`, {
    code: 'catalog-collection-lost',
    disposition: 'give-up',
    evidence: { collection: name },
  })
}
