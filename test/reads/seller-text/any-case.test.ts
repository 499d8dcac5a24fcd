import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCase } from '../../../src/reads/seller-text/any-case.ts'

const sources = [
  'größe|gr\\.?|[a-f-]+x',
  '(?<![\\p{L}\\p{N}])(?:taille|étiquette)(?!\\p{L})',
  '(?<cue>size[:=\\s]{1,2}|["“a-c\\]é]\\d)',
]

test('a form in both cases matches what it matches with the flag for any case, and names its groups the same', () => {
  const words = fc.constantFrom(
    ...'GRÖSSE Größe gr. GR Size: size= TAILLE étiquette ÉTIQUETTE É9 “7 b2 C2 aX -x ]1 ß'.split(' '),
  )
  const texts = fc.array(fc.oneof(words, fc.string({ maxLength: 3 })), { maxLength: 6 }).map((list) => list.join(' '))
  fc.assert(
    fc.property(fc.constantFrom(...sources), texts, (source, text) => {
      const both = new RegExp(anyCase(source), 'u').exec(text)
      const flagged = new RegExp(source, 'iu').exec(text)
      expect(both?.index).toBe(flagged?.index)
      expect(both?.[0]).toBe(flagged?.[0])
      expect(both?.groups).toEqual(flagged?.groups)
    }),
    { numRuns: 500 },
  )
})
