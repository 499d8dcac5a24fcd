import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { PhotoResult, WorkItem, WorkPhoto } from '../../src/domain/internal-api.ts'
import type { NormalizedPhoto } from '../../src/photos/normalize-photo.ts'
import { type NormalizeListingPhotoDeps, normalizeListingPhoto } from '../../src/pipeline/normalize-listing-photo.ts'

const neverStopped = new AbortController().signal
const photo: WorkPhoto = {
  index: 0,
  state: 'received',
  code: null,
  url: null,
  sha256: 'aa',
  phash: null,
  width: null,
  height: null,
  notes: [],
}
const normalized = {
  model: Buffer.from('model'),
  thumb: Buffer.from('thumb'),
  phash: 'ff',
  width: 30,
  height: 40,
  notes: [],
} satisfies NormalizedPhoto

type Bench = {
  photo?: Partial<WorkPhoto>
  objects?: string[]
  outcome?: 'written' | 'gone'
  deps?: Partial<NormalizeListingPhotoDeps>
}

function bench(setup: Bench = {}) {
  const objects = new Map((setup.objects ?? ['closet-9/lst_a/0/original']).map((key) => [key, Buffer.from('original')]))
  const results: PhotoResult[] = []
  let fetched = 0
  const work = { listingId: 'lst_a', tenant: 'closet-9', photos: [{ ...photo, ...setup.photo }] } as WorkItem
  const deps: NormalizeListingPhotoDeps = {
    workItem: async () => work,
    photoStore: {
      get: async (key) => objects.get(key) ?? null,
      put: async (key, bytes) => void objects.set(key, Buffer.from(bytes as Uint8Array)),
      removeAll: async (prefix) => {
        for (const key of objects.keys()) if (key.startsWith(prefix)) objects.delete(key)
      },
    },
    fetch: async () => {
      fetched += 1
      return { status: 200, headers: {}, bytes: Buffer.from('fetched') }
    },
    normalize: async () => normalized,
    reportPhoto: async (_, __, result) => {
      results.push(result)
      return setup.outcome ?? 'written'
    },
    limits: { bytesMax: 1_000, deadlineMs: 1_000 },
    mayRetry: (error) => !(error instanceof HangtagError) || error.disposition !== 'give-up',
    ...setup.deps,
  }
  return {
    objects,
    results,
    fetched: () => fetched,
    run: (signal = neverStopped) => normalizeListingPhoto({ listingId: 'lst_a', index: 0 }, deps, signal),
  }
}

test('an original becomes both variants and a result', async () => {
  const { objects, results, run } = bench()
  await run()
  expect([...objects.keys()].sort()).toEqual(
    ['original', 'model.jpg', 'thumb.jpg'].map((name) => `closet-9/lst_a/0/${name}`).sort(),
  )
  expect(results).toEqual([{ state: 'normalized', sha256: 'aa', phash: 'ff', width: 30, height: 40, notes: [] }])
})

test('a photo by address is fetched once and its original kept', async () => {
  const { objects, fetched, results, run } = bench({
    objects: [],
    photo: { url: 'https://shop.example/1.jpg', sha256: null },
  })
  await run()
  await run()
  expect(fetched()).toBe(1)
  expect(objects.get('closet-9/lst_a/0/original')?.toString()).toBe('fetched')
  expect(results[0]).toMatchObject({ sha256: createHash('sha256').update('fetched').digest('hex') })
})

test('a bad photo is rejected with its code and does not fail the job', async () => {
  const bad = new HangtagError('cut short', { code: 'photo-truncated', disposition: 'give-up' })
  const { results, run } = bench({ deps: { normalize: () => Promise.reject(bad) } })
  await run()
  expect(results).toEqual([{ state: 'rejected', code: 'photo-truncated', sha256: 'aa' }])
})

test('a bad photo that was fetched is rejected with the hash of what came, so that it is not tried again', async () => {
  const bad = new HangtagError('cut short', { code: 'photo-truncated', disposition: 'give-up' })
  const { results, run } = bench({
    objects: [],
    photo: { url: 'https://shop.example/1.jpg', sha256: null },
    deps: { normalize: () => Promise.reject(bad) },
  })
  await run()
  const sha256 = createHash('sha256').update('fetched').digest('hex')
  expect(results).toEqual([{ state: 'rejected', code: 'photo-truncated', sha256 }])
})

test('where our own parts fail nothing is reported and the job comes back', async () => {
  const away = new HangtagError('disk', { code: 'photo-store-unavailable', disposition: 'retry' })
  const photoStore = { get: () => Promise.reject(away), put: async () => {}, removeAll: async () => {} }
  const { results, run } = bench({ deps: { photoStore } })
  await expect(run()).rejects.toBe(away)
  expect(results).toEqual([])
})

test('a host that stays unreachable costs its photo on the last attempt, and only then', async () => {
  const fetch = () => Promise.reject(new HangtagError('no', { code: 'fetch-unreachable', disposition: 'retry' }))
  const setup = { objects: [], photo: { url: 'https://shop.example/1.jpg', sha256: null } }
  const early = bench({ ...setup, deps: { fetch } })
  await expect(early.run()).rejects.toMatchObject({ code: 'fetch-unreachable', disposition: 'retry' })
  const last = bench({ ...setup, deps: { fetch, mayRetry: () => false } })
  await last.run()
  expect(last.results).toEqual([{ state: 'rejected', code: 'fetch-unreachable', sha256: null }])
})

test('a listing that was deleted meanwhile leaves no object behind', async () => {
  const { objects, run } = bench({ outcome: 'gone' })
  await run()
  expect(objects.size).toBe(0)
})

test.each([
  ['the listing is gone', { deps: { workItem: async () => null } }],
  ['the photo has settled', { photo: { state: 'normalized' as const } }],
])('nothing is done where %s', async (_, setup) => {
  const { results, objects, run } = bench(setup)
  await run()
  expect([results, objects.size]).toEqual([[], 1])
})

test('a stop while decoding is a stop, not a rejected photo', async () => {
  const stop = new AbortController()
  const normalize = async () => {
    stop.abort(new Error('stopping'))
    throw new HangtagError('took too long', { code: 'photo-timeout', disposition: 'give-up' })
  }
  const { results, run } = bench({ deps: { normalize } })
  await expect(run(stop.signal)).rejects.toThrow('stopping')
  expect(results).toEqual([])
})
