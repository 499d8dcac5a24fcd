import { describe, expect, it } from 'vitest'
import { foldPlurals } from '../../src/catalog/fold-plurals.ts'

describe('foldPlurals', () => {
  it.each([
    ['blue jeans, 501s and dresses', 'blue jean, 501 and dress'],
    ['robes rouges', 'robe rouge'],
    ['boxes watches brushes', 'box watch brush'],
    ['dress less xs as us', 'dress less xs as us'],
    ['sneaker’s', 'sneaker’s'],
  ])('writes %j as %j', (text, folded) => {
    expect(foldPlurals(text)).toBe(folded)
  })

  it('gives the same word for one and for many', () => {
    for (const [one, many] of [
      ['sneaker', 'sneakers'],
      ['dress', 'dresses'],
      ['watch', 'watches'],
      ['zapatilla', 'zapatillas'],
    ] as const)
      expect(foldPlurals(many)).toBe(foldPlurals(one))
  })
})
