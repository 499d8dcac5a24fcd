import { describe, expect, test } from 'vitest'
import { sellerTextRead } from '../../../src/reads/seller-text-read.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const read = sellerTextRead(await loadTaxonomy())

async function condition(text: string): Promise<unknown> {
  const listing = { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await read.run(listing, new AbortController().signal)
  return claims.find(({ attribute }) => attribute === 'condition')?.value
}

describe('a grade is said in plain words', () => {
  test.each([
    ['dress, bought new, never got round to wearing', 'new-without-tags'],
    ['swimsuit, never been in the water', 'new-without-tags'],
    ['Bluse, nur zur Anprobe', 'new-without-tags'],
    ['coat, still has its swing ticket', 'new-with-tags'],
    ['mules neuves dans leur étui', 'new-without-tags'],
    ['Kleid, praktisch neu', 'excellent'],
    ['camicia praticamente nuova', 'excellent'],
    ['chaqueta como el primer día', 'excellent'],
    ['robe comme sortie du magasin', 'excellent'],
    ['Anzug, nur zur Konfirmation getragen', 'excellent'],
    ['skirt, looks brand new but worn once', 'excellent'],
    ['shirt, still lovely', 'good'],
    ['boots, done one winter', 'good'],
    ['camisa, tiene sus años pero está bien', 'good'],
    ['giacca ancora bella', 'good'],
    ['fleece, fine for the garden', 'fair'],
    ['Pulli hat schon bessere Tage gesehen', 'fair'],
    ['sudadera, se nota el uso', 'fair'],
    ['jumper, shrunk in the wash', 'fair'],
    ['jacket for a craft project', 'poor'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})

describe('how often and how long it was worn is a grade', () => {
  test.each([
    ['jumpsuit, worn to one work do', 'excellent'],
    ['dress, worn for a cruise, one evening', 'excellent'],
    ['cardigan, I wore it on one ferry', 'excellent'],
    ['party dress, one photo then closet', 'excellent'],
    ['Kleid, einen Abend getragen', 'excellent'],
    ['robe portée un soir', 'excellent'],
    ['vestido puesto una noche', 'excellent'],
    ['vestito messo una sera', 'excellent'],
    ['maternity jeans, worn for 3 months', 'good'],
    ['coat, two winters', 'good'],
    ['Jacke, eine Saison getragen', 'good'],
    ['pyjama porté un mois', 'good'],
    ['pelele, lo usó un mes', 'good'],
    ["scarpe usate un'estate", 'good'],
    ['jacket. Worn. Warm.', 'good'],
    ['boxers 3 pack, box opened, none worn', 'new-without-tags'],
    ['tights, one opened one sealed', 'new-without-tags'],
    ['collants sous emballage', 'new-without-tags'],
    ['bra, still tagged', 'new-with-tags'],
    ['short neuf étiquette', 'new-with-tags'],
    ['vaqueros nuevos etiqueta', 'new-with-tags'],
    ['camicia nuova cartellino', 'new-with-tags'],
    ['jeans, work worn', 'fair'],
    ['pull bleu, pour la maison', 'fair'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))

  test.each([
    'dress, to be worn with heels',
    'shirt, has lived in the wardrobe',
    'se porte avec un jean',
    'top can be worn off the shoulder',
  ])('%s: nothing of it', async (text) => expect(await condition(text)).toBeUndefined())
})

describe('an occasion by itself says how often it was worn', () => {
  test.each([
    ['Bikini, einmal im Urlaub', 'excellent'],
    ['scarpe argento, una serata', 'excellent'],
    ['vestido largo, una boda', 'excellent'],
    ['robe, un mariage', 'excellent'],
    ['ranita, lavada 1 vez', 'excellent'],
    ['sac à dos, vieux mais solide', 'good'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})

describe('the tags of what was never worn make it new with tags', () => {
  test.each([
    'bikini sin estrenar con etiqueta',
    'never worn with tags',
    'mai usato con cartellino',
    'nie getragen mit Etikett',
  ])('%s', async (text) => expect(await condition(text)).toBe('new-with-tags'))

  test('a tag that is denied leaves it without', async () =>
    expect(await condition('falda, sin estrenar, sin etiqueta')).toBe('new-without-tags'))
})

describe('what holds no flaw with a name still tells of use', () => {
  test.each([
    ['bra, hooks ok, elastic still snappy', 'good'],
    ['dungarees, one clasp is stiff', 'good'],
    ['Hose, Reißverschluss neu eingesetzt', 'good'],
    ['jelly shoes, one strap cracked', 'fair'],
    ['jogging, taché javel', 'fair'],
    ['sneakers, outsole worn smooth', 'fair'],
    ['bolso marrón, desgastado', 'fair'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})

test.each(['dress, I got it secondhand', 'Rock, gebraucht gekauft', "robe achetée d'occasion"])(
  'where it was bought is no state: %s',
  async (text) => expect(await condition(text)).toBeUndefined(),
)

describe('a flaw lowers what use alone would say, not what is new', () => {
  test.each([
    ['blouse worn once, small stain on cuff', 'good'],
    ['heels, worn to one party, heel came off', 'fair'],
    ['shoes, used, big hole in the sole', 'fair'],
    ['top, unworn, small mark from the shop', 'new-without-tags'],
    ['Jacke, Kunstleder blättert am Kragen ab', 'fair'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})

describe('scores and letters are grades', () => {
  test.each([
    ['bag, condition: B+', 'good'],
    ['bag, grade A', 'excellent'],
    ['bag, rated 4 out of 5', 'good'],
    ['bag, 9.5/10', 'excellent'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})

describe('a part, a mechanism or a name is not the item', () => {
  test.each([
    'Uhr läuft einwandfrei',
    'orologio, cinturino nuovo',
    'top con lentejuelas',
    'dress, perfect for work',
    'New Order band tee',
    'coat, original price 80',
  ])('%s', async (text) => expect(await condition(text)).toBeUndefined())
})

describe('flaws, and the absence of flaws, let one infer', () => {
  test.each([
    ['camicia, nessun difetto', 'good'],
    ['sunglasses, scratch free', 'good'],
    ['shirt with a small stain', 'good'],
    ['wellies with a split at the ankle, they leak', 'fair'],
    ['zapatillas, suela despegada', 'fair'],
    ['giacca con segni del tempo visibili', 'fair'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})

test('cleaned and wrapped is not new', async () => {
  expect(await condition('dress, dry cleaned, still in its plastic. Great condition')).toBe('excellent')
})

describe('never used is read in the words of the thing', () => {
  test.each([
    ['knit tie, never knotted', 'new-without-tags'],
    ['court shoes, never walked in', 'new-without-tags'],
    ["silver ring that has been on nobody's finger", 'new-without-tags'],
    ['vests / white / sealed', 'new-without-tags'],
    ['stockings, in their packets', 'new-without-tags'],
    ['hair slides, still on the card', 'new-without-tags'],
    ['tees, factory folded', 'new-without-tags'],
    ['nightshirt, opened for photos only', 'new-without-tags'],
    ["6 pants, packet's been opened but none were ever worn", 'new-without-tags'],
    ['Fliege, nie gebunden', 'new-without-tags'],
    ['Bluse, nur fürs Foto ausgepackt', 'new-without-tags'],
    ['foulard jamais noué', 'new-without-tags'],
    ['calcetines, aún en su cartón', 'new-without-tags'],
    ['papillon mai annodato', 'new-without-tags'],
    ['boots, the soles have never seen pavement', 'new-without-tags'],
    ['dungarees, grew out of them before he could wear them', 'new-without-tags'],
    ['shawl, unwanted gift', 'new-without-tags'],
    ["jupe, pas eu l'occasion de la porter", 'new-without-tags'],
    ['vests, individually bagged', 'new-without-tags'],
    ['cords, deadstock, paper flasher still stapled on', 'new-with-tags'],
    ['romper, tags still dangling', 'new-with-tags'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))

  test.each(['jeans, never ironed', 'coat, never been near a tumble dryer', 'veste bleue, lavée par nos soins'])(
    '%s: nothing of it',
    async (text) => expect(await condition(text)).toBeUndefined(),
  )
})

describe("the state of a part, of another thing or of other listings is not the item's", () => {
  test.each([
    ['trainers, new laces, toes scuffed', 'good'],
    ['zapatos, cordones nuevos, suela gastada', 'good'],
    ['tote, the inside is like new, corners scuffed', 'good'],
    ['Tasche, innen wie neu, außen Kratzer', 'good'],
    ['brooch bought for parts, plating rubbed off', 'good'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))

  test.each([
    'polo shirts, all tagged ladies L',
    'linen skirt 14. We have more of her clothes to list, many unworn',
    'gown, tried on by many',
  ])('%s: nothing of it', async (text) => expect(await condition(text)).toBeUndefined())
})

describe('an answer is the state and its question is none', () => {
  test.each([
    ['Colour? Red. Used? Never.', 'new-without-tags'],
    ['Worn? Not once. Size? M', 'new-without-tags'],
    ['Getragen? Nie.', 'new-without-tags'],
    ['Portée ? Jamais.', 'new-without-tags'],
    ['Usada: nunca', 'new-without-tags'],
    ['Worn? Twice.', 'excellent'],
    ['Indossata? Una volta', 'excellent'],
    ['Worn? Often.', 'good'],
    ['Q: worn? A: never.', 'new-without-tags'],
    ['What is wrong with it? Nothing.', 'good'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})

describe('a grade is said in ordinary words', () => {
  test.each([
    ['cape. One could not ask for better', 'excellent'],
    ["tunic, short on me, other than that it's perfect", 'excellent'],
    ['mules, worn indoors only', 'excellent'],
    ['Schuhe, nur in der Wohnung getragen', 'excellent'],
    ['veste, rien à redire', 'excellent'],
    ['anorak, is ninety percent new', 'excellent'],
    ['blazer was put on few times', 'excellent'],
    ['kilt, nothing wrong with it that I can see', 'good'],
    ['Heels worn once', 'excellent'],
    ['gilet, could pass for new', 'excellent'],
    ['borsa, sembra nuova', 'excellent'],
    ['vest, you would never know it was worn', 'excellent'],
    ['parka, well looked after', 'good'],
    ['quilted coat, holding up well', 'good'],
    ['parka, fine for festivals, not for weddings', 'fair'],
    ['jumper, a bit tired', 'fair'],
    ['Mantel, sichtbar getragen', 'fair'],
    ['fleece, some life left in it', 'fair'],
    ['scarf. Sold as found', 'fair'],
    ['wristwatch, runs intermittently', 'fair'],
    ['vest, yellow pits', 'fair'],
    ['apron, wine stain, will not come out', 'fair'],
    ['Sandalen, Fußbett ordentlich abgelaufen', 'fair'],
    ['cape, costume or craft only', 'poor'],
    ['Hemd, nur noch als Putzlappen', 'poor'],
    ["manteau vendu en l'état", 'fair'],
    ['abrigo, se vende tal cual', 'fair'],
    ['cappotto, visto e piaciuto', 'fair'],
    ['brooch, consistent with age', 'good'],
    ['Borsa nera, grado B', 'good'],
    ['Sac. Grade C : coins frottés', 'fair'],
    ['Stan: bardzo dobry', 'excellent'],
    ['Nowy z metką', 'new-with-tags'],
  ])('%s', async (text, grade) => expect(await condition(text)).toBe(grade))
})
