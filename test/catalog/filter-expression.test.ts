import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allOf, equals, keyIn, noneOf, notItemsOf, stringLiteral } from '../../src/catalog/filter-expression.ts'

/** Reads a string literal as Milvus does: to the first quote that no backslash hides; null where anything follows it. */
function readLiteral(literal: string): string | null {
  const body = /^"((?:[^"\\\n\r]|\\["\\nrt])*)"$/.exec(literal)?.[1]
  if (body === undefined) return null
  const meant: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
  return body.replace(/\\(.)/g, (_match, character: string) => meant[character] ?? character)
}

describe('filter expressions', () => {
  it('no text of a stranger ends its literal, and each is read back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^["'\\\n\r\t )(]*$/)), (text) => {
        expect(readLiteral(stringLiteral(text))).toBe(text.toWellFormed())
      }),
      { numRuns: 2_000 },
    )
  })

  it('writes the comparisons with each value as a literal', () => {
    expect(equals('tenant', 'a" or tenant != "')).toBe('tenant == "a\\" or tenant != \\""')
    expect(keyIn(['a', 'b\\'])).toBe('pk in ["a", "b\\\\"]')
    expect(noneOf('key', ['a'])).toBe('key not in ["a"]')
    expect(notItemsOf('t"', { marksDeleted: true })).toBe('(tenant != "t\\"") or (deleted == true)')
    expect(allOf('a == 1', 'b == 2')).toBe('(a == 1) and (b == 2)')
  })
})
