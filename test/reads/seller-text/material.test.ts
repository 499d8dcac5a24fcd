import { describe, expect, test } from 'vitest'
import { sellerTextRead } from '../../../src/reads/seller-text-read.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const read = sellerTextRead(await loadTaxonomy())

async function material(text: string): Promise<string[]> {
  const listing = { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await read.run(listing, new AbortController().signal)
  const value = claims.find(({ attribute }) => attribute === 'material')?.value as { id: string }[] | undefined
  return (value ?? []).map(({ id }) => id)
}

describe('a doubt, a look or a denial ends where the seller turns', () => {
  test.each([
    ["blouse, feels like silk but it's polyester", ['polyester']],
    ['not leather, PU. Black biker jacket', ['faux-leather']],
    ['no leather, wool or fur', []],
    ['scarf, not wool, silk or linen', []],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})

describe('a word of a fabric that is also an item', () => {
  test.each([
    ['black down jacket', ['down']],
    ['rubber boots', ['rubber']],
    ['jersey de lana', ['wool']],
    ['conjunto bebé: jersey y polaina', []],
    ['robe en jersey', ['jersey']],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})

describe('a natural color leaves the fabric that it is of', () => {
  test.each([
    ['sandali in cuoio naturale', ['leather']],
    ['robe en lin naturel', ['linen']],
    ['bolso de cuero marrón', ['leather']],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})

describe('the fabric of a part is not that of the item', () => {
  test.each([
    ['sac en toile avec anses en cuir', ['canvas']],
    ['cazadora de polipiel con pelo sintético en el cuello', ['faux-leather']],
    ['velvet trim wool blazer', ['wool']],
    ['merino beanie with a faux fur pompom', ['merino']],
    ['cotton blouse, lace back, M', ['cotton']],
    ['not real fur collar, wool coat', ['wool']],
    ['Kleid aus Spitze über Chiffon', ['lace', 'chiffon']],
    ['silk scarf? no label', []],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})

test('a denial takes back what the word for the item says', async () =>
  expect(await material('Lederjacke kein echtes Leder! Kunstleder')).toEqual(['faux-leather']))

describe('what canvas, down and hides are called in shops', () => {
  test.each([
    ['pochette, coated canvas with leather trim', ['canvas']],
    ['tote, 16oz canvas', ['canvas']],
    ['blazer, half canvas, wool', ['wool']],
    ['navy waxed cotton parka', ['cotton']],
    ['puffer, 550 fill down', ['down']],
    ['jacket, 90/10 down and feather', ['down']],
    ['feather parka, size L', ['down']],
    ['parka, nylon shell, down fill', ['nylon']],
    ['gloves from skin of lamb', ['leather']],
    ['bra, skin coloured', []],
    ['cardigan from wool of alpaca', ['alpaca']],
    ['jumper from Donegal, pure new wool', ['wool']],
    ['floral print cotton dress', ['cotton']],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})

describe('the metal of jewelry and watches', () => {
  test.each([
    ['watch, 18ct rose gold case', ['gold']],
    ['hammered sterling band, ring size 6', ['silver']],
    ['charm bracelet, silver, no box', ['silver']],
    ['collana in argento', ['silver']],
    ['silver tone necklace', []],
    ['necklace, costume jewelry, silver', []],
    ['black leather bag, silver chain', ['leather']],
    ['silver sequin dress', []],
    ['steel watch on a mesh band', ['stainless-steel']],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})

describe('faux said alone is of the hide that was named', () => {
  test.each([
    ['biker jacket. People think it is leather. It is faux.', ['faux-leather']],
    ['boots suede? nope, faux', ['faux-suede']],
    ['genuine leather, nothing fake', ['leather']],
    ['leather jacket with faux fur collar', ['leather']],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})

describe('lined with one, made of another', () => {
  test.each([
    ['satin-lined wool cape', ['wool']],
    ['fully lined wool skirt', ['wool']],
    ['wool skirt lined in silk', ['wool']],
  ])('%s', async (text, ids) => expect(await material(text)).toEqual(ids))
})
