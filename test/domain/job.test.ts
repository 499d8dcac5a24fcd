import { describe, expect, test } from 'vitest'
import { digitizeQueue, type JobOrder, jobId, jobSchemas, photoQueue, queueNames } from '../../src/domain/job.ts'

const orders: JobOrder[] = [
  { queue: 'photos', data: { listingId: 'lst_A', index: 0 } },
  { queue: 'photos', data: { listingId: 'lst_A', index: 1 } },
  { queue: 'digitize', data: { listingId: 'lst_A', revision: 1, run: 1 } },
  { queue: 'digitize', data: { listingId: 'lst_A', revision: 1, run: 2 } },
  { queue: 'index', data: { kind: 'put', listingId: 'lst_A', version: 2 } },
  { queue: 'index', data: { kind: 'remove', deletionId: 'lst_A' } },
  { queue: 'index', data: { kind: 'import', importId: 'imp_A' } },
  { queue: 'webhooks', data: { deliveryId: 'dlv_A', attempt: 1 } },
  { queue: 'webhooks', data: { deliveryId: 'dlv_A', attempt: 2 } },
  { queue: 'publish', data: { listingId: 'lst_A', version: 2 } },
]

describe('jobs', () => {
  test('different orders have different ids, the same order always the same', () => {
    const ids = orders.map(jobId)
    expect(new Set(ids).size).toBe(orders.length)
    expect(structuredClone(orders).map(jobId)).toEqual(ids)
  })

  test('ids are such as BullMQ takes: no colon, not digits only', () => {
    for (const id of orders.map(jobId)) expect(id).toMatch(/^[a-z]+-[A-Za-z0-9_-]+$/)
  })

  test('orders carry what their queue takes, and ids only', () => {
    for (const { queue, data } of orders) expect(jobSchemas[queue].parse({ ...data, text: 'a stranger' })).toEqual(data)
  })

  test('the lanes never share a queue', () => {
    const queues = [photoQueue('seller'), photoQueue('bulk'), digitizeQueue('seller'), digitizeQueue('bulk')]
    expect(new Set(queues).size).toBe(4)
    expect(queueNames).toEqual(expect.arrayContaining(queues))
  })
})
