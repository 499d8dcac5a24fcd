import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../../src/catalog/fold-text.ts'

describe('foldText', () => {
  it.each([
    ['ÉTÉ Éte\u0301', 'ete ete'],
    ['Größe  L', 'grosse l'],
    ['Cœur Ærø Łódź', 'coeur aero lodz'],
    ["Levi’s LEVI'S", 'levis levis'],
    ["l’été d'or", "l’ete d'or"],
    ['İstanbul', 'istanbul'],
    ['a\u0000b\n\tc', 'a b c'],
    ['  한국어 ', '한국어'],
  ])('writes %j as %j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('changes nothing the second time, and is always well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = foldText(text)
        expect(once.isWellFormed()).toBe(true)
        expect(foldText(once)).toBe(once)
      }),
    )
  })
})
