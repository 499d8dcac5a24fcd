import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { queueNames } from '../../domain/job.ts'
import { openReasons } from '../../model/flow/flow-state.ts'
import { requireOpsKey } from '../require-ops-key.ts'
import type { App, RouteContext } from '../route-context.ts'

/** `/metrics` for Prometheus, with the ops key as bearer key or Basic password. One registry an app. */
export function metricsRoute(app: App, context: RouteContext): void {
  const registers = [new Registry()]
  const registry = registers[0] as Registry
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'hangtag_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const listings = new Gauge({
    name: 'hangtag_listings',
    help: 'Listings by state',
    labelNames: ['state'],
    registers,
    collect: async () => {
      for (const [state, count] of Object.entries(await context.store.listings.countByState()))
        listings.set({ state }, count)
    },
  })
  const jobs = new Gauge({
    name: 'hangtag_queue_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers,
    collect: async () => {
      const counts = await context.queue.counts()
      for (const queue of queueNames)
        for (const [state, count] of Object.entries(counts[queue])) jobs.set({ queue, state }, count)
    },
  })

  modelGauges(registers, context)

  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request.routeOptions
    const labels = { method: String(method ?? request.method), route: url ?? 'none', status: String(reply.statusCode) }
    durations.observe(labels, reply.elapsedTime / 1_000)
  })
  app.route({
    method: 'GET',
    url: '/metrics',
    schema: { hide: true },
    onRequest: requireOpsKey(context.keys.ops),
    handler: async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  })
}

/** What the workers found out of the model's endpoint: whether it is asked, and the limits that it told. */
function modelGauges(registers: Registry[], { modelFlows }: RouteContext): void {
  const paused = new Gauge({
    name: 'hangtag_model_paused',
    help: '1 for the reason why the model is not asked: outage, quota, key',
    labelNames: ['model', 'reason'],
    registers,
    collect: async () => {
      for (const { model, flow } of modelFlows) {
        const { openReason } = await flow.read()
        for (const reason of openReasons.slice(1)) paused.set({ model, reason }, openReason === reason ? 1 : 0)
      }
    },
  })
  const limits = new Gauge({
    name: 'hangtag_model_limit_per_minute',
    help: 'Requests and tokens a minute, as the endpoint told; 0 where it told nothing',
    labelNames: ['model', 'of'],
    registers,
    collect: async () => {
      for (const { model, flow } of modelFlows) {
        const { requestsPerMinute, tokensPerMinute } = await flow.read()
        limits.set({ model, of: 'requests' }, requestsPerMinute)
        limits.set({ model, of: 'tokens' }, tokensPerMinute)
      }
    },
  })
}
