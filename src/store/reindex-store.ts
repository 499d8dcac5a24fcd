import { desc, eq, isNull, sql } from 'drizzle-orm'
import { ulid } from 'ulid'
import type { JobOrder } from '../domain/job.ts'
import { isOver, type Reindex, type ReindexResult } from '../domain/reindex.ts'
import type { Database, Queries } from './database.ts'
import { reindexes } from './tables.ts'
import { takeReindexResult } from './take-reindex-result.ts'

/** What is wanted: a collection in the space of an embedding, or the collection that was in use before. */
type NewReindex = Pick<Reindex, 'kind' | 'embedding'>

/** The reindex as it is now, with the jobs that it asks for; `refused`: it is not in a state for that. */
export type ReindexOutcome = { refused: boolean; reindex: Reindex; orders: JobOrder[] }

/** The reindex of the catalog: one for all tenants, and one at a time. */
export type ReindexStore = {
  /** The one that runs, else the last one. */
  latest(): Promise<Reindex | null>
  /** Refused while one runs. One that stands still goes on where it stopped, if it is asked for in the same words. */
  start(wanted: NewReindex): Promise<ReindexOutcome>
  /** Refused where it is over, or too far: null where there never was one. */
  cancel(): Promise<ReindexOutcome | null>
  /** For its job. */
  get(id: string): Promise<Reindex | null>
  /** What the job of this step did. One that comes twice or late changes nothing. */
  stepDone(id: string, step: number, result: ReindexResult): Promise<{ orders: JobOrder[] }>
}

export function createReindexStore(database: Database): ReindexStore {
  return {
    latest: () => database.read(latest),
    start: (wanted) =>
      database.transaction(async (queries) => {
        await oneAtATime(queries)
        const last = await latest(queries)
        if (last !== null && !isOver(last)) {
          const goesOn = last.standstill !== null && last.kind === wanted.kind && last.embedding === wanted.embedding
          return goesOn ? resume(queries, database.now(), last) : { refused: true, reindex: last, orders: [] }
        }
        await queries.delete(reindexes)
        return put(queries, database.now(), newReindex(wanted, database.now()))
      }),
    cancel: () =>
      database.transaction(async (queries) => {
        await oneAtATime(queries)
        const last = await latest(queries)
        if (last === null) return null
        if (isOver(last) || last.phase === 'switching') return { refused: true, reindex: last, orders: [] }
        if (last.phase === 'canceling' && last.standstill === null)
          return { refused: false, reindex: last, orders: ordersOfReindex(last) }
        return put(queries, database.now(), { ...last, phase: 'canceling', standstill: null, step: last.step + 1 })
      }),
    get: (id) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(reindexes).where(eq(reindexes.id, id))
        return row?.reindex ?? null
      }),
    stepDone: (id, step, result) =>
      database.transaction(async (queries) => {
        const reindex = await lockReindex(queries, id)
        const next = reindex?.step === step ? takeReindexResult(reindex, result) : null
        if (next === null) return { orders: [] }
        return put(queries, database.now(), { ...next, standstill: null, step: step + 1 })
      }),
  }
}

/** The job that a reindex asks for as it stands. */
export function ordersOfReindex({ id, step, ...reindex }: Reindex): JobOrder[] {
  if (isOver(reindex) || reindex.standstill !== null) return []
  return [{ queue: 'index', data: { kind: 'reindex', reindexId: id, step } }]
}

type ReindexStep = { reindexId: string; step: number }

/** Its job was given up: it stands still, and says why. */
export async function haltReindex(
  queries: Queries,
  at: Date,
  { reindexId: id, step }: ReindexStep,
  standstill: NonNullable<Reindex['standstill']>,
): Promise<void> {
  const reindex = await lockReindex(queries, id)
  if (reindex?.step === step && !isOver(reindex)) await put(queries, at, { ...reindex, standstill })
}

/** The dead job is put back; nothing where the reindex went on since. */
export async function replayReindex(
  queries: Queries,
  at: Date,
  { reindexId: id, step }: ReindexStep,
): Promise<JobOrder[]> {
  const reindex = await lockReindex(queries, id)
  if (reindex?.step !== step || reindex.standstill === null) return []
  return (await resume(queries, at, reindex)).orders
}

function newReindex(wanted: NewReindex, at: Date): Reindex {
  const now = at.toISOString()
  return {
    id: `rdx_${ulid()}`,
    ...wanted,
    phase: 'starting',
    step: 1,
    plan: null,
    bucket: 0,
    progress: 0,
    copied: 0,
    // The collection that was in use before has nearly all rows: what changed since is all there is to do.
    mending: wanted.kind === 'rollback',
    report: null,
    problem: null,
    standstill: null,
    startedAt: now,
    updatedAt: now,
  }
}

function resume(queries: Queries, at: Date, reindex: Reindex): Promise<ReindexOutcome> {
  return put(queries, at, { ...reindex, standstill: null })
}

async function put(queries: Queries, at: Date, changed: Reindex): Promise<ReindexOutcome> {
  const reindex = { ...changed, updatedAt: at.toISOString() }
  const orders = ordersOfReindex(reindex)
  const row = {
    running: isOver(reindex) ? null : true,
    reindex,
    hintedAt: orders.length === 0 ? null : at,
    lost: 0,
  }
  await queries
    .insert(reindexes)
    .values({ id: reindex.id, ...row })
    .onConflictDoUpdate({ target: reindexes.id, set: row })
  return { refused: false, reindex, orders }
}

async function latest(queries: Queries): Promise<Reindex | null> {
  const [row] = await queries.select().from(reindexes).orderBy(isNull(reindexes.running), desc(reindexes.id)).limit(1)
  return row?.reindex ?? null
}

async function lockReindex(queries: Queries, id: string): Promise<Reindex | null> {
  const [row] = await queries.select().from(reindexes).where(eq(reindexes.id, id)).for('update')
  return row?.reindex ?? null
}

/** Two that ask at the same moment come one after the other, also where there is no row yet to lock. */
async function oneAtATime(queries: Queries): Promise<void> {
  await queries.execute(sql`lock table ${reindexes} in share row exclusive mode`)
}
