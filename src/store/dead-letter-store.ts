import { and, desc, eq, lt, or } from 'drizzle-orm'
import type { Database } from './database.ts'
import { pageCursor } from './page-cursor.ts'
import { readOrder } from './put-dead-letter.ts'
import { replayJob } from './replay-job.ts'
import type { DeadLetter, DeadLetterStore } from './store.ts'
import { deadLetters } from './tables.ts'

/** Jobs that gave no result, newest first, and how they are put back. */
export function createDeadLetterStore(database: Database): DeadLetterStore {
  return {
    list: (tenant, query) => listPage(database, tenant, query),
    replay: (tenant, id) =>
      database.transaction(async (queries) => {
        const mine = and(eq(deadLetters.id, id), tenant === null ? undefined : eq(deadLetters.tenant, tenant))
        const [row] = await queries.select().from(deadLetters).where(mine)
        if (row === undefined) return { refused: 'not-found' }
        const at = database.now()
        const order = readOrder(row)
        const orders = order === null ? [] : await replayJob(queries, at, order)
        if (!Array.isArray(orders)) return orders
        await queries.update(deadLetters).set({ replayedAt: at }).where(eq(deadLetters.id, id))
        return { refused: null, deadLetter: deadLetterOf({ ...row, replayedAt: at }), orders }
      }),
  }
}

const cursor = pageCursor('dead-letters', /^(\d{1,15}) (dl_[0-9a-f]{26})$/)

async function listPage(
  database: Database,
  tenant: string | null,
  query: { cursor?: string; limit: number },
): ReturnType<DeadLetterStore['list']> {
  const [, time, id] = query.cursor === undefined ? [] : cursor.read(query.cursor)
  const before =
    time === undefined || id === undefined
      ? undefined
      : or(
          lt(deadLetters.at, new Date(Number(time))),
          and(eq(deadLetters.at, new Date(Number(time))), lt(deadLetters.id, id)),
        )
  const rows = await database.read((queries) =>
    queries
      .select()
      .from(deadLetters)
      .where(and(tenant === null ? undefined : eq(deadLetters.tenant, tenant), before))
      .orderBy(desc(deadLetters.at), desc(deadLetters.id))
      .limit(query.limit + 1),
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const next = rows.length > page.length && last !== undefined ? cursor.write(`${last.at.getTime()} ${last.id}`) : null
  return { deadLetters: page.map(deadLetterOf), next }
}

function deadLetterOf(row: typeof deadLetters.$inferSelect): DeadLetter {
  const { id, queue, listingId, code, reason, attempts, at, replayedAt } = row
  return {
    id,
    queue,
    listingId,
    code,
    reason,
    attempts,
    at: at.toISOString(),
    replayedAt: replayedAt?.toISOString() ?? null,
  }
}
