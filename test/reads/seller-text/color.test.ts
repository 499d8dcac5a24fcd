import { describe, expect, test } from 'vitest'
import { sellerTextRead } from '../../../src/reads/seller-text-read.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const read = sellerTextRead(await loadTaxonomy())

async function color(text: string): Promise<unknown> {
  const listing = { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await read.run(listing, new AbortController().signal)
  return (claims.find(({ attribute }) => attribute === 'color')?.value as string[] | undefined)?.[0]
}

describe('the color a print stands on goes before that of the print', () => {
  test.each([
    ['dress, lavender background with white daisies', 'purple'],
    ['mango fruit print shirt, mint bg', 'green'],
    ['robe à fleurs roses, fond marine', 'navy'],
    ['silk dress, ivory with navy spots', 'beige'],
    ['wool scarf, stripes green red indigo on cream', 'beige'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

describe('a stone, a ribbon or a clasp is no color of the item', () => {
  test.each([
    ['sterling silver ring with amethyst', 'silver'],
    ['straw sun hat with black ribbon', undefined],
    ['collana di perle, chiusura oro 750', 'white'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

describe('a wash is blue unless a color stands behind it', () => {
  test.each([
    ['acid wash grey denim shorts', 'gray'],
    ['jeans, acid wash', 'blue'],
    ['giacca in jeans, lavaggio chiaro', 'blue'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

describe('a vague name is a color before a weave or a kind', () => {
  test.each([
    ['culottes in olive crepe', 'green'],
    ['trousers, stone rib', 'beige'],
    ['red lace bra', 'red'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

test('spelling tells the language of a short text', async () => {
  expect(await color('Maxi Slips, Gr. 44, weiß, 2 Packs')).toBe('white')
})

describe('what it only seems is not its color', () => {
  test.each([
    ["sweater, listed as navy but it's really black", 'black'],
    ['looks black in photos but is navy, dress', 'navy'],
    ['coat that looks navy', 'navy'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

describe('names of colors that are words of other things', () => {
  test.each([
    ['tote, bilberry, nylon', 'purple'],
    ['boots, maple suede', 'brown'],
    ['heels, zebra, 39', 'black'],
    ['tee for youth, royal', 'blue'],
    ['camo jacket', 'green'],
    ['jean slim, brut', 'blue'],
    ['jeans raw selvedge, black', 'black'],
    ['blazer, heather pink', 'pink'],
    ['alpaca jumper, undyed brown', 'brown'],
    ['sandals, 38, navy straps', 'navy'],
    ['jelly shoes clear glitter', 'clear'],
    ['chemise de nuit, coton, fleurie rose', 'pink'],
    ['pull torsadé, laine écrue', 'beige'],
    ['shirt with lettuce hem, date night', undefined],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

describe('a color by comparison, where no plain one is said', () => {
  test.each([
    ['chinos 32 more or less rust, bobbled', 'orange'],
    ['boots 40 kind of a cognac', 'brown'],
    ['skirt, color of wet ash, size S', 'gray'],
    ['falda del color de la miel', 'yellow'],
    ['vase the color of butter, black gloves', 'black'],
    ['trousers in stone colour, 32', 'beige'],
    ['Sand seersucker suit 40R', 'beige'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

describe('a color taken back, asked or explained gives way', () => {
  test.each([
    ['the classic trench, but in bottle green, 12', 'green'],
    ['white tee that is no longer white: now pink, L', 'pink'],
    ['pantalón no negro sino azul marino', 'navy'],
    ['black? no, very dark navy. Blazer 38', 'navy'],
    ["'Moonlit Sky' they call it, basically dark green. Parka M", 'green'],
    ['studs of brass, gold tone, so not gold, moons and silver stars', 'gold'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})

describe('lenses, linings and lists', () => {
  test.each([
    ['sunglasses, gold frame, brown lenses', 'gold'],
    ['sunglasses with blue lenses', 'blue'],
    ['Sonnenbrille schwarz, Gläser grün', 'black'],
    ['dress / 12 / mustard / hood', 'yellow'],
    ['sandals, tan leather straps', 'beige'],
  ])('%s', async (text, family) => expect(await color(text)).toBe(family))
})
