import { setImmediate as nextTurn } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { listingPrefix, originalKey, variantKey } from '../../src/domain/photo-keys.ts'
import type { PhotoStore } from '../../src/store/photo-store.ts'

/** What every photo store must do. `open` gives an empty one. */
export function photoStoreContract(open: () => Promise<PhotoStore>) {
  let store: PhotoStore
  beforeEach(async () => {
    store = await open()
  })
  const key = originalKey('shop', 'lst_1', 0)

  test('what was put is got back byte by byte, from bytes or from a stream, and the last put stands', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251))
    await store.put(key, bytes)
    expect(await store.get(key)).toEqual(bytes)
    await store.put(key, chunks([bytes.subarray(0, 3), bytes.subarray(3, 50_000), Buffer.alloc(0)]))
    expect(await store.get(key)).toEqual(bytes.subarray(0, 50_000))
    await store.put(key, new Uint8Array())
    expect(await store.get(key)).toEqual(Buffer.alloc(0))
  })

  test('what was never put is null, and so is the folder of an object', async () => {
    expect(await store.get(key)).toBeNull()
    await store.put(key, Buffer.from('x'))
    expect(await store.get('shop/lst_1')).toBeNull()
    expect(await store.get(`${key}/deeper`)).toBeNull()
  })

  test('a source that fails stores nothing, leaves what was there, and its error comes through', async () => {
    await store.put(key, Buffer.from('before'))
    const broken = new Error('the upload broke off')
    const failing = async function* () {
      yield Buffer.from('half')
      throw broken
    }
    await expect(store.put(key, failing())).rejects.toBe(broken)
    await expect(store.put(originalKey('shop', 'lst_1', 1), failing())).rejects.toBe(broken)
    expect(await store.get(key)).toEqual(Buffer.from('before'))
    expect(await store.list('shop/')).toEqual([key])
  })

  test('a put that is aborted stores nothing', async () => {
    const controller = new AbortController()
    const reason = new Error('stopped')
    const endless = async function* () {
      for (let count = 0; ; count += 1) {
        if (count === 3) controller.abort(reason)
        yield Buffer.from('more')
        await nextTurn()
      }
    }
    await expect(store.put(key, endless(), controller.signal)).rejects.toBe(reason)
    await expect(store.put(key, Buffer.from('x'), AbortSignal.abort(reason))).rejects.toBe(reason)
    await expect(store.get(key, AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(await store.list('shop/')).toEqual([])
  })

  test('a reader sees one whole object or the other while it is written over', async () => {
    const [one, other] = [Buffer.alloc(200_000, 1), Buffer.alloc(100_000, 2)]
    await store.put(key, one)
    let isWriting = true
    const writing = (async () => {
      for (let count = 0; count < 30; count += 1) await store.put(key, count % 2 ? one : chunks([other]))
      isWriting = false
    })()
    let seen = 0
    while (isWriting) {
      const bytes = await store.get(key)
      expect(bytes?.equals(one) || bytes?.equals(other)).toBe(true)
      seen += 1
    }
    await writing
    expect(seen).toBeGreaterThan(5)
  })

  test('of puts of one key at once one stands whole', async () => {
    const objects = Array.from({ length: 10 }, (_, index) => Buffer.alloc(50_000, index))
    await Promise.all(objects.map((bytes) => store.put(key, bytes)))
    const stands = await store.get(key)
    expect(objects.some((bytes) => stands?.equals(bytes))).toBe(true)
    expect(await store.list('shop/')).toEqual([key])
  })

  test('keys are listed sorted, by prefix, tenant by tenant', async () => {
    const keys = [
      variantKey('shop', 'lst_1', 10, 'model'),
      variantKey('shop', 'lst_1', 2, 'thumb'),
      originalKey('shop', 'lst_12', 0),
      originalKey('shop-2', 'lst_1', 0),
    ]
    for (const each of keys) await store.put(each, Buffer.from('x'))
    expect(await store.list('shop/')).toEqual([keys[0], keys[1], keys[2]])
    expect(await store.list(listingPrefix('shop', 'lst_1'))).toEqual([keys[0], keys[1]])
    expect(await store.list('shop/lst_1')).toEqual([keys[0], keys[1], keys[2]])
    expect(await store.list('nobody/')).toEqual([])
  })

  test('removing all of a listing leaves its neighbors, and what is not there is no error', async () => {
    for (const listing of ['lst_1', 'lst_12']) {
      await store.put(originalKey('shop', listing, 0), Buffer.from('x'))
      await store.put(variantKey('shop', listing, 0, 'model'), Buffer.from('x'))
    }
    await store.removeAll(listingPrefix('shop', 'lst_1'))
    await store.removeAll(listingPrefix('shop', 'lst_1'))
    await store.removeAll('nobody/lst_1/')
    expect(await store.list('shop/')).toEqual(['shop/lst_12/0/model.jpg', 'shop/lst_12/0/original'])
  })

  test('one object alone can be removed by its whole key', async () => {
    await store.put('shop/imports/imp_1.jsonl', Buffer.from('x'))
    await store.put('shop/imports/imp_2.jsonl', Buffer.from('x'))
    await store.removeAll('shop/imports/imp_1.jsonl')
    expect(await store.list('shop/')).toEqual(['shop/imports/imp_2.jsonl'])
  })

  test('puts and removals at once lose no put that comes after', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 ? store.removeAll('shop/lst_1/') : store.put(originalKey('shop', 'lst_1', index), Buffer.from('x')),
      ),
    )
    await store.put(key, Buffer.from('after'))
    expect(await store.get(key)).toEqual(Buffer.from('after'))
  })

  test.each([
    '../outside/x',
    'shop/../../outside',
    'shop/..',
    '/etc/passwd',
    'shop//x',
    'shop/./x',
    'shop',
    '',
    'shop/',
    'shop/a\\b',
    'shop/a\u0000b',
    'shop/.hidden',
    '.incoming/x',
    `shop/${'x'.repeat(300)}`,
  ])('the key %j is refused', async (bad) => {
    const invalid = { code: 'photo-key-invalid', disposition: 'give-up' }
    await expect(store.put(bad, Buffer.from('x'))).rejects.toMatchObject(invalid)
    await expect(store.get(bad)).rejects.toMatchObject(invalid)
  })

  test.each(['', '/', '../', 'shop', 'shop/../', 'shop/..', '.incoming/', 'shop//'])(
    'nothing is listed or removed under the prefix %j',
    async (bad) => {
      await store.put(key, Buffer.from('x'))
      const invalid = { code: 'photo-key-invalid' }
      await expect(store.list(bad)).rejects.toMatchObject(invalid)
      await expect(store.removeAll(bad)).rejects.toMatchObject(invalid)
      expect(await store.get(key)).not.toBeNull()
    },
  )

  test('a store that can be used passes its check', async () => {
    await store.check()
    expect(await store.list('shop/')).toEqual([])
  })
}

async function* chunks(all: Uint8Array[]): AsyncIterable<Uint8Array> {
  for (const chunk of all) {
    await nextTurn()
    yield chunk
  }
}
