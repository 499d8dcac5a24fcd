import type { MilvusClient } from '@zilliz/milvus2-sdk-node'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CallMilvus } from '../../src/catalog/call-milvus.ts'
import { bucketCount } from '../../src/catalog/catalog-row.ts'
import { type BucketPlace, bucketRows, walkStart } from '../../src/catalog/stored-rows.ts'

const collection = { name: 'catalog_v1', space: 'compass@1/2', dimensions: 2, marksDeleted: true }

/** A server of so many rows in each bucket, which answers as many of a range as it is asked for. */
function serverOf(rowsIn: ReadonlyMap<number, number>) {
  const asked: { rows: number; limit: number }[] = []
  const query = async ({ filter, limit }: { filter: string; limit: number }) => {
    const [first = 0, end = 0] = (filter.match(/\d+/g) ?? []).map(Number)
    const data: { key: string }[] = []
    for (const [bucket, count] of rowsIn)
      if (bucket >= first && bucket < end)
        for (let row = 0; row < count; row += 1) data.push({ key: `${bucket}/${row}` })
    asked.push({ rows: data.length, limit })
    return { status: { error_code: 'Success' }, data: data.slice(0, limit) }
  }
  const call = ((_operation, send) => send({ query } as unknown as MilvusClient)) as CallMilvus
  return { call, asked }
}

it('a walk meets every row once, however unevenly buckets are filled and wherever it starts with whatever width', async () => {
  const filled = fc.array(fc.tuple(fc.nat(bucketCount - 1), fc.integer({ min: 1, max: 90 })), { maxLength: 60 })
  const widths = fc.integer({ min: 1, max: bucketCount })
  await fc.assert(
    fc.asyncProperty(filled, widths, async (buckets, width) => {
      const rowsIn = new Map(buckets)
      const { call, asked } = serverOf(rowsIn)
      const met: unknown[] = []
      for (let place: BucketPlace | null = { first: 0, width }; place !== null; ) {
        const wanted = { place, filter: null, columns: ['key'], rowsAimed: 10 }
        const part: Awaited<ReturnType<typeof bucketRows>> = await bucketRows({ call }, collection, wanted)
        met.push(...part.rows.map(({ key }) => key))
        place = part.next
      }
      const there = [...rowsIn].flatMap(([bucket, count]) =>
        Array.from({ length: count }, (_, row) => `${bucket}/${row}`),
      )
      expect(met.toSorted()).toEqual(there.toSorted())
      // Narrowing a range to one full bucket and widening it again takes some twelve questions, twice that where the next is near.
      expect(asked.length).toBeLessThan(40 + 32 * rowsIn.size)
    }),
    { numRuns: 50 },
  )
})

it('ranges grow where rows are few, so that a small tenant of a big collection is walked in a few questions', async () => {
  const { call, asked } = serverOf(new Map([[4_000, 1]]))
  let place: BucketPlace | null = walkStart
  while (place !== null)
    place = (await bucketRows({ call }, collection, { place, filter: null, columns: ['key'], rowsAimed: 500 })).next
  expect(asked.length).toBeLessThan(8)
})

it('one bucket that holds more than was aimed at comes whole', async () => {
  const { call } = serverOf(new Map([[7, 5_000]]))
  const wanted = { place: { first: 7, width: 1 }, filter: null, columns: ['key'], rowsAimed: 100 }
  const { rows, next } = await bucketRows({ call }, collection, wanted)
  expect(rows).toHaveLength(5_000)
  expect(next).toEqual({ first: 8, width: 1 })
})

it('a bucket that no answer holds is no end of the walk but an error', async () => {
  const { call } = serverOf(new Map([[7, 16_384]]))
  const wanted = { place: { first: 7, width: 64 }, filter: null, columns: ['key'], rowsAimed: 100 }
  await expect(bucketRows({ call }, collection, wanted)).rejects.toMatchObject({ code: 'catalog-too-large' })
})
