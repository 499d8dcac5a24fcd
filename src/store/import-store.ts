import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ImportKind, ImportResult } from '../domain/internal-api.ts'
import type { JobOrder } from '../domain/job.ts'
import type { Database } from './database.ts'
import { imports } from './tables.ts'

/** Batches of catalog items on their way to the index. */
export function createImportStore(database: Database): ImportStore {
  return {
    create: (batch) =>
      database.read(async (queries) => {
        const at = database.now()
        const made = await queries
          .insert(imports)
          .values({ ...batch, createdAt: at, hintedAt: at, lost: 0 })
          .onConflictDoNothing()
          .returning({ id: imports.id })
        return { orders: made.map(({ id }) => ({ queue: 'index', data: { kind: 'import', importId: id } })) }
      }),
    get: (tenant, id) =>
      database.read(async (queries) => {
        const wanted = and(eq(imports.id, id), eq(imports.tenant, tenant))
        const [row] = await queries.select().from(imports).where(wanted)
        return row === undefined ? null : storedImport(row)
      }),
    waiting: (tenant) =>
      database.read(async (queries) => {
        const alive = sql`${imports.problem} is null`
        const [row] = await queries
          .select({
            batches: sql<number>`(count(*) filter (where ${alive}))::integer`,
            items: sql<number>`coalesce(sum(${imports.count}) filter (where ${alive}), 0)::integer`,
            bytes: sql<number>`coalesce(sum(${imports.bytes}) filter (where ${alive}), 0)::double precision`,
            failed: sql<number>`(count(*) filter (where ${imports.problem} is not null))::integer`,
          })
          .from(imports)
          .where(and(eq(imports.tenant, tenant), isNull(imports.finishedAt)))
        return row ?? { batches: 0, items: 0, bytes: 0, failed: 0 }
      }),
  }
}

/** A batch of items to put or to delete, whose file is in the photo store already. */
export type NewImport = {
  id: string
  tenant: string
  kind: ImportKind
  count: number
  bytes: number
  bodyHash: string
}

/** `failed`: given up, and replayed as a dead letter where a person wants it. */
type ImportState = 'waiting' | 'done' | 'failed'

type StoredImport = NewImport &
  ImportResult & {
    state: ImportState
    createdAt: string
    finishedAt: string | null
    problem: { code: string; detail: string } | null
  }

/** By tenant. */
export type ImportStore = {
  /** One that is there under this id stays as it is, and is not ordered again. */
  create(batch: NewImport): Promise<{ orders: JobOrder[] }>
  /** Done ones are known for a week. */
  get(tenant: string, id: string): Promise<StoredImport | null>
  /** What is still to be indexed or deleted, and what was given up. */
  waiting(tenant: string): Promise<{ batches: number; items: number; bytes: number; failed: number }>
}

function storedImport(row: typeof imports.$inferSelect): StoredImport {
  const { ordinal: _ordinal, hintedAt: _hintedAt, lost: _lost, createdAt, finishedAt, problem, ...said } = row
  const state = finishedAt !== null ? 'done' : problem !== null ? 'failed' : 'waiting'
  return {
    ...said,
    state,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    problem,
  }
}
