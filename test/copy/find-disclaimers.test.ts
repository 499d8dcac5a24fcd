import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDisclaimers } from '../../src/copy/find-disclaimers.ts'

describe("what a seller says of the sale is found in the seller's own words", () => {
  test.each([
    [
      'Blue dress size M. Sold as is, no returns, no refunds! Smoke-free and pet-free home. Colour may differ slightly.',
      ['Sold as is, no returns, no refunds', 'Smoke-free and pet-free home', 'Colour may differ slightly'],
    ],
    ['Lovely coat, we don’t accept returns', ['we don’t accept returns']],
    ['All sales final | Non-smoking household', ['All sales final', 'Non-smoking household']],
    ['Measurements are approximate, from a pet free home', ['Measurements are approximate, from a pet free home']],
    [
      'Blaues Kleid, Privatverkauf, keine Garantie, Rücknahme oder Gewährleistung. Nichtraucherhaushalt.',
      ['Privatverkauf, keine Garantie, Rücknahme oder Gewährleistung', 'Nichtraucherhaushalt'],
    ],
    ['Verkauf unter Ausschluss jeglicher Gewährleistung', ['Verkauf unter Ausschluss jeglicher Gewährleistung']],
    ['Farbe kann auf den Bildern abweichen', ['Farbe kann auf den Bildern abweichen']],
    [
      'Robe bleue, vendue en l’état, ni reprise ni échangée. Foyer non fumeur. Les couleurs peuvent varier',
      ['vendue en l’état, ni reprise ni échangée', 'Foyer non fumeur', 'Les couleurs peuvent varier'],
    ],
    [
      'Vestido azul. No se aceptan devoluciones. Casa sin humo. El color puede variar. Se vende tal cual',
      ['No se aceptan devoluciones', 'Casa sin humo', 'El color puede variar', 'Se vende tal cual'],
    ],
    [
      'Vestito blu. Non si accettano resi; casa senza fumo. Il colore può variare. Visto e piaciuto.',
      ['Non si accettano resi; casa senza fumo', 'Il colore può variare', 'Visto e piaciuto'],
    ],
  ])('%s', (text, found) => {
    expect(findDisclaimers(text)).toEqual(found)
  })

  test('without commas, the words about the item before it are left out', () => {
    expect(findDisclaimers('blue linen dress size m smoke free home no returns')).toEqual([
      'smoke free home no returns',
    ])
  })

  test.each([
    'No stains, no holes',
    'Returns to its shape after a wash',
    'Photo shows it as pictured',
    'Red color, looks great',
  ])('what is said of the item is none: %s', (text) => {
    expect(findDisclaimers(text)).toEqual([])
  })

  test('each is a piece of the text as it stands there, whatever the text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('no returns', 'Keine Rücknahme', 'sold as is', ', ', '. ', '\n', 'non fumeur', 'İno refundsß'),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        for (const found of findDisclaimers(text)) expect(text).toContain(found)
      }),
    )
  })
})
