import { z } from 'zod'
import { HttpProblem } from '../http-problem.ts'
import { jsonAnswer, problemAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

/** A part that does not answer within this is down. */
const checkDeadlineMs = 2_000
const tags = ['service']
const partStates = ['up', 'down', 'off'] as const

const readySchema = z.object({
  status: z.enum(['ready', 'degraded']),
  parts: z.record(z.string(), z.enum(partStates)),
})

type Part = { name: string; needed: boolean; check: (() => Promise<unknown>) | null }

/** `/healthz`: the process answers. `/readyz`: the parts it needs answer too. Open to anyone, so they say nothing else. */
export function healthRoutes(app: App, context: RouteContext): void {
  const parts: Part[] = [
    { name: 'database', needed: true, check: () => context.store.check() },
    { name: 'redis', needed: true, check: () => context.queue.check() },
    { name: 'photo store', needed: true, check: () => context.photoStore.check() },
    // Without neighbors digitizing goes on, and says so on each draft.
    {
      name: 'milvus',
      needed: false,
      check: context.catalog === null ? null : () => context.catalog?.check() as Promise<void>,
    },
    // Without the model drafts are free ones, and say so.
    { name: 'model', needed: false, check: context.modelFlows.length === 0 ? null : () => checkModels(context) },
  ]

  app.route({
    method: 'GET',
    url: '/healthz',
    schema: {
      operationId: 'health',
      summary: 'Whether the process answers',
      tags,
      security: [],
      response: { 200: jsonAnswer('It does', z.object({ status: z.literal('ok') })) },
    },
    handler: async () => ({ status: 'ok' as const }),
  })

  app.route({
    method: 'GET',
    url: '/readyz',
    schema: {
      operationId: 'readiness',
      summary: 'Whether the parts it needs answer',
      description: 'Without the vector index or the model it is degraded and goes on.',
      tags,
      security: [],
      response: {
        200: jsonAnswer('Ready; `degraded` without the vector index or the model', readySchema),
        ...{ 503: problemAnswer('Not ready; `errors` names the parts that are down') },
      },
    },
    handler: async (request) => {
      const states = await Promise.all(parts.map((part) => stateOf(part, request.log)))
      const down = parts.filter((part, at) => part.needed && states[at] === 'down').map(({ name }) => name)
      if (down.length > 0)
        throw new HttpProblem(503, 'not-ready', 'Not ready', `Down: ${down.join(', ')}.`, {
          errors: down.map((name) => ({ path: name, message: 'down' })),
          headers: { 'retry-after': '5' },
        })
      return {
        status: states.includes('down') ? ('degraded' as const) : ('ready' as const),
        parts: Object.fromEntries(parts.map(({ name }, at) => [name, states[at] ?? 'down'])),
      }
    },
  })
}

/** What the workers found out: asking the endpoint itself would cost, and this page is open to anyone. */
async function checkModels({ modelFlows }: RouteContext): Promise<void> {
  for (const { model, flow } of modelFlows) {
    const { openReason } = await flow.read()
    if (openReason !== 'none') throw new Error(`${model} is not asked: ${openReason}`)
  }
}

async function stateOf(
  { name, check }: Part,
  log: { warn(facts: object, message: string): void },
): Promise<(typeof partStates)[number]> {
  if (check === null) return 'off'
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${checkDeadlineMs} ms`)), checkDeadlineMs)
  })
  try {
    await Promise.race([check(), late])
    return 'up'
  } catch (error) {
    log.warn({ err: error, part: name }, 'a part is down')
    return 'down'
  } finally {
    clearTimeout(timer)
  }
}
