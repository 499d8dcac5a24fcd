import { z } from 'zod'
import { HttpProblem } from '../http-problem.ts'
import { readSpending } from '../read-spending.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const dayMs = 86_400_000
const daysMax = 366
const daysDefault = 30

const day = z.iso.date().describe('A day in UTC')
const count = z.int().min(0)
const tokensSchema = z.object({
  input: count.describe('All of the input, with what was read from the cache and written to it'),
  cached: count,
  cacheWrite: count,
  output: count,
})
const sumSchema = z.object({
  calls: count,
  cachedCalls: count.describe('Answered from the store: nothing was sent'),
  unknownPriceCalls: count.describe('Calls whose dollars are not known; they are not in `costUsd`'),
  tokens: tokensSchema,
  costUsd: z.number().min(0),
})
const usageSchema = z.object({
  from: day,
  to: day,
  rows: z.array(z.object({ day, step: z.string().describe('What was asked'), model: z.string(), ...sumSchema.shape })),
  total: sumSchema,
  today: z
    .object({
      day,
      budgetUsd: z.number().min(0).nullable().describe('What model calls may cost today; null: there is no ceiling'),
      spentUsd: z
        .number()
        .min(0)
        .describe('What is booked; calls whose cost could not be told are in it with the most that they can have cost'),
      reservedUsd: z.number().min(0).describe('Set aside for calls that are under way'),
      leftUsd: z.number().min(0).nullable(),
    })
    .describe('The budget of this day (UTC)'),
})

/** `GET /v1/usage`: what model calls came to, by day, step and model, and what is left of the budget. */
export function usageRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/usage',
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'getUsage',
      summary: 'What model calls came to',
      description: `By day, step and model, of at most ${daysMax} days; by default of the last ${daysDefault}.`,
      tags: ['spending'],
      querystring: z.object({ from: day.optional(), to: day.optional() }),
      response: answersOf({ 200: jsonAnswer('The usage, and the budget of today', usageSchema) }, 'read'),
    },
    handler: async (request) => {
      const { tenant } = callerOf(request)
      const now = new Date()
      const { from, to } = checkRange(request.query, now)
      const [rows, today] = await Promise.all([
        context.store.spending.usage(tenant, from, to),
        budgetOfToday(tenant, now, context),
      ])
      return { from, to, rows: rows.map((row) => ({ ...row, costUsd: exact(row.costUsd) })), total: sumOf(rows), today }
    },
  })
}

function checkRange(query: { from?: string | undefined; to?: string | undefined }, now: Date) {
  const to = query.to ?? dateOf(now)
  const from = query.from ?? dateOf(new Date(Date.parse(to) - (daysDefault - 1) * dayMs))
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days >= 1 && days <= daysMax && from >= '1970') return { from, to }
  const message = days < 1 ? '`from` is not before `to`' : `more than ${daysMax} days, or before 1970`
  throw new HttpProblem(400, 'range-invalid', 'Not a range of days', message, { errors: [{ path: 'from', message }] })
}

function dateOf(at: Date): string {
  // Years beyond four digits have another form: they are no days that anyone means.
  return at.toISOString().slice(0, 10)
}

async function budgetOfToday(tenant: string, now: Date, context: RouteContext) {
  const account = { kind: 'day', tenant, id: dateOf(now) } as const
  const [own, { spentUsd, reservedUsd }] = await Promise.all([
    context.store.spending.dayBudget(tenant),
    readSpending(account, context),
  ])
  const budgetUsd = own ?? context.limits.tenantBudgetUsd
  const leftUsd = budgetUsd === null ? null : exact(Math.max(0, budgetUsd - spentUsd - reservedUsd))
  return { day: account.id, budgetUsd, spentUsd, reservedUsd, leftUsd }
}

/** Sums of dollars without what adding fractions leaves behind: to a billionth, as budgets are kept. */
function exact(usd: number): number {
  return Math.round(usd * 1e9) / 1e9
}

function sumOf(rows: readonly z.infer<typeof sumSchema>[]): z.infer<typeof sumSchema> {
  const sum = (of: (row: z.infer<typeof sumSchema>) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    calls: sum(({ calls }) => calls),
    cachedCalls: sum(({ cachedCalls }) => cachedCalls),
    unknownPriceCalls: sum(({ unknownPriceCalls }) => unknownPriceCalls),
    tokens: {
      input: sum(({ tokens }) => tokens.input),
      cached: sum(({ tokens }) => tokens.cached),
      cacheWrite: sum(({ tokens }) => tokens.cacheWrite),
      output: sum(({ tokens }) => tokens.output),
    },
    costUsd: exact(sum(({ costUsd }) => costUsd)),
  }
}
