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
