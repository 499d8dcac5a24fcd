import { randomBytes } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { newId } from './new-id.ts'
import type { Webhook, WebhookStore } from './store.ts'
import { webhooks } from './tables.ts'

/** Where tenants want to be told. Secrets are 32 random bytes (Standard Webhooks asks for 24 to 64) and are needed to sign. */
export function createWebhookStore(database: Database): WebhookStore {
  const mine = (tenant: string, id: string) => and(eq(webhooks.tenant, tenant), eq(webhooks.id, id))
  return {
    create: async (tenant, { url, events }) => {
      const secret = `whsec_${randomBytes(32).toString('base64')}`
      const row = {
        id: newId('whk'),
        tenant,
        url,
        events: [...events],
        secret,
        createdAt: database.now(),
        disabledAt: null,
      }
      await database.read((queries) => queries.insert(webhooks).values(row))
      return { webhook: webhookOf(row), secret }
    },
    list: async (tenant) => {
      const rows = await database.read((queries) =>
        queries.select().from(webhooks).where(eq(webhooks.tenant, tenant)).orderBy(asc(webhooks.id)),
      )
      return rows.map(webhookOf)
    },
    get: async (tenant, id) => {
      const [row] = await database.read((queries) => queries.select().from(webhooks).where(mine(tenant, id)))
      return row === undefined ? null : webhookOf(row)
    },
    // Its deliveries go with it.
    remove: async (tenant, id) => {
      const gone = await database.read((queries) =>
        queries.delete(webhooks).where(mine(tenant, id)).returning({ id: webhooks.id }),
      )
      return gone.length > 0
    },
  }
}

function webhookOf({ id, url, events, createdAt, disabledAt }: typeof webhooks.$inferSelect): Webhook {
  return {
    id,
    url,
    events,
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
  }
}
