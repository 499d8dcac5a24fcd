import { expect, test } from 'vitest'
import type { ImageIndex } from '../../src/catalog/images/image-index.ts'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { type CatalogPhotosDeps, createCatalogPhotos } from '../../src/pipeline/catalog-photos.ts'

const signal = new AbortController().signal
const picture = { jpeg: Buffer.from('a picture'), phash: 'ff00ff00ff00ff00' }

/** An index that asks for every photo; `seen` are those that it could have, by their keys. */
function bench(over: Partial<CatalogPhotosDeps> = {}) {
  const seen = new Map<string, string>()
  const warned: object[] = []
  const asked: string[] = []
  const clock = { ms: 0 }
  const put: ImageIndex['put'] = async (tenant, items, ended) => {
    const count = { written: 0, unchanged: 0, failed: 0 }
    for (const { id, photos } of items)
      for (const photo of photos) {
        const loaded = await photo.load(ended)
        if (loaded !== null) seen.set(`${tenant}/${id}#${photo.index}`, photo.source)
        count[loaded === null ? 'failed' : 'written'] += 1
      }
    return count
  }
  const photos = createCatalogPhotos({
    images: { put, remove: async () => {} },
    photoStore: { get: async (key) => (key.includes('/1/') ? null : Buffer.from(key)) },
    fetchPicture: async (url) => {
      asked.push(url)
      return picture
    },
    warn: (facts) => warned.push(facts),
    now: () => clock.ms,
    ...over,
  })
  return { photos, seen, warned, asked, clock }
}

const item = (id: string, imageUrl?: string, trusted?: boolean): CatalogItem => ({
  id,
  title: id,
  ...(imageUrl === undefined ? {} : { imageUrl }),
  ...(trusted === undefined ? {} : { trusted }),
})

test('the normalized photos of a listing are indexed, and one that is not there is counted', async () => {
  const { photos, seen, warned } = bench()
  const own = [
    { index: 0, sha256: 'hash-0', phash: 'ff00ff00ff00ff00' },
    { index: 1, sha256: 'hash-1', phash: null },
  ]
  await photos.ofListing('closet-9', 'lst_a', own, signal)
  expect([...seen]).toEqual([['closet-9/lst_a#0', 'hash-0']])
  expect(warned).toEqual([{ tenant: 'closet-9', written: 1, failed: 1 }])
})

test('items have the photo of their address; one that is not trusted has none that could be found', async () => {
  const { photos, seen, asked } = bench()
  const items = [item('a', 'https://shop.example/a.jpg'), item('b'), item('c', 'https://shop.example/c.jpg', false)]
  await photos.ofItems('t', items, signal)
  expect([[...seen.keys()], asked]).toEqual([['t/a#0'], ['https://shop.example/a.jpg']])
})

test('a host that does not answer is left alone for the rest of the batch, and the others are not', async () => {
  const tried: string[] = []
  const fetchPicture = async (url: string) => {
    tried.push(url)
    if (url.includes('good')) return picture
    throw new HangtagError('no answer', { code: 'fetch-timeout', disposition: 'retry' })
  }
  const { photos, seen, warned } = bench({ fetchPicture })
  const bad = Array.from({ length: 20 }, (_, at) => item(`bad-${at}`, `https://slow.example/${at}.jpg`))
  await photos.ofItems('t', [...bad, item('good', 'https://good.example/a.jpg')], signal)
  expect(tried).toHaveLength(4)
  expect([...seen.keys()]).toEqual(['t/good#0'])
  expect(warned).toEqual([{ tenant: 't', written: 1, failed: 20 }])
})

test('addresses that show no photo cost their items alone', async () => {
  const fetchPicture = () => Promise.reject(new HangtagError('404', { code: 'photo-gone', disposition: 'give-up' }))
  const { photos, warned } = bench({ fetchPicture })
  const items = Array.from({ length: 5 }, (_, at) => item(`${at}`, `https://shop.example/${at}.jpg`))
  await photos.ofItems('t', items, signal)
  expect(warned).toEqual([{ tenant: 't', written: 0, failed: 5 }])
})

test('a batch whose photos take too long goes on without the rest', async () => {
  const clock = { ms: 0 }
  const asked: string[] = []
  const fetchPicture = async (url: string) => {
    asked.push(url)
    clock.ms += 11_000
    return picture
  }
  const { photos } = bench({ fetchPicture, now: () => clock.ms })
  const items = Array.from({ length: 10 }, (_, at) => item(`${at}`, `https://shop.example/${at}.jpg`))
  await photos.ofItems('t', items, signal)
  expect(asked).toHaveLength(3)
})

test('photos of another embedding are left out and said so; an endpoint that is away is thrown', async () => {
  const failing = (code: string) => {
    const put = () => Promise.reject(new HangtagError('no', { code, disposition: 'give-up' }))
    return bench({ images: { put, remove: async () => {} } })
  }
  const mismatch = failing('catalog-embedding-mismatch')
  await mismatch.photos.ofItems('t', [item('a', 'https://shop.example/a.jpg')], signal)
  expect(mismatch.warned).toEqual([{ tenant: 't', reason: 'no' }])
  const away = failing('model-unavailable').photos.ofItems('t', [item('a')], signal)
  await expect(away).rejects.toMatchObject({ code: 'model-unavailable' })
})

test('a job that is stopped stops fetching', async () => {
  const stopped = new AbortController()
  const fetchPicture = () => {
    stopped.abort(new Error('stopping'))
    return Promise.reject(new HangtagError('aborted', { code: 'fetch-timeout', disposition: 'retry' }))
  }
  const { photos } = bench({ fetchPicture })
  const batch = photos.ofItems('t', [item('a', 'https://shop.example/a.jpg')], stopped.signal)
  await expect(batch).rejects.toThrow('stopping')
})
