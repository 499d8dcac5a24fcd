import { describe, expect, test } from 'vitest'
import { sellerTextRead } from '../../../src/reads/seller-text-read.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const read = sellerTextRead(await loadTaxonomy())

async function flaws(text: string): Promise<string[]> {
  const listing = { listingId: 'lst_1', tenant: 't', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await read.run(listing, new AbortController().signal)
  const value = claims.find(({ attribute }) => attribute === 'flaws')?.value as { id: string }[] | undefined
  return (value ?? []).map(({ id }) => id)
}

describe('a part and what happened to it name a flaw, in either order', () => {
  test.each([
    ['coat, the seam on the pocket has given way', 'tear'],
    ['skirt, hem has come down at the back', 'tear'],
    ['Hose, am Saum hat sich die Naht gelöst', 'tear'],
    ['manteau dont la doublure est décousue', 'tear'],
    ['falda con el bajo descosido', 'tear'],
    ['gonna con orlo scucito', 'tear'],
    ['boots, left sole coming away at the toe', 'wear'],
    ['jeans with worn knees', 'wear'],
    ['Jacke mit dünner Stelle am Ellenbogen', 'wear'],
    ["sac dont l'anse s'effiloche", 'wear'],
    ['zapatos con la puntera pelada', 'wear'],
    ['camicia con colletto liso', 'wear'],
    ['montre, verre rayé', 'scratch'],
    ['dress that has lost a button', 'missing-button'],
  ])('%s', async (text, flaw) => expect(await flaws(text)).toContain(flaw))
})

describe('a part that is harmed, worn or repaired is a flaw in each language', () => {
  test.each([
    ['sandals, footbed dark where the toes go', 'stain'],
    ['cap, sweatband has makeup on it', 'stain'],
    ['shirt with ink inside the pocket', 'stain'],
    ['Bluse, Schminke am Kragen', 'stain'],
    ['chemise, du fond de teint sur le col', 'stain'],
    ['camisa con boli en el bolsillo', 'stain'],
    ['camicia con rossetto sul colletto', 'stain'],
    ['heels, heel tip missing on the left', 'wear'],
    ['sac dont les paillettes manquent', 'wear'],
    ['vestido al que le faltan lentejuelas', 'wear'],
    ['Jacke, Kunstleder blättert ab', 'wear'],
    ["blouson en simili qui s'effrite", 'wear'],
    ['bag, the clasp is broken', 'tear'],
    ['sac, anse cassée', 'tear'],
    ['bolso con la hebilla rota', 'tear'],
    ["boots, zip won't stay up", 'broken-zipper'],
    ['Jacke, Reißverschluss schließt nicht', 'broken-zipper'],
    ['felpa, cerniera rotta sulla manica', 'broken-zipper'],
    ['jean, genoux un peu blanchis', 'fading'],
    ['jupe, élastique fatigué', 'stretched'],
    ['Hose, Gummi ist schlapp', 'stretched'],
    ['Schal, ein Faden ist gezogen', 'snag'],
    ['scarpe, suola ingiallita', 'discoloration'],
    ['boots, heel was glued', 'repair'],
  ])('%s', async (text, flaw) => expect(await flaws(text)).toContain(flaw))
})

describe('a word of damage that says no damage here', () => {
  test.each([
    'suit jacket, pockets still sewn shut',
    'polo with a white collar and green trim',
    'sandali con strappi, numero 38',
    'leather coat, dry clean only',
    'maglione a pallini bianchi',
    'shirt, label washed out',
    'swimsuit, coral spot, size 16',
    'kettle bag, nothing broken',
    'Kleid mit Schleife ab Größe 38',
    'jupe fendue, poches cousues',
  ])('%s', async (text) => expect(await flaws(text)).toEqual([]))

  test('damage that the seller says was not meant stays damage', async () =>
    expect(await flaws('jeans donna neri, strappo al ginocchio NON voluto')).toEqual(['tear']))
})

describe('marks are named by what made them', () => {
  test.each([
    'boots with a salt line',
    'jumper with a lipstick smear',
    'Stiefel mit Wasserrändern',
    'Tasche mit Kugelschreiberstrich innen',
    "bottes avec traces d'eau",
    'bolso con una marca de boli',
    'borsa con segno di penna',
  ])('%s', async (text) => expect(await flaws(text)).toEqual(['stain']))
})

describe('use, wear and care told in passing are flaws', () => {
  test.each([
    ['alpaca jumper, slight felting under the arms', 'wear'],
    ['Pulli, leicht verfilzt unter den Armen', 'wear'],
    ['jersey de lana algo apelmazado', 'wear'],
    ['sandals, velcro a bit fluffy', 'wear'],
    ['suit trousers, seat a bit shiny', 'wear'],
    ['giacca lucida ai gomiti', 'wear'],
    ['wallet, corners softened', 'wear'],
    ['Hausschuhe, Ferse plattgetreten', 'wear'],
    ['pantoufles, talons écrasés', 'wear'],
    ['zapatillas, plantilla marcada', 'wear'],
    ['robe, quelques perles perdues', 'wear'],
    ['jacket, worn out cuffs', 'wear'],
    ['sweatshirt, paint specks', 'stain'],
    ['linen dress, tiny rust mark from the hanger', 'stain'],
    ['white tee, greyish from the wash', 'discoloration'],
    ['handbag, a couple of nicks on the clasp', 'scratch'],
    ['stivali, punta graffiata', 'scratch'],
    ['Bluse, 4 Knöpfe, einer fehlt', 'missing-button'],
    ['falda con botones (falta uno)', 'missing-button'],
  ])('%s', async (text, flaw) => expect(await flaws(text)).toEqual([flaw]))
})

describe('what is made so, or praised, is no flaw', () => {
  test.each([
    'black dress with side split and thin straps',
    'jeans with raw frayed hem',
    'sandals with block heels worn once',
    'cross body bag, detachable strap',
    'shirt with open collar',
    'rust linen dress',
    'white tee with paint splatter print',
    'polka dot dress, white spots on navy',
    'leather look boots, cracked leather effect',
    'tear drop earrings',
    'Gürtel mit 5 Löchern',
    'Bluse, Knopflöcher handgenäht',
    'ceinture, 5 trous',
    'sac en cuir lisse, marque Lancel',
    'vestido con espalda abierta y manga suelta',
    'jeans strappati, taglia 28',
    'felted wool hat',
    'clogs with moulded footbed',
    'bag with rounded corners in shiny leather',
    'jeans scoloriti apposta',
    'cravatta, etichetta scucita',
  ])('%s', async (text) => expect(await flaws(text)).toEqual([]))
})

test('damage that is gone or will be is none', async () => {
  expect(await flaws('jumper, beer smell washed out')).toEqual([])
  expect(await flaws('trousers, mud washed out')).toEqual([])
  expect(await flaws('wellies, muddy in the picture, will wash')).toEqual([])
})

describe('a flaw is read as people say it', () => {
  test.each([
    ['cardigan, my cat jumped on it so there is a couple of pulls', 'snag'],
    ['straw hat squashed in a suitcase, the brim has a permanent crease', 'crease'],
    ['jeans, no stretch left in the waistband', 'stretched'],
    ['Leggings, Bund ohne Spannung', 'stretched'],
    ['mitten, the seam at one thumb has come undone', 'tear'],
    ['slip, the lace is coming away from the nylon', 'tear'],
    ['shirt, light fuzz balls under the arms', 'pilling'],
    ['neckties, some spotting, some soup', 'stain'],
    ['dress, perspiration shadows underarm', 'stain'],
    ['brogues, finish rubbed through', 'scuff'],
    ['chinos, rubbed between the legs', 'wear'],
    ['boots, the sole is much walked', 'wear'],
    ['vests, now more grey than white', 'discoloration'],
    ['t-shirt plus gris que blanc', 'discoloration'],
    ['slippers that smell like feet', 'odor'],
    ['blouse, shattered silk at the yoke', 'tear'],
    ['purse with losses to the beads', 'wear'],
    ["skirt, zip's broken", 'broken-zipper'],
    ["trousers, one hem's down", 'tear'],
    ['bib with baby sick round the collar', 'stain'],
    ['heels worn to the nail', 'wear'],
    ['boots, soles have no tread left', 'wear'],
    ['tee, print nearly washed away', 'fading'],
    ['coat, moth nips at the hem', 'hole'],
    ['loafers, heels knocked about', 'scuff'],
  ])('%s', async (text, flaw) => expect(await flaws(text)).toContain(flaw))

  test.each([
    'Any holes? None. Stains? No.',
    'Flecken? Keine.',
    'Taches ? Aucune.',
    'Spilled tea on it in Bath, it all came out',
    'boots, heel taps just replaced',
    'Mark: Elbrook. Code: L.',
    'Trousers for office, mark Elbrook',
    'bag smells like lavender',
    'shirt, free of holes, snags or odors',
    'Rock, frei von Flecken',
  ])('%s: none', async (text) => expect(await flaws(text)).toEqual([]))

  test.each([
    ['Stains? One on the cuff.', 'stain'],
    ['wine stain never came out', 'stain'],
    ['Trousers, mark on the knee', 'stain'],
  ])('%s: one', async (text, flaw) => expect(await flaws(text)).toContain(flaw))
})
