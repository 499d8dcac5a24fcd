import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpProblem } from '../http-problem.ts'
import { pageHeaders } from '../page-headers.ts'
import { requireOpsKey } from '../require-ops-key.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendProblem } from '../send-problem.ts'

const queuePagePath = '/queues'

/** The queue page (bull-board), by HTTP Basic with the ops key. */
export async function queuePage(app: App, context: RouteContext): Promise<void> {
  const serverAdapter = new FastifyAdapter()
  serverAdapter.setBasePath(queuePagePath)
  createBullBoard({
    queues: context.queue.queues.map((queue) => new BullMQAdapter(queue)),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Hangtag queues' } },
  })
  await app.register(
    async (page: App) => {
      pageHeaders(page)
      page.addHook('onRequest', requireOpsKey(context.keys.ops))
      page.addHook('onRequest', async (request, reply) => (isCrossSite(request) ? forbid(request, reply) : undefined))
      await page.register(serverAdapter.registerPlugin())
    },
    { prefix: queuePagePath },
  )
}

/** A browser sends the password along whichever page asks it to: what changes something must come from this page itself. */
function isCrossSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return request.method !== 'GET' && site !== undefined && site !== 'same-origin'
}

function forbid(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(
    new HttpProblem(403, 'cross-site', 'From another site', 'Open the queue page itself.'),
    request,
    reply,
  )
}
