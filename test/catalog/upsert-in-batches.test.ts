import { describe, expect, it } from 'vitest'
import { catalogRow } from '../../src/catalog/catalog-row.ts'
import { upsertInBatches } from '../../src/catalog/upsert-in-batches.ts'
import { batchRows, type Upserted } from '../../src/catalog/upsert-items.ts'

const rows = (batches: number) =>
  Array.from({ length: batches * batchRows }, (_, at) => ({
    row: catalogRow('t', { id: `${at}`, title: 'red dress' }),
    text: 'red dress',
  }))

const whole: Upserted = { written: batchRows - 1, unchanged: 1 }

describe('upserting in batches', () => {
  it('makes the next batch ready while one is written, and never a third', async () => {
    const happened: string[] = []
    const writes = [0, 1, 2].map(() => Promise.withResolvers<void>())
    let started = 0
    const upserting = upsertInBatches(rows(3), async (_, turn) => {
      const number = started++
      happened.push(`ready ${number}`)
      await turn
      happened.push(`write ${number}`)
      await writes[number]?.promise
      return whole
    })
    await expect.poll(() => happened.toSorted()).toEqual(['ready 0', 'ready 1', 'write 0'])
    writes[0]?.resolve()
    await expect.poll(() => happened.slice(3).sort()).toEqual(['ready 2', 'write 1'])
    for (const { resolve } of writes) resolve()
    expect(await upserting).toEqual({ written: 3 * (batchRows - 1), unchanged: 3 })
    expect(happened.at(-1)).toBe('write 2')
  })

  it('writes nothing more after a batch that failed, and says why it did', async () => {
    const written: number[] = []
    let started = 0
    const upserting = upsertInBatches(rows(4), async (_, turn) => {
      const number = started++
      await turn
      if (number === 1) throw new Error('the server went away')
      written.push(number)
      return whole
    })
    await expect(upserting).rejects.toThrow('the server went away')
    expect(written).toEqual([0])
  })

  it('of nothing, makes nothing', async () => {
    expect(await upsertInBatches([], () => Promise.reject(new Error('never asked')))).toEqual({
      written: 0,
      unchanged: 0,
    })
  })
})
