import { expect, test } from 'vitest'
import { upsertSoundItems } from '../../src/catalog/upsert-sound-items.ts'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'

const items = Array.from({ length: 200 }, (_, at): CatalogItem => ({ id: `sku-${at}`, title: `Item ${at}` }))

/** An index that fails each batch with one of these items, as the real one does. */
function bench(poison: Record<string, string>) {
  const there = new Set<string>()
  let calls = 0
  const upsert = async (_tenant: string, batch: readonly CatalogItem[]) => {
    calls += 1
    for (const { id } of batch) {
      const code = poison[id]
      if (code === undefined) continue
      const disposition = code === 'catalog-refused' || code === 'catalog-item-too-large' ? 'give-up' : 'retry'
      throw new HangtagError(`${id}: ${code}`, { code, disposition })
    }
    for (const { id } of batch) there.add(id)
    return { written: batch.length, unchanged: 0 }
  }
  return { upsert, there, calls: () => calls }
}

test('the sound items of a batch get in beside those that are refused, and each refusal has its reason', async () => {
  const { upsert, there, calls } = bench({ 'sku-7': 'catalog-refused', 'sku-150': 'catalog-item-too-large' })
  expect(await upsertSoundItems(upsert, 't', items)).toEqual({
    written: 198,
    unchanged: 0,
    refused: [
      { id: 'sku-7', reason: 'sku-7: catalog-refused' },
      { id: 'sku-150', reason: 'sku-150: catalog-item-too-large' },
    ],
  })
  expect(there.size).toBe(198)
  expect(calls()).toBeLessThan(40)
})

test('a batch without fault is one call', async () => {
  const { upsert, calls } = bench({})
  expect((await upsertSoundItems(upsert, 't', items)).refused).toEqual([])
  expect(calls()).toBe(1)
})

test('an answer that blames nobody counts against an item where others got in', async () => {
  const { upsert } = bench({ 'sku-3': 'catalog-failed' })
  expect((await upsertSoundItems(upsert, 't', items)).refused).toEqual([
    { id: 'sku-3', reason: 'sku-3: catalog-failed' },
  ])
})

test('an answer that blames nobody, for all there is, is no item’s fault and is thrown', async () => {
  const { upsert } = bench({ 'sku-0': 'catalog-failed', 'sku-1': 'catalog-failed' })
  await expect(upsertSoundItems(upsert, 't', items.slice(0, 2))).rejects.toMatchObject({ code: 'catalog-failed' })
})

test.each(['catalog-unavailable', 'model-unavailable', 'catalog-embedding-mismatch'])(
  '%s is nothing that halving would mend',
  async (code) => {
    const { upsert, calls } = bench({ 'sku-199': code })
    await expect(upsertSoundItems(upsert, 't', items)).rejects.toMatchObject({ code })
    expect(calls()).toBe(1)
  },
)
