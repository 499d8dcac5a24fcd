import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateQuote } from '../../src/model/locate-quote.ts'

describe('a quote', () => {
  it.each([
    ['Blue dress, size M', 'size M', 12, 'size M'],
    ['Blue  DRESS', 'blue dress', 0, 'Blue  DRESS'],
    ['Comme neuf, taille M', 'M', 19, 'M'],
    ['fits a 9yo, size10', '10', 16, '10'],
    ['Größe M 👗 wool', 'wool', 11, 'wool'],
    ['İstanbul silk', 'silk', 9, 'silk'],
    ['青いドレス', 'ドレス', 2, 'ドレス'],
  ])('in "%s" of "%s" is found where it stands', (text, quote, start, words) => {
    const span = locateQuote(text, quote)
    expect(span).toEqual({ start, end: start + words.length, quote: words })
  })

  it.each([
    ['some wool', 'ME'],
    ['Blue dress', 'red dress'],
    ['Blue dress', ''],
    ['', 'x'],
    ['a cottonwood box', 'cotton'],
  ])('is not found in "%s" where "%s" is no word of it', (text, quote) => {
    expect(locateQuote(text, quote)).toBeNull()
  })

  it('always has offsets that cut exactly its words out of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 5 }), (text, quote) => {
        const span = locateQuote(`${text} ${quote} ${text}`, quote)
        if (span === null) return quote.trim() === ''
        return `${text} ${quote} ${text}`.slice(span.start, span.end) === span.quote && span.quote !== ''
      }),
    )
  })
})
