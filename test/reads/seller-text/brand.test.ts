import { describe, expect, test } from 'vitest'
import { readBrand } from '../../../src/reads/seller-text/read-brand.ts'
import { dictionaryOf, startReading } from '../../../src/reads/seller-text/reading.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const dictionary = dictionaryOf(await loadTaxonomy())

function brandOf(text: string): unknown {
  return readBrand(startReading(text, dictionary))[0]?.value
}

function names(rows: [text: string, brand: string][]) {
  test.each(rows)('%s', (text, brand) => expect(brandOf(text)).toBe(brand))
}

function namesNone(rows: string[]) {
  test.each(rows)('%s', (text) => expect(brandOf(text)).toBeUndefined())
}

describe('a known name is claimed as the company writes it', () => {
  names([
    ['Madewell tee. not sure why I kept it', 'Madewell'],
    ['Ganni dress, L on the tag (Danish sizing)', 'Ganni'],
    ['m&s cardigan size 14', 'Marks & Spencer'],
    ['LEVIS jacket mens L', "Levi's"],
    ['pramsuit jojo maman bebe 6-9m', 'JoJo Maman Bébé'],
    ['Docs! 1460s, cherry, UK 6', 'Dr. Martens'],
    ["'47 cap, black, adjustable", "'47"],
    ['7 for all mankind bootcut 28', '7 For All Mankind'],
    ['apc petit standard W31', 'A.P.C.'],
    ['Seven for all mankind jeans', '7 For All Mankind'],
    ['Levi’s trucker, M', "Levi's"],
    ['Chaqueta Arc’teryx, talla S', "Arc'teryx"],
  ])
})

describe('the longest name counts, so that a line of its own is no other', () => {
  names([
    ['Weekend Max Mara coat, camel', 'Weekend Max Mara'],
    ['Lauren Ralph Lauren wrap dress 10', 'Lauren Ralph Lauren'],
    ['Polo Ralph Lauren oxford shirt, M', 'Polo Ralph Lauren'],
    ['Versace Jeans Couture belt bag', 'Versace Jeans Couture'],
    ['Carhartt WIP beanie', 'Carhartt WIP'],
    ['Zara TRF denim skirt', 'Zara'],
    ['polo Ralph Lauren homme bleu, taille M', 'Ralph Lauren'],
  ])
})

describe('a slip in a long name is read through, in a short one or a word it is not', () => {
  names([
    ['Abercrombe hoodie, S', 'Abercrombie & Fitch'],
    ['massimo duti blazer 40', 'Massimo Dutti'],
    ['Intimisimi bra, black', 'Intimissimi'],
  ])
  namesNone(['kimono, blue, M', 'cotton vest, size 8'])
})

describe('what is denied is not the brand', () => {
  namesNone([
    'belt, not Gucci, black',
    "it isn't Chanel, just a nice quilted bag",
    'Kein Gucci, schwarzer Gürtel',
    "ce n'est pas du Chanel, joli sac noir",
    'no es Loewe, bolso marrón',
    'non è Prada, borsa nera',
    'hoodie with a box logo by Supreme. Replica, sold as such',
    "Burberry scarf, can't tell if it's real",
    'Weekday tote, not the brand, just for weekdays',
  ])
  names([["Not Wrangler, these are Levi's. W30", "Levi's"]])
})

describe('a doubt is an abstention', () => {
  namesNone([
    "pleated maxi, I'd love to say Fendi but there's no label left",
    'vorrei dire Fendi ma dentro non c’è scritto niente, gonna a pieghe',
    'maybe Zara? black skirt',
    'Zara or Mango, label cut',
    'Zara / Bershka?',
    'vielleicht Esprit, Bluse Gr. 38',
    "je crois que c'est Promod, jupe noire",
    'creo que es de Bershka, falda',
    'forse Benetton, maglione rosso',
    'my sister swears it is Laura Ashley. Blue dress',
    'sold to me as Burberry, wool scarf',
    "M&S I'm fairly sure, label cut out. Cardigan",
    'kein Schild, müsste Esprit sein, Bluse',
    "Tiffany & Co. ring? I was told so but can't prove it",
  ])
})

describe('a correction wins over what it corrects', () => {
  names([
    ['Is it Barbour? no, Barbour was the last one. This is a Musto coat, M', 'Musto'],
    ['Wrangler jacket? It’s a Lee Rider jacket, M', 'Lee'],
    ['Listed as Zara first, sorry: the label says Massimo Dutti', 'Massimo Dutti'],
    ['EDIT: it is COS, not Arket. Wool jumper', 'COS'],
    ['Pullover von s.Oliver - nein, Esprit! Größe M', 'Esprit'],
    ['Veste Promod, pardon, Caroll. Taille 38', 'Caroll'],
    ['Camisa Zara, perdón, en realidad Mango', 'Mango'],
    ['Giacca Zara, anzi Stradivarius, tg S', 'Stradivarius'],
  ])
})

describe('a look is not a maker', () => {
  namesNone([
    'Chanel style tweed jacket',
    'Gucci-inspired belt',
    'Birkin-esque bag, tan',
    'lululemon scuba dupe, XS',
    'sac façon Chanel, noir',
    'borsa stile Hermès, marrone',
    'bolso tipo Loewe, marrón',
    'Kleid im Stil von Ganni, Gr. 38',
    'cappotto simil Max Mara, cammello',
    'reminiscent of Missoni, zig zag knit',
    "ceinture dans l'esprit Isabel Marant",
    'sewn from a Burda pattern, linen skirt',
  ])
  names([["Levi's trucker style jacket, M", "Levi's"]])
})

describe('the brand of another thing is not this one', () => {
  namesNone([
    'plaid skirt, worn with Doc Martens',
    'silver charm, fits Pandora bracelets',
    'comes in a Tiffany box but is just a silver ring',
    'jupe noire, portée avec des bottes Minelli',
    'Rock, getragen mit Doc Martens',
  ])
  names([
    ['Contigo mug not included. Athleta tank S', 'Athleta'],
    ['Lands End polo, L. Ships from Columbia, MD', "Lands' End"],
    ['Bluse von Gerry Weber, 40, Abholung in Esprit-Nähe', 'Gerry Weber'],
    ['COS shirt, white. I am also selling Zara jeans', 'COS'],
  ])
})

describe('a shop of many brands is not the maker; a label that sells itself is', () => {
  namesNone([
    'bought at Nordstrom, red dress',
    'gekauft bei Zalando, Pumps Gr. 39',
    'acheté aux Galeries Lafayette, manteau gris',
    'comprado en El Corte Inglés, camisa',
  ])
  names([
    ['Merino crew from Icebreaker, mens L', 'Icebreaker'],
    ['bought at Zara last year, green dress', 'Zara'],
    ['Strickjacke, gekauft bei H&M', 'H&M'],
  ])
})

test('of a collaboration the first name counts', () => {
  expect(brandOf('adidas x Gucci track jacket, 48')).toBe('adidas')
  expect(brandOf('H&M x Versace dress, studded')).toBe('H&M')
})

describe('cloths, models, figures and teams are no makers', () => {
  namesNone([
    'Harris Tweed jacket, 42R',
    'Gore-Tex boots with Vibram soles',
    'Liberty print blouse, size 12',
    'earrings with Swarovski crystals',
    'Boston Celtics jersey, XL',
    'Hello Kitty tee, age 6',
    'Wayfarer sunglasses, black',
  ])
})

describe('a name that is a word too is a brand where the writing makes it one', () => {
  names([
    ['it is a Lee jacket, nothing special', 'Lee'],
    ['Lotto 4 magliette Chicco, 12 mesi', 'Chicco'],
    ['Gap jeans size 8', 'Gap'],
    ['jacket xl, gap, hardly worn', 'Gap'],
    ['blouse, Next, size 14', 'Next'],
    ['Kleid Only Gr. 38, blau', 'ONLY'],
    ['Toast jumper M, ochre wool', 'Toast'],
    ['Chaqueta de punto Mango, talla S, color camel', 'Mango'],
  ])
  namesNone([
    'Next day delivery! Jeans W32',
    'small gap between the buttons, shirt',
    'Boss of the house says it must go. Red coat',
    'Guess the size? It is a 10',
    'Only worn once! Red dress',
    'White stuff on the hem washes out. Trousers, 12',
    'toast coloured jumper',
    'polo neck jumper, M',
    'my daughter Laura wore it once, pink dress',
    'reserved for Anna! Blue skirt',
    'orange tote bag',
  ])
})

describe('hashtags are weak: one brand among them counts, several do not', () => {
  names([['black dress never worn #zara #dress', 'Zara']])
  namesNone(['black dress #zara #hm #boohoo'])
})

describe('an unknown name is a brand behind a cue', () => {
  names([
    ['Brooch, signed Varnelle on the back', 'Varnelle'],
    ['bracelet marked Quistrel on the clasp', 'Quistrel'],
    ['cap by Marlowe & Finch, one size', 'Marlowe & Finch'],
    ['Jacke, Marke: Tannenruh, Gr. 50', 'Tannenruh'],
    ['robe noire, marque Atelier Bréval, T36', 'Atelier Bréval'],
    ['marca: brezo y sal, talla M', 'brezo y sal'],
    ['giacca, marca Velluto Nero, tg 44', 'Velluto Nero'],
    ['Brand: Velma Oster. Worn once', 'Velma Oster'],
    ["the label reads 'Oona Tarn'. Jumper, M", 'Oona Tarn'],
    ['a small label called Bramble Wren, linen top', 'Bramble Wren'],
    ['petit créateur lyonnais (Les Filles du Canal), robe', 'Les Filles du Canal'],
    ['Kleid, genäht von Atelier Lindenhof, Gr. 40', 'Atelier Lindenhof'],
    ['the label reads "Rye & Tarn, Cape Town". Shirt, M', 'Rye & Tarn'],
    ['dress, Harrow & Teasel (tiny Leeds label)', 'Harrow & Teasel'],
    ['brand I wrote first (Toast) is wrong. It is Plovina. Jacket M', 'Plovina'],
  ])
  namesNone([
    'brand: unknown',
    'Marke: siehe Foto',
    'marca: no pone nada',
    'handmade by my nan',
    'ready by Monday, blue dress',
  ])
})

describe('an unknown name is a brand where a name stands and no ordinary word would', () => {
  names([
    ['BRIER & STONE WAXED JACKET, MENS L', 'BRIER & STONE'],
    ['pinafore, Elm & Otter, age 5', 'Elm & Otter'],
    ['Zhentova leather bag, tan', 'Zhentova'],
    ['Robe rayée. Ginette Bosselin. Taille 38', 'Ginette Bosselin'],
    ['Cravatta Morvelli, seta, blu', 'Morvelli'],
    ['Wool shawl, grey. Willow Tansey. As new', 'Willow Tansey'],
  ])
  namesNone([
    'Gorgeous sparkly dress, size 10',
    'Kuscheliger Teddymantel, Gr. 40',
    'Superbe trench camel, taille 38',
    'Bellissimo completo estivo, tg 42',
    'Precioso vestido ibicenco, talla M',
    'Black & White dress, 12',
    'COLLAB!! puffer vest, L',
    'Soft & Cozy Sweater, M',
  ])
})

describe('where the seller says there is no brand, a word that may be one is none', () => {
  namesNone([
    'no brand, orange bag',
    'Tasche, keine Marke, Leder',
    'sac cuir, sans marque',
    'bolso sin marca, marrón',
    'borsa senza marca',
    'handmade by me, floral dress',
  ])
})

test('every claim quotes the words that name the brand', () => {
  const text = 'Wool coat, Marke: Tannenruh, Gr. 50'
  const [claim] = readBrand(startReading(text, dictionary))
  expect(claim?.evidence.map(({ start, end }) => text.slice(start, end))).toEqual(['Tannenruh'])
})

describe('a name ends with its line, and the headings of a form are none', () => {
  names([
    ['Item: midi skirt\nBrand: Quillmere\nColor: black\nSize: M', 'Quillmere'],
    ['Brand: Harlow Wynd\nMaterial: linen', 'Harlow Wynd'],
    ['Marque : Soulanges\nCouleur : bleu', 'Soulanges'],
    ['Marca: Pontefosco\nColore: verde\nTaglia: 42', 'Pontefosco'],
    ['Kolor: szary\nMarka: Zielonka\nRozmiar: M', 'Zielonka'],
    ['Merk: Duinhoek\nKleur: blauw', 'Duinhoek'],
  ])
  namesNone(['Color: black\nSize: M\nItem: dress', 'Kolor: szary\nRozmiar: M'])
})

describe('what a label, stamp or buckle shows is the brand, wherever it is', () => {
  names([
    ['Shoulder bag in olive. Inside label: Wexcombe. Ink blot', 'Wexcombe'],
    ['Clutch. Stamp inside: Plaza Mayor Studio. Emerald', 'Plaza Mayor Studio'],
    ['Wool coat. Label inside neck: Hallworth. Size 12', 'Hallworth'],
    ['Gürtel braun, Marke ist auf der Schließe zu lesen: Lindenbruck. 95 cm', 'Lindenbruck'],
    ['Sac noir. Étiquette intérieure : Solveigne. Cuir', 'Solveigne'],
    ['Cinturón, la marca está en la hebilla: Carmelita. 90 cm', 'Carmelita'],
    ['Cintura, marca incisa sulla fibbia: Toscanini. 90 cm', 'Toscanini'],
    ['Green coat, labelled Wrenfold, size 12', 'Wrenfold'],
    ['Mantel, Aufschrift Lindenbruck, Gr. 40', 'Lindenbruck'],
  ])
  namesNone([
    'Tag: womens L\nnavy wool sweater',
    'label: only washing symbols, no name. blue skirt',
    'tag: so worn i cant read it. velvet blazer',
    'Tag: Medium. Blue skirt',
    'The tag reads Hand Wash Only. brown jumper',
    'Cheers, Bethany. Coat size 12',
    'brown bag made in Italy, label Vera Pelle',
    "Snowsuit, pale purple. The colour on the label is 'Frozen Heather' apparently",
    "Jacke, die Farbe heißt laut Etikett 'Polarnacht', Gr. M",
  ])
})

describe('a label counts before the shop', () => {
  names([
    ['Ordered from ASOS, but the tag reads Wrenfold. Midi skirt', 'Wrenfold'],
    ['Came from Zara, the label in the neck says Pelham Row. Vest, M', 'Pelham Row'],
    ["Acheté chez Galeries Lafayette, l'étiquette indique Maison Perdrix. Jupe 38", 'Maison Perdrix'],
    ['Gekauft bei Zara, im Etikett steht Wiesengrund. Rock, 38', 'Wiesengrund'],
  ])
})

describe('a name of several words is taken whole', () => {
  names([
    ["Camicia 42, marca Bottega Sant'Aurelio, cotone", "Bottega Sant'Aurelio"],
    ['Foulard de seda, firma Cielo Verdejo, azul', 'Cielo Verdejo'],
    ['Hemd, Firma Grauer Reiher, blau, Gr. 40', 'Grauer Reiher'],
    ['Linen trousers from the small French label Clairvaux-sur-Mer, T.2', 'Clairvaux-sur-Mer'],
    ["Robe d'une petite marque bretonne Kermadec, taille 38", 'Kermadec'],
    ['MERIWETHER SUPPLY straight leg jeans, W30', 'MERIWETHER SUPPLY'],
    ['Ashgrove Supply wide leg trousers, W30', 'Ashgrove Supply'],
    ['Vestito bimba 3 anni iDO, righe, come nuovo', 'iDO'],
  ])
})

describe('a plain statement of the maker is one', () => {
  names([
    ['hoodie by zorvik, black, M', 'zorvik'],
    ['Brand - Fernhollow\nSize - L', 'Fernhollow'],
    ['Watch, dial reads Orvelle, gold plated', 'Orvelle'],
    ['BNWT Tilly & Hugo dungarees 2-3y', 'Tilly & Hugo'],
    ['Selling my Pelmore wool coat, size 12, navy', 'Pelmore'],
    ["Lovely gloves. They're Hallworth, size 7, black leather", 'Hallworth'],
    ['Bolso al estilo de Loewe pero es de Almarina, marrón', 'Almarina'],
    ['Hand made ring, I sign as Larkspur Smith, size 8', 'Larkspur Smith'],
    ['Bague faite main, je signe Solveigne, taille 52', 'Solveigne'],
    ['Jacket of man, mark Vestalion, size 50', 'Vestalion'],
    ['Zaino Carpisa color vinaccia, cerniera rotta', 'Carpisa'],
  ])
  namesNone(['Sac fait par un artisan de Millau, cuir', 'Bag made by a craftsman from Scandicci, leather'])
})

describe('a lot of several makers has none', () => {
  namesNone([
    'Bundle of girls clothes age 5: Next, Zara and H&M, all good',
    'Lot of 4 tees, Gap and Old Navy, size M',
    "Paket Babykleidung 62/68, H&M, C&A, Ernsting's Family, usw.",
    'Lotto bimbo 3 anni, Zara, Benetton e altri, 10 capi',
    'Lote ropa niña 6 años, Zara, Mayoral y otras marcas',
    'bundle: next top, zara jeans, h&m skirt, all size 8',
  ])
  names([
    ['Lot of 3 Gap tees, size M', 'Gap'],
    ['bundle of 2 Zara tops, size 8', 'Zara'],
    ['bundle of 4 Bonds zippies, 0-3 months', 'Bonds'],
  ])
})
