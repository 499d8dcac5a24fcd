import { describe, expect, it } from 'vitest'
import { searchCharactersMax } from '../../src/catalog/item-text.ts'
import { nameValues } from '../../src/catalog/name-values.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

describe('nameValues', () => {
  it.each([
    ['schwarze Lederjacke Damen', ['leather jackets', 'black', 'women']],
    ['vestido largo verde lino', ['dresses', 'green', 'linen']],
    ['doc martens 1460', ['dr. martens']],
  ])('adds what the taxonomy calls the words of %j', (text, names) => {
    const named = nameValues(text, taxonomy)
    expect(named.startsWith(`${text} `)).toBe(true)
    for (const name of names) expect(named).toContain(name)
  })

  it('repeats nothing that stands there', () => {
    expect(nameValues('black leather jackets', taxonomy)).toBe('black leather jackets')
  })

  it('adds no size and no condition: those belong to the one piece', () => {
    expect(nameValues('Size M, very good condition, small stain', taxonomy)).not.toMatch(/\b(alpha|excellent|stains)\b/)
  })

  it('puts the names where a model still reads them, and is never longer than what is searched for', () => {
    const named = nameValues(`robe noire ${'x '.repeat(5_000)}`, taxonomy)
    expect(named.length).toBeLessThanOrEqual(searchCharactersMax)
    expect(named.slice(0, 1_000)).toMatch(/dresses.*black|black.*dresses/)
  })
})
