import { describe, expect, test } from 'vitest'
import { sellerTextRead } from '../../../src/reads/seller-text-read.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const read = sellerTextRead(await loadTaxonomy())

async function value(text: string, attribute: string): Promise<unknown> {
  const listing = { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await read.run(listing, new AbortController().signal)
  return claims.find((claim) => claim.attribute === attribute)?.value
}

describe('other words of the text make another kind of the one named', () => {
  test.each([
    ['automatic, steel bracelet, blue dial', 'watches'],
    ['watch with white leather strap', 'watches'],
    ['bracelet with charms', 'bracelets'],
    ['flares in ecru denim', 'jeans'],
    ['trousers are 38 short; suit jacket is 44', 'suits'],
    ['unicorn onesie, adult size L', 'sleepwear'],
  ])('%s', async (text, category) => expect(await value(text, 'category')).toBe(category))

  test('fancy dress is no dress', async () => {
    expect(await value('pirate costume, fancy dress, hat and belt', 'category')).not.toBe('dresses')
  })
})

describe('whom a kind of item is for may be part of its name', () => {
  test.each([
    ['camicia da uomo', 'men'],
    ['pantalon homme', 'men'],
    ['pantaloni da donna', 'women'],
  ])('%s', async (text, department) => expect(await value(text, 'department')).toBe(department))
})

describe('pieces are counted through pairs and packs, not through pieces of one thing', () => {
  test.each([
    ['bundle: 3 vests, 2 pairs of leggings and a cardigan', 6],
    ['twin pack leggings', 2],
    ['Doppelpack Socken', 2],
    ['two piece skirt suit', undefined],
    ['double breasted blazer', undefined],
    ['twin set in cashmere', undefined],
  ])('%s', async (text, quantity) => expect(await value(text, 'quantity')).toBe(quantity))
})
