import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText } from '../../src/copy/clean-text.ts'

test.each([
  ['<p>Blue <b>dress</b></p>', 'Blue dress'],
  ['<scr<script>ipt>alert(1)</script>', 'alert(1)'],
  ['<img src=x onerror=alert(1)>', ''],
  ['size < M > S', 'size M S'],
  ['a\u0000b\u202ec\u200bd\ufeff', 'abcd'],
  ['one\r\n\r\n\r\n\r\ntwo\tthree', 'one\n\ntwo three'],
  ['half \ud83d of a pair, whole 👩‍👧', 'half of a pair, whole 👩‍👧'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean)
})

test('what is clean stays as it is, and nothing of a tag is left, whatever the text', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('<', '>', '<b>', '<!--', '-->', '</', '\n'),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const clean = cleanText(parts.join(''))
      expect(clean).not.toMatch(/[<>]/)
      expect(clean.isWellFormed()).toBe(true)
      expect(cleanText(clean)).toBe(clean)
    }),
  )
})
