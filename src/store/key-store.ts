import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { newId } from './new-id.ts'
import { plainText } from './plain-text.ts'
import type { ApiKey, KeyStore } from './store.ts'
import { apiKeys } from './tables.ts'

/** API keys. The text is `ht_<id without key_>_<32 random bytes>`; only its SHA-256 is kept: 256 random bits need no slow hash. */
export function createKeyStore(database: Database): KeyStore {
  return {
    create: async ({ tenant, name, scopes }) => {
      const id = newId('key')
      const text = `ht_${id.slice('key_'.length)}_${randomBytes(32).toString('base64url')}`
      const row = {
        id,
        tenant,
        name: plainText(name),
        scopes: [...scopes],
        hash: hashOf(text).toString('hex'),
        createdAt: database.now(),
        revokedAt: null,
      }
      await database.read((queries) => queries.insert(apiKeys).values(row))
      return { key: keyOf(row), text }
    },
    find: async (text) => {
      const name = /^ht_([0-9A-Z]{26})_[A-Za-z0-9_-]{43}$/.exec(text)?.[1]
      if (name === undefined) return null
      const [row] = await database.read((queries) =>
        queries
          .select()
          .from(apiKeys)
          .where(eq(apiKeys.id, `key_${name}`)),
      )
      if (row === undefined || row.revokedAt !== null) return null
      return timingSafeEqual(Buffer.from(row.hash, 'hex'), hashOf(text)) ? keyOf(row) : null
    },
    list: async (tenant) => {
      const rows = await database.read((queries) =>
        queries
          .select()
          .from(apiKeys)
          .where(tenant === null ? undefined : eq(apiKeys.tenant, tenant))
          .orderBy(asc(apiKeys.id)),
      )
      return rows.map(keyOf)
    },
    revoke: (tenant, id) =>
      database.transaction(async (queries) => {
        const wanted = tenant === null ? eq(apiKeys.id, id) : and(eq(apiKeys.id, id), eq(apiKeys.tenant, tenant))
        const [row] = await queries.select({ revokedAt: apiKeys.revokedAt }).from(apiKeys).where(wanted).for('update')
        if (row === undefined) return false
        // The first time is when it stopped working.
        if (row.revokedAt === null) await queries.update(apiKeys).set({ revokedAt: database.now() }).where(wanted)
        return true
      }),
  }
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function keyOf({ id, tenant, name, scopes, createdAt, revokedAt }: typeof apiKeys.$inferSelect): ApiKey {
  return {
    id,
    tenant,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
