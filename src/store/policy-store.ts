import { eq } from 'drizzle-orm'
import type { Database, Queries } from './database.ts'
import type { PolicyStore } from './store.ts'
import { policies } from './tables.ts'

/** What each tenant lets through unseen; nothing, until it says otherwise. */
export function createPolicyStore(database: Database): PolicyStore {
  return {
    get: (tenant) => database.read((queries) => readPolicy(queries, tenant)),
    put: (tenant, { acceptAt }) =>
      database.read(async (queries) => {
        await queries
          .insert(policies)
          .values({ tenant, acceptAt })
          .onConflictDoUpdate({ target: policies.tenant, set: { acceptAt } })
      }),
  }
}

/** The same inside a transaction. */
export async function readPolicy(queries: Queries, tenant: string): Promise<{ acceptAt: number | null }> {
  const [row] = await queries.select().from(policies).where(eq(policies.tenant, tenant))
  return { acceptAt: row?.acceptAt ?? null }
}
