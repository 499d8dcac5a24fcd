import { describe, expect, test } from 'vitest'
import { sellerTextRead } from '../../../src/reads/seller-text-read.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const read = sellerTextRead(await loadTaxonomy())

async function sizeOf(text: string): Promise<string | null> {
  const listing = { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await read.run(listing, new AbortController().signal)
  const value = claims.find(({ attribute }) => attribute === 'size')?.value as
    | { system: string; label: string }
    | undefined
  return value === undefined ? null : `${value.system} ${value.label}`
}

const reads = (cases: readonly (readonly [string, string])[]) =>
  test.each(cases)('%s → %s', async (text, size) => expect(await sizeOf(text)).toBe(size))
const abstains = (cases: readonly string[]) =>
  test.each(cases)('%s', async (text) => expect(await sizeOf(text)).toBeNull())

describe('letters are read with a word for size, beside whom they are for, and by themselves', () => {
  reads([
    ['Cream fisherman jumper size M', 'alpha M'],
    ['Fleece pullover, sz med, barely used', 'alpha M'],
    ['Mens small linen shirt', 'alpha S'],
    ['Strickpullover Gr. M, kaum getragen', 'alpha M'],
    ['Wollpullover Größe: XL', 'alpha XL'],
    ['Pull en laine taille S', 'alpha S'],
    ['Pull T.L bleu', 'alpha L'],
    ['Eileen Fisher PM silk shell', 'alpha M'],
    ['Wool jumper, no tags, size M', 'alpha M'],
    ['Sudadera talla XXL negra', 'alpha XXL'],
    ['Felpa tg. XS grigia', 'alpha XS'],
    ['Maglione taglia: L', 'alpha L'],
    ['Oversized hoodie L/XL', 'alpha L/XL'],
    ['Oversized hoodie, S-M', 'alpha S/M'],
    ['Rain jacket, size small/medium', 'alpha S/M'],
    ['Ski jacket X-Large', 'alpha XL'],
    ['Football shirt 3XL', 'alpha 3XL'],
    ['Running top 2xl reflective', 'alpha 2XL'],
    ['grey wool cardigan, m, worn twice', 'alpha M'],
    ['wool cardigan large', 'alpha L'],
    ["Wool cardigan, it's a medium", 'alpha M'],
    ['Size women’s L flannel shirt', 'alpha L'],
    ['Größe M/38 Bluse', 'alpha M'],
    ['Linen shirt M, 100% linen', 'alpha M'],
    ['Denim shirt, XL tall', 'alpha XL'],
    ['Bralette size S, lace', 'alpha S'],
    ['men’s slim fit shirt size L', 'alpha L'],
    ['Veste homme taille M noire', 'alpha M'],
    ['Vestido para mujer talla S', 'alpha S'],
  ])
})

describe('letters and words that are no size', () => {
  abstains([
    'Shirt with a small hole at the hem',
    'Jeans in a medium wash',
    'Hoodie with a large logo',
    'T-shirt, S/S, white',
    'Large leather tote bag',
    'Shirt by H&M',
    'Jumper, medium weight wool',
  ])
})

describe('a size is told by whom it is for, by its label and by its unit, wherever it stands', () => {
  reads([
    ['never opened the box mens large grey tee', 'alpha L'],
    ["Marmot LT shell jacket, W's S", 'alpha S'],
    ['Polo shirt, XLT, navy', 'alpha XL'],
    ['tee womens medium grey marl', 'alpha M'],
    ['gown, size A10 (their own numbering)', 'brand A10'],
    ['Torrid skirt, says 2 on the label (which is Torrid for 2X)', 'brand 2'],
    ['blouse, says 12 on the tag', 'number 12'],
    ['socks kids 27/30, new', 'number 27/30'],
    ['body velours 12 mois', 'baby 12M'],
    ['pelele punto 9 meses, crema', 'baby 9M'],
    ['romper, baby, growth 74 cm, blue', 'baby 74'],
    ['trousers, 34 in the waist by the label', 'waist 34'],
    ['gloves, size 7 1/2, black kid leather', 'number 7.5'],
    ['slippers. EDIT: people ask, they are US 8. EDIT 2: box included', 'us 8'],
  ])
  abstains(['wool jumper, about a ladies 16, no label', 'vintage skirt, roughly a modern 10'])
})

describe('plus sizes', () => {
  reads([
    ['Wrap dress 2X', 'plus 2X'],
    ['Plus size tunic 1X, new', 'plus 1X'],
    ['Swimsuit 18W black', 'plus 18W'],
    ['Blouse size 3x', 'plus 3X'],
  ])
  abstains(['Bluse, nur 2x getragen', 'Blouse worn 2X only', '3x gewaschen, Pullover'])
})

describe('numbers keep the system that is named', () => {
  reads([
    ['Tea dress UK 8', 'uk 8'],
    ['Tea dress 8 UK', 'uk 8'],
    ['Tea dress size 8 (UK)', 'uk 8'],
    ['Tea dress UK size 8', 'uk 8'],
    ['Tea dress, size UK 8-10', 'uk 8-10'],
    ['Coat EUR 42 camel', 'eu 42'],
    ['Coat EU42', 'eu 42'],
    ['Blouse US women’s 6', 'us 6'],
    ['Blouse AU 12', 'au 12'],
    ['Blouse Aus 12', 'au 12'],
    ['Jupe FR 38', 'fr 38'],
    ['Jupe taille 38 FR', 'fr 38'],
    ['Gonna IT 44', 'it 44'],
    ['Gonna taglia 44 IT', 'it 44'],
    ['Gonna taglia italiana 44', 'it 44'],
    ['Rock DE 40', 'de 40'],
    ['Rock deutsche Größe 40', 'de 40'],
    ['Skirt, Italian 44', 'it 44'],
    ['Falda talla europea 38', 'eu 38'],
    ['Kimono jacket JP 11', 'jp 11'],
  ])
})

describe('of several systems, the one on the tag is the size, else the first', () => {
  reads([
    ['Blazer FR 40 on the label (UK 12)', 'fr 40'],
    ['Blazer UK 12, tag says FR 40', 'fr 40'],
    ['Blazer IT 46 = UK 14', 'it 46'],
    ['Blazer 38 (DE), UK 10', 'de 38'],
    ['Blazer UK 12 / EU 40 / US 8', 'uk 12'],
    ['Blazer 8 US 12 UK 40 EU', 'us 8'],
    ['Blazer M (UK 10-12)', 'alpha M'],
    ['Boots EU 39 (UK 6)', 'eu 39'],
    ['Boots UK 5.5 / EU 38.5', 'uk 5.5'],
    ['Blazer, laut Etikett Gr. 40, UK 14', 'number 40'],
    ['Blazer US 6, size on tag is 38', 'number 38'],
  ])
})

describe('a number behind a word for size is a number where no system is said', () => {
  reads([
    ['Pencil skirt size 12', 'number 12'],
    ['PENCIL SKIRT SIZE 12.', 'number 12'],
    ['Rock Gr.38', 'number 38'],
    ['Rock in Grösse 38', 'number 38'],
    ['Jupe taille 40', 'number 40'],
    ['Jupe T40 noire', 'number 40'],
    ['Falda talla 42', 'number 42'],
    ['Gonna tg 44', 'number 44'],
    ['Gonna tg44 nera', 'number 44'],
    ['Leggings Gr. 40/42', 'number 40/42'],
    ['Dress size 00', 'number 00'],
    ['Pencil skirt, 14, navy', 'number 14'],
    ['Ladies 12 pencil skirt', 'number 12'],
    ['Damen 40 Rock', 'number 40'],
    ['Pencil skirt size 8P', 'number 8'],
    ['Dress tagged 10', 'number 10'],
    ['Dress, label says 14', 'number 14'],
    ['Dress, marked 16', 'number 16'],
  ])
})

describe('jackets, coats and shirts by chest and collar', () => {
  reads([
    ['Mens wool suit 40R', 'number 40R'],
    ['Mens blazer UK 42L', 'uk 42L'],
    ['Mens blazer US 38S', 'us 38S'],
    ['Mens blazer 44 Long, navy', 'number 44L'],
    ['Mens blazer Gr. 52', 'number 52'],
    ['Sakko Herren Gr. 102', 'number 102'],
    ['Mens dress shirt, 15.5 collar', 'number 15.5'],
    ['Weißes Hemd, Kragenweite 41, nicht getragen', 'number 41'],
    ['Mens dress shirt 16/34', 'number 16/34'],
    ['mens suit size 42', 'number 42'],
  ])
})

describe('trousers are sized by waist and inseam', () => {
  reads([
    ['Jeans W32 L34', 'waist-inseam W32 L34'],
    ['Jeans W32/L34', 'waist-inseam W32 L34'],
    ['Jeans 32W x 30L', 'waist-inseam W32 L30'],
    ['Jeans 34x30', 'waist-inseam W34 L30'],
    ['Jeans 33 x 32 dark', 'waist-inseam W33 L32'],
    ['Mens jeans 34/32', 'waist-inseam W34 L32'],
    ['Jeans size 34x32', 'waist-inseam W34 L32'],
    ['Jeans, waist 32 inseam 30', 'waist-inseam W32 L30'],
    ['Chinos 32 waist 30 leg', 'waist-inseam W32 L30'],
    ['Jeans tagged 34x32 but measure 32x30', 'waist-inseam W34 L32'],
    ['Jeans W29', 'waist 29'],
    ['Jeans size 28', 'waist 28'],
    ['Mens chinos, waist 34', 'waist 34'],
    ['Mens shorts 34 waist', 'waist 34'],
    ['Jeans. Tag W29, inseam 30 measured', 'waist 29'],
    ['Jeans Gr. 31', 'waist 31'],
    ['Womens jeans size 12', 'number 12'],
    ['Jeans de mujer talla 42', 'number 42'],
    ['Damen Hose Gr. 36/38', 'number 36/38'],
  ])
  abstains(['Jeans, waist 15.5in flat', 'Jeans, waist: 41 cm, length: 100 cm', 'Silk square 35x35"'])
})

describe('children by age, by height, by the letters with numbers', () => {
  reads([
    ['Boys coat age 8', 'kids 8Y'],
    ['Girls dress age 7-8', 'kids 7-8Y'],
    ['Girls dress 7-8 yrs', 'kids 7-8Y'],
    ['Kids coat 8Y', 'kids 8Y'],
    ['Robe fille 10 ans', 'kids 10Y'],
    ['hoodie youth 12-14, white', 'kids 12-14Y'],
    ['pjs 7-8 Primark pink', 'kids 7-8Y'],
    ['cazadora chico 14 años, verde', 'kids 14Y'],
    ['leather belt, 36 waist', 'number 36'],
    ['Jeans Guess 30, grigi', 'waist 30'],
    ['Robe 10 ans à fleurs', 'kids 10Y'],
    ['Robe fille 10A', 'kids 10Y'],
    ['Vestido niña talla 10 años', 'kids 10Y'],
    ['Maglia bambino 6-7 anni', 'kids 6-7Y'],
    ['Kinderpullover 8 Jahre', 'kids 8Y'],
    ['Girls dress size 8', 'kids 8'],
    ['Girls hoodie L 14/16', 'kids L 14/16'],
    ['US 8-10 girls hoodie', 'kids 8-10'],
    ['Toddler overalls 3T', 'kids 3T'],
    ['Kinderjacke Gr. 128', 'kids 128'],
    ['Mädchen Kleid 134/140', 'kids 134/140'],
    ['Jungen Anzug Gr. 164', 'kids 164'],
    ['Kommunionkleid Gr. 146', 'kids 146'],
  ])
  abstains([
    'Adult denim jacket, had it for 10 years',
    'Leather jacket, over 15 years old',
    'Blouson acheté il y a 10 ans',
    'Chaqueta comprada hace 5 años',
    'Giacca comprata 5 anni fa',
    'Jacke, seit 3 Jahren im Schrank',
  ])
})

describe('babies by months and height', () => {
  reads([
    ['Baby romper 3-6M', 'baby 3-6M'],
    ['Baby romper 3/6 months', 'baby 3-6M'],
    ['Babygrow, 9 months', 'baby 9M'],
    ['Baby romper 18M', 'baby 18M'],
    ['Body bébé 3 mois', 'baby 3M'],
    ['Body bebé 6-9 meses', 'baby 6-9M'],
    ['Tutina neonato 12 mesi', 'baby 12M'],
    ['Baby Strampler Gr. 74', 'baby 74'],
    ['Baby Body 62/68', 'baby 62/68'],
    ['Baby bodysuit, newborn', 'baby NB'],
    ['newborn sleepsuit 0-3 months', 'baby 0-3M'],
  ])
  abstains(['Trench coat worn for 3 months', 'Boots bought 6 months ago'])
})

describe('shoes with halves, thirds and both numbers', () => {
  reads([
    ['Sneakers EU 42', 'eu 42'],
    ['Sneakers Gr. 39', 'eu 39'],
    ['Baskets pointure 41', 'eu 41'],
    ['Zapatillas número 38', 'eu 38'],
    ['Sneakers donna n. 37', 'eu 37'],
    ['Stiefel 39 schwarz', 'eu 39'],
    ['Pumps Gr. 6,5 (UK)', 'uk 6.5'],
    ['Sneakers UK 8 1/2', 'uk 8.5'],
    ['Sneakers EU 42 2/3', 'eu 42 2/3'],
    ['Nike Air Max 90 sneakers UK 8', 'uk 8'],
    ['Sneakers M9/W11', 'us M9/W11'],
    ['Sneakers mens 9 / womens 10.5', 'us M9/W10.5'],
    ['Sneakers womens 7.5', 'number 7.5'],
    ['Sneakers size 8.5 wide', 'number 8.5'],
    ['Hiking boots, 9.5, brown', 'number 9.5'],
    ['Kids boots size 11 (UK)', 'uk 11'],
    ['Boys sneakers 5Y', 'us 5Y'],
  ])
  abstains(['Sneakers, heel height 4 cm', 'Nike Air Max 95 sneakers', 'New Balance 574 sneakers'])
})

describe('bras, rings, hats, belts and gloves', () => {
  reads([
    ['Lace bra 34C', 'bra 34C'],
    ['Bra size 32DD', 'bra 32DD'],
    ['BH 75 B schwarz', 'bra 75B'],
    ['Soutien-gorge 90C', 'bra 90C'],
    ['Silver ring size 7', 'ring 7'],
    ['Silver ring size N', 'ring N'],
    ['Gold ring, UK size P', 'ring P'],
    ['Goldring Gr. 54', 'ring 54'],
    ['Silver ring US 6 1/2', 'ring 6.5'],
    ['Fedora hat size 57', 'number 57'],
    ['Fedora hat 7 1/4', 'number 7 1/4'],
    ['Brauner Filzhut für Damen, 57 cm', 'number 57'],
    ['Cintura in pelle tg 95', 'number 95'],
    ['Schwarzer Ledergürtel mit Schnalle, 95 cm', 'number 95'],
    ['Leather gloves size 7.5', 'number 7.5'],
  ])
  abstains(['Ring, 14k gold, 2.5 ct', 'Sunglasses 50mm', 'Watch 38mm case', 'Leather bag 30 x 20 cm'])
})

describe('one size, in five languages', () => {
  reads([
    ['Wool scarf, one size', 'one-size OS'],
    ['Poncho O/S', 'one-size OS'],
    ['Poncho OS', 'one-size OS'],
    ['Poncho, free size', 'one-size OS'],
    ['Poncho talla única', 'one-size OS'],
    ['Poncho taille unique', 'one-size OS'],
    ['Poncho Einheitsgröße', 'one-size OS'],
    ['Poncho taglia unica', 'one-size OS'],
    ['Poncho TU', 'one-size OS'],
    ['Beanie one size fits most', 'one-size OS'],
  ])
})

describe("a brand's own scale is not taken for a system", () => {
  reads([
    ['Ted Baker dress, Ted size 3 (that’s a UK 12)', 'brand 3'],
    ['Knit top size 1, approx a US 8', 'brand 1'],
    ['Linen top tagged 2 in their old numbering', 'brand 2'],
    ['Polo homme taille 4 (= M)', 'brand 4'],
    ['Robe Sandro T2', 'brand 2'],
    ["Womens tights size C (brand's own)", 'brand C'],
    ['Schwarze Strumpfhose Gr. II, nicht getragen', 'brand II'],
  ])
})

describe('how it fits, who wears it and what compares with it is no size', () => {
  abstains([
    'Knit dress, fits like a S',
    'Knit dress, fits more like a M',
    "Knit dress, I'm usually a 12",
    'Knit dress, I wear a 10',
    "Knit dress, I'm 170cm and size 12",
    'Knit dress, would fit 8-10',
    "Knit dress, model is 5'9 and wears a 2",
    'Vestido de punto, la modelo mide 1,70 y lleva la M',
    'Strickkleid, passt bei 38',
    'Strickkleid, fällt eher wie M aus',
    'Strickkleid, ich trage normalerweise 40',
    'Robe, taille comme un 38',
    'Robe, je fais du 38',
    'Robe, correspond à un M',
    'Vestido, yo uso la 40',
    'Vestito, veste come una M',
    'Vestito, corrisponde a una 42',
    'Knit dress, shown on a size 8 mannequin',
    'Knit dress, suits a size 10',
  ])
  reads([
    ["Knit dress size 14, I'm normally a 12", 'number 14'],
    ['Knit dress M, fits like S', 'alpha M'],
    ['Knit dress, model wears S, this one is a size L', 'alpha L'],
    ["Knit dress. I'm a size 8 and it's big on me. Label: 12", 'number 12'],
    ['Strickkleid Gr. 40, fällt aus wie 38', 'number 40'],
  ])
})

describe('measurements, prices, years and models are no size', () => {
  abstains([
    'Shirt, pit to pit 19 in, length 27 in',
    'Hemd, Brustweite 52 cm, Länge 70 cm',
    'Shirt £15',
    'Shirt 12€',
    'Shirt 40 EUR',
    'Shirt from the 90s',
    'Tights 20 den',
    'Shirt, condition 8/10',
    'Shirt, lot 44 of the sale',
    'Jacke für 40 VB 38',
    'Blouse, 60% cotton 40% linen',
  ])
})

describe('a correction wins over what it corrects', () => {
  reads([
    ["Shirt listed as M, sorry it's an L", 'alpha L'],
    ["Shirt, not a M, it's a S", 'alpha S'],
    ['Shirt size M - EDIT: L', 'alpha L'],
    ['Shirt size 10, actually 12', 'number 12'],
    ['Hemd, nicht M sondern L', 'alpha L'],
    ['Chemise, pas M mais L', 'alpha L'],
    ['Camisa, no es M sino L', 'alpha L'],
    ['Camicia tg M, anzi L', 'alpha L'],
  ])
})

describe('doubt, a missing tag and lots of several sizes give no size', () => {
  abstains([
    'Shirt, M or L',
    'Shirt, size M?',
    'Shirt, I think size 10',
    'Shirt, approx a 10',
    'Hemd, ca. Gr. 40',
    'Shirt, no size tag, fits like M',
    'Shirt, size label cut out, approx a 10',
    'Hemd, Größenschild fehlt, vermutlich M',
    'Bundle of shirts, sizes S, M and L',
    'Lot of 3 baby bodysuits, 3-6M and 6-9M',
    'Bikini top M, bottoms S',
  ])
  reads([
    ['Bundle of 3 shirts, all size M', 'alpha M'],
    ['Shirt. No brand label. UK 10', 'uk 10'],
  ])
})
