import { Readable } from 'node:stream'
import { z } from 'zod'
import type { ListingEvent } from '../../store/store.ts'
import { HttpProblem } from '../http-problem.ts'
import { listingParams } from '../ids.ts'
import { notFound } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const pollDefaultMs = 5_000
const pageSize = 100
/** How soon a browser comes back after the stream ended, in milliseconds. */
const retryMs = 2_000

/** `GET /v1/listings/{id}/events`: what happened and happens to a listing, as Server-Sent Events. */
export function listingEventsRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/listings/:id/events',
    // A HEAD of an endless stream would never end.
    exposeHeadRoute: false,
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'streamEvents',
      summary: 'Events of a listing, as they happen',
      description:
        'Server-Sent Events from the first one on, or after `Last-Event-ID`. The stream stays open; a comment now and then says that it lives. After `listing.deleted` it ends.',
      tags: ['listings'],
      params: listingParams,
      headers: z.looseObject({
        'last-event-id': z.string().max(100).optional().describe('The id of the last event that was read'),
      }),
      response: answersOf(
        { 200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } } },
        'read',
        [404],
      ),
    },
    handler: async (request, reply) => {
      const { tenant } = callerOf(request)
      const { id } = request.params
      const after = lastEventId(request.headers['last-event-id'])
      if ((await context.store.listings.get(tenant, id)) === null) throw notFound('listing')

      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const signal = AbortSignal.any([gone.signal, context.stopping])
      const stream = Readable.from(streamEvents({ tenant, id, after, signal }, context), { objectMode: false })
      stream.once('error', (error) => request.log.warn({ err: error }, 'event stream ended early; its reader resumes'))
      return reply
        .type('text/event-stream; charset=utf-8')
        .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
        .send(stream as never)
    },
  })
}

type Subscription = { tenant: string; id: string; after: number; signal: AbortSignal }

/** The database is the truth; a signal only makes it be asked sooner. */
async function* streamEvents(
  { tenant, id, after, signal }: Subscription,
  context: RouteContext,
): AsyncGenerator<string> {
  const { store, signals } = context
  yield `retry: ${retryMs}\n\n`
  let seq = after
  while (!signal.aborted) {
    // Begun before the database is asked, so that a change in between is not missed.
    const woken = signals.wait(id, context.eventPollMs ?? pollDefaultMs, signal)
    const events = await store.events.after(tenant, id, seq, pageSize)
    for (const event of events) yield formatEvent(event)
    seq = events.at(-1)?.seq ?? seq
    if (events.length === pageSize) continue
    if (events.length === 0) {
      if ((await store.listings.get(tenant, id)) === null) {
        yield `event: listing.deleted\ndata: ${JSON.stringify({ listingId: id })}\n\n`
        return
      }
      yield ': still here\n\n'
    }
    await woken
  }
}

function formatEvent({ seq, type, at, data }: ListingEvent): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ ...data, at })}\n\n`
}

function lastEventId(header: string | undefined): number {
  if (header === undefined || header === '') return 0
  if (/^\d{1,15}$/.test(header)) return Number(header)
  throw new HttpProblem(
    400,
    'last-event-id-invalid',
    'Last-Event-ID cannot be read',
    'Send the id of an event, or none.',
    {
      errors: [{ path: 'headers.last-event-id', message: 'a whole number' }],
    },
  )
}
