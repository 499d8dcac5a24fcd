import { expect, test } from 'vitest'
import { createCountInTime } from '../../src/http/count-in-time.ts'

test('a count that takes long is not waited for, is shared, and stands for as long as it took', async () => {
  let clock = 0
  let counts = 0
  const done = Promise.withResolvers<number>()
  const count = () => {
    counts += 1
    return counts === 1 ? done.promise : Promise.resolve(8)
  }
  const inTime = createCountInTime(count, { deadlineMs: 5, now: () => clock })
  expect([await inTime('a'), await inTime('a'), counts]).toEqual([null, null, 1])
  clock = 100
  done.resolve(7)
  expect(await inTime('a')).toBe(7)
  clock = 200
  expect([await inTime('a'), counts]).toEqual([7, 1])
  clock = 201
  expect([await inTime('a'), counts]).toEqual([8, 2])
})

test('a count that is quick is made anew each time, and its failure is told to each who asks', async () => {
  let clock = 0
  let items = 0
  const inTime = createCountInTime(
    async () => {
      items += 1
      if (items === 2) throw new Error('away')
      return items
    },
    { deadlineMs: 60_000, now: () => ++clock },
  )
  expect(await inTime('a')).toBe(1)
  clock += 10
  await expect(inTime('a')).rejects.toThrow('away')
  expect(await inTime('a')).toBe(3)
})
