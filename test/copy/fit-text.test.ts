import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitParts, fitText } from '../../src/copy/fit-text.ts'

test('whole sentences and lines are kept, as many as fit', () => {
  expect(fitText('One two. Three four! Five', 20)).toBe('One two. Three four!')
  expect(fitText('One two. Three four! Five', 19)).toBe('One two.')
  expect(fitText('Line one\nline two', 12)).toBe('Line one')
})

test('a point inside a number ends nothing, and what has no end is not cut', () => {
  expect(fitText('Chest 52.5 centimeters wide', 12)).toBeNull()
  expect(fitText('𝓐'.repeat(10), 7)).toBeNull()
})

test('a part that is too long is left out, the others stay', () => {
  expect(fitParts(['one', 'a very long part', 'two'], ', ', 8)).toBe('one, two')
})

test('what is kept is the beginning of the text, within the limit, and of whole characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 100 }), (text, limit) => {
      const fitting = fitText(text, limit)
      if (fitting === null) return
      expect(fitting.length).toBeLessThanOrEqual(limit)
      expect(text.startsWith(fitting)).toBe(true)
      expect(fitting.isWellFormed()).toBe(true)
    }),
  )
})
