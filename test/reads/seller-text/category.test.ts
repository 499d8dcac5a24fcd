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

describe('a kind that no noun names is told by its fit, its parts or its maker and size', () => {
  test.each([
    ['Wrangler bootcut 36x30', 'jeans'],
    ['skinny ankle, 29, mid rise', 'jeans'],
    ['oxford, mens slim XL, collar frayed', 'shirts'],
    ['lace body, S, black', 'bodysuits'],
    ['reverse weave crew, maroon, boxy', 'sweatshirts'],
    ['cat eye, matte white, lenses spotless', 'sunglasses'],
    ['trunks 3 pack, M, black', 'underwear'],
    ['trunks with mesh lining, drawstring', 'swimwear'],
    ['fitted 7 3/8, navy', 'caps'],
    ['34C plunge, padded', 'bras'],
    ['baby snowsuit 6-9 months', 'baby-one-pieces'],
    ['compression shirt, M', 't-shirts'],
    ['trucker, blanket lined, cord collar', 'denim-jackets'],
    ['trucker hat, mesh', 'caps'],
    ['scarpe bimbo 27 blu, strappi', 'sneakers'],
    ['Babybodys 62/68, 7 Stück', 'baby-one-pieces'],
  ])('%s', async (text, category) => expect(await value(text, 'category')).toBe(category))

  test.each(['blue ankle strap', 'crew member pass', 'oxford street, London', 'body lotion, new'])(
    '%s: none',
    async (text) => expect(await value(text, 'category')).toBeUndefined(),
  )
})

describe('what the item is not, or is posted in, is no kind of it', () => {
  test.each([
    ['sneakers US 9, shipping is a flat $9', 'sneakers'],
    ['boots UK 5, posted in a jiffy bag', 'boots'],
    ['everyone here wears hoodies. Pencil skirt, black', 'skirts'],
    ['a tote and trainers. Just the trainers for sale', 'sneakers'],
    ['grey suit jacket, no trousers, 44 short', 'blazers'],
    ['flats, 8M, red suede', 'flats'],
    ['Asics Gel Kayano, US 9. I rotate shoes every season', 'sneakers'],
  ])('%s', async (text, kind) => expect(await value(text, 'category')).toBe(kind))
})

describe('a kind that is told without its word', () => {
  test.each([
    ['Elomi plunge 40HH, black', 'bras'],
    ['all in one 3-6 months, soft cotton', 'baby-one-pieces'],
    ['Lowa Renegade GTX, UK 8, Nubuk', 'boots'],
    ['quilted duffel, cotton', 'handbags'],
    ['Eastpak padded, burgundy. School bag', 'backpacks'],
  ])('%s', async (text, kind) => expect(await value(text, 'category')).toBe(kind))

  test('an apron or a coat of the house is not guessed to be a lab coat', async () =>
    expect(await value('Omas Kittel, blau', 'category')).toBeUndefined())
})

describe('a maker and a model tell the kind where no noun does', () => {
  test.each([
    ['Gucci Ophidia, small, monogram canvas, dust bag', 'handbags'],
    ['Louis Vuitton Speedy 30, monogram', 'handbags'],
    ['Prada belt, black leather', 'belts'],
    ['Rab Kangri GTX shell, green', 'jackets'],
    ['linen shell, S', 'blouses'],
    ['Smartwool crews, 3 prs, M', 'socks'],
    ['Danner hiker boots, US 9', 'boots'],
    ["Rothy's, US 8, knit from recycled bottles", 'flats'],
    ["On Cloudmonster, men's 9", 'sneakers'],
    ['6 mens A-shirts, white', 'tank-tops'],
    ['jacket, hopsack wool, half canvassed, 40R', 'blazers'],
    ['Herren-Lederjacke\nZustand: gut', 'leather-jackets'],
    ['Kinder-Regenhose\nQualität: gut', 'pants'],
  ])('%s', async (text, kind) => expect(await value(text, 'category')).toBe(kind))

  test('the fabric that is called the shell is no jacket', async () =>
    expect(await value('shell: 100% nylon, waterproof', 'category')).toBeUndefined())
})

describe("things of the seller's story are not the item", () => {
  test.each([
    ['My aunt moved with two suitcases, one of them full of nightgowns', 'sleepwear'],
    ['Samsonite suitcase, 55 cm', 'suitcases'],
    ['skirt, black, life is too short for zips', 'skirts'],
    ['leather shorts, too short for me', 'shorts'],
  ])('%s', async (text, kind) => expect(await value(text, 'category')).toBe(kind))
})

describe('the young are told by their age, whatever the word', () => {
  test.each([
    ['cazadora chico 14 años, verde', 'boys'],
    ['giubbotto ragazza 12 anni', 'girls'],
    ['blouson garçon 14 ans', 'boys'],
    ['Jacke Junge 14 Jahre', 'boys'],
    ['abrigo mujer, mi hija tiene 14 años', 'women'],
    ['joggers age 3, he demanded a dinosaur', 'boys'],
    ["mens bomber, M, 'women' is what my ex would put", 'men'],
    ['tennis skort, 12', 'women'],
    ['doudoune sans manches fille 10A', 'girls'],
    ['falda pantalón 40, topo', 'women'],
    ['feather coat of the lady, L', 'women'],
    ['dresses, five of them, the sixth girl kept hers, size M', 'women'],
    ['you should see my grandma drive in these gloves', 'women'],
    ['nightgowns, cotton, M', 'women'],
    ['slippers UK 10, he wore the left one more', 'men'],
  ])('%s', async (text, department) => expect(await value(text, 'department')).toBe(department))
})

describe('counts that are joined are summed', () => {
  test.each([
    ['Konvolut: 3 Strampler + 2 Schlafsäcke Gr. 68', 5],
    ['two pairs of tights, one opened one sealed', 2],
    ['camicetta con 2 tasche e 3 bottoni', undefined],
  ])('%s', async (text, quantity) => expect(await value(text, 'quantity')).toBe(quantity))
})

describe('a lot is counted however the number is written', () => {
  test.each([
    ['LOT (4) work shirts, all L', 4],
    ['BUNDLE X3 tops', 3],
    ['box of twenty-one silk scarves', 21],
    ['Konvolut aus fünfundzwanzig Krawatten', 25],
    ['une vingtaine de bodies bébé', 20],
    ['lote de veintitrés camisetas', 23],
    ['lotto di ventotto camicie', 28],
    ['vingt-quatre paires de chaussettes', 24],
    ['2 dozen tees, white', 24],
    ['half a dozen bandanas', 6],
    ['media docena de calcetines', 6],
    ['ein halbes Dutzend Hemden', 6],
    ['3 prs wool socks, M', 3],
    ['3 packs of 2 socks', 6],
    ['14-teiliges Babypaket', 14],
    ['lot of assorted ties (approx 30)', 30],
    ['trio of bangles, silver', 3],
    ['Stückzahl 3, Herrenhemden', 3],
    ['pair of jeans and 2 tees, all M', 3],
    ['big pile of 18 things for a toddler', 18],
    ['GROSSISTE 40 chemises homme', 40],
    ['500 pcs ladies tops', 500],
    ['vests (6), newborn', 6],
    ['price for all four: tees in blue and red', 4],
    ['bridesmaid dresses, four of them, all navy', 4],
  ])('%s', async (text, quantity) => expect(await value(text, 'quantity')).toBe(quantity))
})

describe('what is said of the number outright stands over what is counted', () => {
  test.each([
    ['How many? Three. Cotton tees', 3],
    ['Wie viele? Vier. T-Shirts', 4],
    ['Anzahl: 3 / Artikel: T-Shirt', 3],
    ['8 tees, size M. EDIT: three sold, 5 left', 5],
    ['8 tees, size M. EDIT: two sold', 6],
    ['10 Bodys Gr. 68. Edit: nur noch 6 da', 6],
    ['lot de 6 pulls. EDIT : il en reste 4', 4],
    ['Konvolut 6 Teile: 2 Blusen, 3 Tops, 1 Rock', 6],
    ['6 pairs of tights: 3 pairs black, 3 pairs nude', 6],
    ['bundle of tops: one black, one white, one red', 3],
    ['Quantity: 1 / Item: lot of tees', undefined],
  ])('%s', async (text, quantity) => expect(await value(text, 'quantity')).toBe(quantity))
})

describe('numbers that count no pieces for sale', () => {
  test.each([
    'Outsole 12 x 4.25, insole 10',
    'pit to pit 21 x length 28, tee',
    'bracelet with 7 charms',
    'coat with 4 pockets and 6 buttons',
    'jacket, see pic 3, size 12',
    'I have two cats. Wool coat, M',
    'my aunt owned two coats, this skirt was hers too',
    'dress, 2 small stains on the hem',
    'size 12 dresses',
    'two tone brogues, UK 8',
    'dozen roses print dress',
    '2-piece pajama set',
    '12 jeans, Gap',
    'one of two identical coats, size 10',
    'three piece suit, 40R',
    'boots, 4 inch heels',
  ])('%s', async (text) => expect(await value(text, 'quantity')).toBeUndefined())
})

describe("whom it is for is not told by the seller's own life", () => {
  test.each([
    ['maternity jeans, worn till baby came', 'women'],
    ['tee, from a home with two toddlers', undefined],
    ['silk tie, purple', 'men'],
    ['tights, black, medium', 'women'],
    ['Strumpfhose 98/104', 'kids'],
    ['trunks, 3 pack, M', 'men'],
    ['Sakko 52', 'men'],
  ])('%s', async (text, department) => expect(await value(text, 'department')).toBe(department))
})
