import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { Delivery, DeliveryAttempt } from '../../src/domain/internal-api.ts'
import type { GuardedFetch } from '../../src/photos/guarded-fetch.ts'
import { type DeliverWebhookDeps, deliverWebhook } from '../../src/pipeline/deliver-webhook.ts'

const secret = `whsec_${Buffer.from('a secret that nobody knows').toString('base64')}`
const delivery: Delivery = {
  id: 'msg_1',
  url: 'https://shop.example/hook',
  secret,
  body: '{"type":"listing.draft.ready"}',
  attempt: 2,
  done: false,
}
const signal = new AbortController().signal

function bench(fetch: GuardedFetch, found: Delivery | null = delivery) {
  const attempts: (DeliveryAttempt & { id: string })[] = []
  const deps: DeliverWebhookDeps = {
    delivery: async () => found,
    reportAttempt: async (id, attempt) => void attempts.push({ id, ...attempt }),
    fetch,
    deadlineMs: 1_000,
    now: () => new Date(),
  }
  return { attempts, run: (attempt = 2) => deliverWebhook({ deliveryId: 'msg_1', attempt }, deps, signal) }
}

const answer = (status: number) => ({ status, headers: {}, bytes: Buffer.alloc(0) })

test('what is sent verifies with the receiver’s own library and secret', async () => {
  let verified: unknown = null
  const { run } = bench(async (_, request) => {
    verified = new Webhook(secret).verify(String(request.body), request.headers ?? {})
    return answer(204)
  })
  await run()
  expect(verified).toEqual({ type: 'listing.draft.ready' })
})

test.each([204, 410, 500])('status %i is reported as it is, not thrown', async (status) => {
  const { run, attempts } = bench(async () => answer(status))
  await run()
  expect(attempts).toEqual([{ id: 'msg_1', attempt: 2, status, error: null }])
})

test('a receiver that cannot be reached is reported with the reason', async () => {
  const { run, attempts } = bench(async () => {
    throw new HangtagError('10.0.0.1 is private', { code: 'address-refused', disposition: 'give-up' })
  })
  await run()
  expect(attempts).toEqual([{ id: 'msg_1', attempt: 2, status: null, error: 'address-refused: 10.0.0.1 is private' }])
})

test('a bug is thrown and not put down to the receiver', async () => {
  const { run, attempts } = bench(async () => {
    throw new TypeError('undefined')
  })
  await expect(run()).rejects.toThrow(TypeError)
  expect(attempts).toEqual([])
})

test.each([
  ['is gone', null, 2],
  ['was delivered', { ...delivery, done: true }, 2],
  ['has had this attempt', { ...delivery, attempt: 3 }, 2],
])('a delivery that %s is not sent again', async (_, found, attempt) => {
  let sent = 0
  const { run } = bench(async () => {
    sent += 1
    return answer(204)
  }, found)
  await run(attempt)
  expect(sent).toBe(0)
})
