import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { ledgerId } from './ledger-id.ts'
import type { SpendingStore, UsageRow } from './store.ts'
import { ledger, policies, spendingCaps } from './tables.ts'

/** Budgets, caps, and what the ledger sums up to. */
export function createSpendingStore(database: Database): SpendingStore {
  return {
    dayBudget: (tenant) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(policies).where(eq(policies.tenant, tenant))
        return row?.dayBudgetUsd ?? null
      }),
    putDayBudget: (tenant, dayBudgetUsd) =>
      database.read(async (queries) => {
        await queries
          .insert(policies)
          .values({ tenant, dayBudgetUsd })
          .onConflictDoUpdate({ target: policies.tenant, set: { dayBudgetUsd } })
      }),
    cap: (tenant, id) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(spendingCaps).where(capIs(tenant, id))
        return row === undefined ? null : { id: row.id, maxUsd: row.maxUsd }
      }),
    putCap: (tenant, { id, maxUsd }) =>
      database.read(async (queries) => {
        await queries
          .insert(spendingCaps)
          .values({ tenant, id, maxUsd, createdAt: database.now() })
          .onConflictDoUpdate({ target: [spendingCaps.tenant, spendingCaps.id], set: { maxUsd } })
      }),
    usage: (tenant, from, to) => readUsage(database, tenant, from, to),
    booked: ({ kind, tenant, id }) =>
      database.read(async (queries) => {
        const of = kind === 'day' ? duringDays(id, id) : eq(ledger.spendingCap, id)
        const [row] = await queries
          .select({ usd: sql<number | null>`sum(${ledger.costUsd})` })
          .from(ledger)
          .where(and(eq(ledger.tenant, tenant), of))
        return row?.usd ?? 0
      }),
    costs: (callIds) =>
      database.read(async (queries) => {
        const ids = new Map(callIds.map((callId) => [ledgerId(callId), callId]))
        if (ids.size === 0) return new Map()
        const rows = await queries
          .select({ id: ledger.id, costUsd: ledger.costUsd })
          .from(ledger)
          .where(inArray(ledger.id, [...ids.keys()]))
        return new Map(rows.map(({ id, costUsd }) => [ids.get(id) ?? id, costUsd]))
      }),
  }
}

const capIs = (tenant: string, id: string) => and(eq(spendingCaps.tenant, tenant), eq(spendingCaps.id, id))

/** UTC days, both whole. As times, so that the index on them is used. */
function duringDays(from: string, to: string) {
  return sql`${ledger.at} >= ${`${from}T00:00:00Z`}::timestamptz
    and ${ledger.at} < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'`
}

async function readUsage(database: Database, tenant: string, from: string, to: string): Promise<UsageRow[]> {
  const day = sql<string>`to_char(${ledger.at} at time zone 'UTC', 'YYYY-MM-DD')`
  const tokens = (kind: string) => sql<string>`coalesce(sum((${ledger.usage} ->> ${kind}::text)::bigint), 0)::bigint`
  const rows = await database.read((queries) =>
    queries
      .select({
        day,
        step: ledger.step,
        model: ledger.model,
        calls: sql<string>`count(*)::bigint`,
        cachedCalls: sql<string>`count(*) filter (where ${ledger.outcome} = 'cached')::bigint`,
        unknownPriceCalls: sql<string>`count(*) filter (where ${ledger.costUsd} is null)::bigint`,
        input: tokens('input'),
        cached: tokens('cached'),
        cacheWrite: tokens('cacheWrite'),
        output: tokens('output'),
        costUsd: sql<number | null>`sum(${ledger.costUsd})`,
      })
      .from(ledger)
      .where(and(eq(ledger.tenant, tenant), duringDays(from, to)))
      .groupBy(sql`1`, ledger.step, ledger.model)
      .orderBy(sql`1`, ledger.step, ledger.model),
  )
  return rows.map(({ input, cached, cacheWrite, output, costUsd, ...row }) => ({
    day: row.day,
    step: row.step,
    model: row.model,
    calls: Number(row.calls),
    cachedCalls: Number(row.cachedCalls),
    unknownPriceCalls: Number(row.unknownPriceCalls),
    tokens: {
      input: Number(input),
      cached: Number(cached),
      cacheWrite: Number(cacheWrite),
      output: Number(output),
    },
    costUsd: costUsd ?? 0,
  }))
}
