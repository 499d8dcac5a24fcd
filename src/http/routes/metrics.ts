import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { queueNames } from '../../domain/job.ts'
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
