import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storableObject, storableText } from '../../src/http/storable.ts'

describe('a text that can be stored', () => {
  it('is any well-formed text without U+0000, kept as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = storableText(1_000).safeParse(text)
        expect(parsed.success).toBe(!text.includes('\0') && text.isWellFormed())
        if (parsed.success) expect(parsed.data).toBe(text)
      }),
    )
  })
  it('is no longer than its limit, counted in code points as JSON Schema does', () => {
    expect(storableText(2).safeParse('👕👕').success).toBe(true)
    expect(storableText(1).safeParse('👕👕').success).toBe(false)
  })
})

describe('an object that can be stored', () => {
  const schema = storableObject(100)
  it.each([[{}], [{ a: null, b: [1, 'x', { c: false }] }], [{ constructor: 1 }]])('is kept as it is: %j', (value) => {
    expect(schema.parse(value)).toEqual(value)
  })
  it.each([
    [{ a: 'x\0' }, 'character'],
    [{ 'a\ud800': 1 }, 'character'],
    [{ a: { b: ['\udfff'] } }, 'character'],
    [{ a: Number.POSITIVE_INFINITY }, 'number'],
    [{ a: 'x'.repeat(100) }, 'bytes'],
    [{ a: 'ü'.repeat(50) }, 'bytes'],
    [[1], 'object|record'],
    [null, 'object|record'],
  ])('is not %j', (value, reason) => {
    const parsed = schema.safeParse(value)
    expect(parsed.error?.issues[0]?.message).toMatch(new RegExp(reason))
  })
  it('is of bounded depth, however deep it comes', () => {
    let deep: unknown = 1
    for (let level = 0; level < 50_000; level += 1) deep = { a: deep }
    expect(schema.safeParse(deep).error?.issues[0]?.message).toContain('levels')
  })
})
