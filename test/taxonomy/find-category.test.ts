import { expect, test } from 'vitest'
import { findCategory } from '../../src/taxonomy/find-category.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const find = findCategory(taxonomy)

test('every category is found by its id, and by its own Shopify id with its label beside it', () => {
  for (const { id, label, shopify } of taxonomy.categories) {
    expect(find([id]), id).toBe(id)
    expect(find([`gid://shopify/TaxonomyCategory/${shopify.id}`, label]), id).toBe(id)
  }
})

test.each([
  [['gid://shopify/TaxonomyCategory/aa-1-13-8'], 't-shirts'],
  [['aa-1-13-8-2'], 't-shirts'],
  [['Apparel & Accessories > Clothing > Dresses'], 'dresses'],
  [['Apparel & Accessories > Clothing > Clothing Tops > T-Shirts > A kind of its own'], 't-shirts'],
  [['2271'], 'dresses'],
  [['2271 - Apparel & Accessories > Clothing > Dresses'], 'dresses'],
  [['Home > Women > Sneakers'], 'sneakers'],
  [['Home / Women / Sneakers'], 'sneakers'],
  [['Trench Coats'], 'coats'],
  [['TURNSCHUHE'], 'sneakers'],
])('%j means %s', (sources, id) => {
  expect(find(sources)).toBe(id)
})

test('what one source leaves open the next one narrows, and what speaks of something else does not', () => {
  expect(find(['5598', 'Blazers'])).toBe('blazers')
  expect(find(['Apparel & Accessories > Shoes', 'Sneakers'])).toBe('sneakers')
  expect(find(['Apparel & Accessories > Clothing > Dresses', 'Sneakers'])).toBe('dresses')
})

test.each([[['Shoes']], [['Clothing']], [['5598']], [['Summer sale']], [['']], [[]]])(
  '%j may be several, or none: nothing is claimed',
  (sources) => {
    expect(find(sources)).toBeNull()
  },
)
