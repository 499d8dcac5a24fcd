import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSeenIds } from '../../../../src/cli/catalog/import/seen-ids.ts'

test('an id is new once, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 })), (ids) => {
      const seen = createSeenIds()
      const known = new Set<string>()
      for (const id of ids) {
        expect(seen.add(id)).toBe(!known.has(id))
        known.add(id)
      }
    }),
  )
  // Past the first growth.
  const many = createSeenIds()
  const add = () => Array.from({ length: 100_000 }, (_, at) => many.add(`sku-${at}`)).filter(Boolean).length
  expect([add(), add()]).toEqual([100_000, 0])
})
