import { once } from 'node:events'
import { createConnection } from 'node:net'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createInternalClient, type InternalClient } from '../../src/http/internal-client.ts'
import { until } from '../stubs/until.ts'
import { draftOf } from './draft-of.ts'
import { opsKey, startTestApp, type TestApp, workerKey } from './start-test-app.ts'

let test: TestApp
let worker: InternalClient
beforeAll(async () => {
  test = await startTestApp(inject('redisUrl'))
  worker = createInternalClient({ apiUrl: test.url, workerKey, deadlineMs: 5_000 })
})
afterAll(async () => {
  await worker.close()
  await test.close()
})

type Watch = { status: number; events: EventSourceMessage[]; comments: number; ended: boolean; leave(): void }

/** Reads a stream into the object it returns, which fills as events come. */
async function watch(url: string, id: string, lastEventId?: string): Promise<Watch> {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/v1/listings/${id}/events`, {
    headers: {
      authorization: `Bearer ${opsKey}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: leaving.signal,
  })
  const seen: Watch = { status: answer.status, events: [], comments: 0, ended: false, leave: () => leaving.abort() }
  const parser = createParser({
    onEvent: (event) => seen.events.push(event),
    onComment: () => {
      seen.comments += 1
    },
  })
  const read = async () => {
    const text = new TextDecoder()
    for await (const chunk of answer.body ?? []) parser.feed(text.decode(chunk, { stream: true }))
  }
  void read()
    .catch(() => {})
    .finally(() => {
      seen.ended = true
    })
  return seen
}

const create = async (): Promise<string> =>
  (await test.call('POST', '/v1/listings', { body: { text: 't-shirt' } })).body.listingId

it('a stream tells what happened before it opened and what happens after, each once and in order', async () => {
  const id = await create()
  const stream = await watch(test.url, id)
  expect(stream.status).toBe(200)
  const before = (await until('the first event', () => stream.events.length > 0 && stream.events)).length
  await worker.writeDraft(id, draftOf())
  await test.call('POST', `/v1/listings/${id}/accept`)
  await until('the acceptance', () => stream.events.some(({ data }) => JSON.parse(data).state === 'accepted'))
  const seqs = stream.events.map((event) => Number(event.id))
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, at) => at + 1))
  expect(seqs.length).toBeGreaterThanOrEqual(before + 2)
  expect(stream.events.every(({ event, data }) => event !== undefined && JSON.parse(data).listingId === id)).toBe(true)
  stream.leave()
})

it('a stream goes on after Last-Event-ID and repeats nothing', async () => {
  const id = await create()
  await worker.writeDraft(id, draftOf())
  const first = await watch(test.url, id)
  const all = await until('both events', () => first.events.length >= 2 && [...first.events])
  first.leave()
  const second = await watch(test.url, id, all[0]?.id)
  await until('the rest', () => second.events.length >= all.length - 1)
  expect(second.events.map(({ id: seq }) => seq)).toEqual(all.slice(1).map(({ id: seq }) => seq))
  second.leave()
})

it('an open stream says that it lives', async () => {
  const stream = await watch(test.url, await create())
  await until('three comments', () => stream.comments >= 3)
  stream.leave()
})

it('a change wakes the stream through Redis, also one that another API process made', async () => {
  // With this pause between its own looks, only a signal can wake it in time.
  const other = await startTestApp(inject('redisUrl'), { store: test.deps.store, eventPollMs: 60_000 })
  const id = await create()
  const stream = await watch(other.url, id)
  const known = (await until('the first events', () => stream.events.length > 0 && stream.events)).length
  // The subscription may come up a moment after the stream; until then a signal is lost, and the next change has its own.
  await until('the event of the other process', async () => {
    await test.call('POST', `/v1/listings/${id}/redigitize`)
    return stream.events.length > known
  })
  stream.leave()
  await other.close()
})

it('a stream ends when its listing is deleted, and says so', async () => {
  const id = await create()
  const stream = await watch(test.url, id)
  await until('the first event', () => stream.events.length > 0)
  await test.call('DELETE', `/v1/listings/${id}`)
  await until('the end', () => stream.ended)
  expect(stream.events.at(-1)?.event).toBe('listing.deleted')
})

it('open streams and connections that were never used do not keep the app from closing', async () => {
  const other = await startTestApp(inject('redisUrl'), { store: test.deps.store })
  const unused = createConnection({ host: '127.0.0.1', port: Number(new URL(other.url).port) })
  unused.on('error', () => {})
  await once(unused, 'connect')
  const stream = await watch(other.url, await create())
  await until('the first event', () => stream.events.length > 0)
  const started = performance.now()
  await other.close()
  expect(performance.now() - started).toBeLessThan(3_000)
  await until('the end', () => stream.ended)
})

it.each(['x', '-1', '1.5'])('a Last-Event-ID that is no event is refused: %s', async (lastEventId) => {
  const { status } = await watch(test.url, await create(), lastEventId)
  expect(status).toBe(400)
})

it('a listing that is not there has no stream', async () => {
  expect((await watch(test.url, 'lst_00000000000000000000000000')).status).toBe(404)
})
