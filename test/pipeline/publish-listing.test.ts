import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { Publication, PublicationResult } from '../../src/domain/internal-api.ts'
import { publishListing } from '../../src/pipeline/publish-listing.ts'

const signal = new AbortController().signal
const publication = { record: { listingId: 'lst_a' }, version: 7 } as Publication

function bench(publish: (() => Promise<void>) | null, found: Publication | null = publication) {
  const results: PublicationResult[] = []
  const deps = {
    publication: async () => found,
    reportPublication: async (_: string, result: PublicationResult) => void results.push(result),
    connector: publish === null ? null : { name: 'fake', publish, close: async () => {} },
  }
  return { results, run: () => publishListing({ listingId: 'lst_a', version: 7 }, deps, signal) }
}

test('a listing that was taken is reported as published with its version', async () => {
  const { results, run } = bench(async () => {})
  await run()
  expect(results).toEqual([{ outcome: 'published', version: 7 }])
})

test('a refusal is an outcome that the seller sees', async () => {
  const { results, run } = bench(async () => {
    throw new HangtagError('The receiver refuses the listing (422)', {
      code: 'publish-refused',
      disposition: 'give-up',
    })
  })
  await run()
  expect(results).toEqual([
    { outcome: 'failed', version: 7, code: 'publish-refused', detail: 'The receiver refuses the listing (422)' },
  ])
})

test.each(['retry', 'rate-limited'] as const)(
  'an outage (%s) is thrown, so that the queue tries again',
  async (disposition) => {
    const { results, run } = bench(async () => {
      throw new HangtagError('away', { code: 'publish-unavailable', disposition })
    })
    await expect(run()).rejects.toMatchObject({ disposition })
    expect(results).toEqual([])
  },
)

test('an order that no longer stands sends nothing', async () => {
  let sent = 0
  const { results, run } = bench(async () => {
    sent += 1
  }, null)
  await run()
  expect([sent, results]).toEqual([0, []])
})

test('without a connector the seller reads what is missing', async () => {
  const { results, run } = bench(null)
  await run()
  expect(results).toEqual([expect.objectContaining({ outcome: 'failed', code: 'publish-not-configured' })])
})
