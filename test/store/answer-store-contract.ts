import { beforeEach, expect, test } from 'vitest'
import type { AnswerStore } from '../../src/store/answer-store.ts'

/** What every answer store must do. `open` gives an empty one. */
export function answerStoreContract(open: () => Promise<AnswerStore>) {
  let store: AnswerStore
  beforeEach(async () => {
    store = await open()
  })
  const key = 'extract-attributes.0a1b2c'
  const place = { tenant: 'shop', listingId: 'lst_1', key }
  const answer = {
    body: { choices: [{ message: { content: '{"é": "\u0000 “x” 👗"}' } }] },
    slots: { brand: { c1: 'X' } },
  }

  test('what was put is got back as it was, and the last put stands', async () => {
    await store.put(place, { first: true })
    await store.put(place, answer)
    expect(await store.get('shop', key)).toEqual(answer)
  })

  test('what was never put is null', async () => {
    expect(await store.get('shop', key)).toBeNull()
    await store.put(place, answer)
    expect(await store.get('shop', 'extract-attributes.0a1b2')).toBeNull()
  })

  test('another listing of the same tenant that asks the same is answered; another tenant never is', async () => {
    await store.put(place, answer)
    expect(await store.get('shop', key)).toEqual(answer)
    expect(await store.get('shop-2', key)).toBeNull()
    await store.put({ ...place, tenant: 'shop-2' }, { of: 'shop-2' })
    expect(await store.get('shop', key)).toEqual(answer)
    await store.removeListing('shop-2', 'lst_1')
    expect(await store.get('shop-2', key)).toBeNull()
    expect(await store.get('shop', key)).toEqual(answer)
  })

  test('a listing that goes takes all its answers along, and none of another one', async () => {
    for (const key of ['a.1', 'a.2', 'b.1']) await store.put({ tenant: 'shop', listingId: 'lst_1', key }, { key })
    await store.put({ tenant: 'shop', listingId: 'lst_10', key: 'a.3' }, answer)
    await store.removeListing('shop', 'lst_1')
    for (const key of ['a.1', 'a.2', 'b.1']) expect(await store.get('shop', key)).toBeNull()
    expect(await store.get('shop', 'a.3')).toEqual(answer)
    await store.removeListing('shop', 'lst_1')
    await store.removeListing('shop', 'lst_never')
  })

  test('many at once are all there', async () => {
    const numbers = Array.from({ length: 100 }, (_, number) => number)
    await Promise.all(
      numbers.map((number) =>
        store.put({ tenant: 'shop', listingId: `lst_${number % 7}`, key: `a.${number}` }, number),
      ),
    )
    expect(await Promise.all(numbers.map((number) => store.get('shop', `a.${number}`)))).toEqual(numbers)
  })

  test.each(['', '../x', 'a/b', '.hidden', 'a b', 'a\n', '*'])('a name such as %j is refused', async (name) => {
    const refused = { code: 'answer-key-invalid' }
    await expect(store.get(name, key)).rejects.toMatchObject(refused)
    await expect(store.get('shop', name)).rejects.toMatchObject(refused)
    for (const part of ['tenant', 'listingId', 'key'])
      await expect(store.put({ ...place, [part]: name }, answer)).rejects.toMatchObject(refused)
    await expect(store.removeListing('shop', name)).rejects.toMatchObject(refused)
  })
}
