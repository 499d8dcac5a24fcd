import { describe, expect, it } from 'vitest'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import { valueLexicon } from '../../src/taxonomy/value-lexicon.ts'

const lexicon = valueLexicon(await loadTaxonomy())

describe('values in a phrase', () => {
  it.each([
    ['material', 'a shirt of cotton and Leinen', ['cotton', 'linen']],
    ['category', 'Blaues Sommerkleid', ['dresses']],
    ['color', 'navy with white dots', ['navy', 'white']],
    ['brand', 'LEVIS 501, like new', ["Levi's"]],
    ['neckline', 'V-neck', ['v-neck']],
    ['material', '', []],
  ])(
    'of %s in "%s" are found by their words in any language, in the order in which they stand',
    (attribute, phrase, ids) => {
      expect(lexicon.find(attribute, phrase)).toEqual(ids)
    },
  )

  it('are the longest words that stand there', () => {
    expect(lexicon.find('material', 'faux leather')).toEqual(['faux-leather'])
  })

  it('of an English phrase are found by English words alone', () => {
    expect(lexicon.find('category', 'a moon rock')).toEqual(['skirts'])
    expect(lexicon.find('category', 'a moon rock', 'english')).toEqual([])
  })

  it('that are brands and ordinary words are not taken for brands wherever the word stands', () => {
    expect(lexicon.find('brand', 'see the next photo')).toEqual([])
    expect(lexicon.exact('brand', 'NEXT')).toBe('Next')
  })
})

it('a phrase as a whole is a value, or it is none', () => {
  expect(lexicon.exact('material', 'Baumwolle')).toBe('cotton')
  expect(lexicon.exact('material', 'mostly cotton')).toBeNull()
  expect(lexicon.exact('material', ' ')).toBeNull()
})
