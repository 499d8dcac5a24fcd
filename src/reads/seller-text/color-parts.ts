import { startsClause } from './context.ts'
import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokenize.ts'
import { wordSet } from './word-set.ts'

/** The color of a part or of another thing: "gold hardware", "boutons dorés", "lined in red", "on a black mannequin". */
export function isColorOfPart(reading: Reading, mention: Mention): boolean {
  return isBeside(reading, mention, parts, partsBefore)
}

/** The color that a print stands on: "lavender background with daisies", "weißer Grund". It goes before the print's. */
export function isColorOfGround(reading: Reading, { first, last }: Mention): boolean {
  const wordAt = (index: number) => reading.tokens[index]?.word ?? ''
  if (startsClause(reading.tokens[last + 1]) && startsClause(reading.tokens[first])) return false
  if (grounds.has(wordAt(last + 1)) && !startsClause(reading.tokens[last + 1]))
    return !photographed.test(reading.line.text)
  // "Stripes green red yellow on cream": behind a print's colors stands what they are on.
  if (onto.has(wordAt(first - 1)) && isColor(reading, first - 2) && !startsClause(reading.tokens[first])) {
    const open = reading.line.startOf(first)
    return reading.tokens.slice(open, first).some(({ word }) => prints.has(word))
  }
  return groundsBefore.has(wordAt(first - 1)) && !startsClause(reading.tokens[first])
}

/** The color of a print on the item: "with white stripes", "à pois blancs". It is the item's only where no other is said. */
export function isColorOfPattern(reading: Reading, mention: Mention): boolean {
  return isBeside(reading, mention, prints, printsBefore)
}

/** "Silver ring with amethyst": a stone set in it. */
export function isColorOfStone(reading: Reading, { first, last }: Mention): boolean {
  return (
    first === last &&
    stones.has(reading.tokens[first]?.word ?? '') &&
    (withs.has(reading.tokens[first - 1]?.word ?? '') ||
      withs.has(reading.tokens[first - 2]?.word ?? '') ||
      /^(?:stones?|beads?|stein\w*|pierres?|piedras?|pietr[ae])$/.test(reading.tokens[last + 1]?.word ?? ''))
  )
}

function isBeside(
  reading: Reading,
  { first, last }: Mention,
  after: ReadonlySet<string>,
  before: ReadonlySet<string>,
): boolean {
  const isCategory = (index: number) => reading.mentions('category').some((mention) => mention.first === index)
  for (let index = last + 1; index <= last + 3; index++) {
    const token = reading.tokens[index]
    if (token === undefined || startsClause(token) || isSlash(token)) break
    if (isCategory(index)) break
    if (after.has(token.word)) return true
    // "Red with gold buttons" ends at "with"; "black and white stripes" goes on.
    if (ends.has(token.word)) break
  }
  for (let index = first - 1; index >= first - 3; index--) {
    if (index < 0 || startsClause(reading.tokens[index + 1]) || isSlash(reading.tokens[index + 1])) return false
    const word = reading.tokens[index]?.word ?? ''
    if (before.has(word)) return true
    if (!passing.has(word) && !isColor(reading, index)) return false
  }
  return false
}

/** "Raincoat / 14 / mustard / hood": a list; "black/white stripes" is none. */
export function isSlash(token: Token | undefined): boolean {
  return token !== undefined && /\s\/\s/.test(token.gap)
}

function isColor(reading: Reading, index: number): boolean {
  return reading.mentions('color').some((mention) => mention.first <= index && mention.last >= index)
}

const grounds = wordSet('background bg ground base grund hintergrund untergrund')
const onto = wordSet('on auf sur sobre su')
const groundsBefore = wordSet('fond grundfarbe grundton fondo sfondo')
const photographed = /\b(?:photo\w*|pictured?|pics?|against a|in front of) (?:\w+ ){0,4}(?:background|bg)\b/
const stones = wordSet(
  'amethyst garnet turquoise onyx ruby emerald sapphire amber coral jade citrine amethyste turkis koralle smaragd rubin saphir granat turquesa coral esmeralda rubi zafiro ametista turchese corallo smeraldo rubino zaffiro corail emeraude rubis saphir grenat',
)
const withs = wordSet('with w set mit avec con')
const ends = wordSet(
  'with mit avec con in on size gr taille talla taglia for w no without ohne sans sin senza has have but worn says pas kein keine',
)
const passing = wordSet('in de di is are and und et y e the a tone color all contrast ist en molto leicht light dark')
const parts = wordSet(
  'hardware button buttons zip zipper zips zippers trim trims trimmed trimming stitching lining sole soles laces ribbon fringe bobble pompom collar cuffs buckle chain strap straps piping accents accent tone tab tag label heel heels toe toes ' +
    'interior inside insole midsole outsole handles handle belt hood ribbing waistband tassels tassel drawstring drawstrings edging lined dial face bezel charms bow sleeves swoosh pony inner outsoles lens lenses ' +
    'knopfe knopfen nahte nahten sohle sohlen futter reissverschluss kragen absatz absatze schnalle henkel schnursenkel besatz bundchen schleife ' +
    'boutons semelle semelles doublure fermeture lacets col coutures anses surpiqures finitions bretelles ' +
    'botones suela suelas forro cremallera cordones cuello hebilla asas costuras tacones ' +
    'bottoni suola suole fodera cerniera lacci colletto cuciture fibbia manici tacchi bordi ' +
    'glaser verres lentes cristales lenti ' +
    'mannequin hanger box pouch dustbag sheet carpet floor sofa tissue paper wall bedding',
)
const partsBefore = wordSet(
  'ruban cinta nastro ribbon band chiusura cierre fermoir verschluss hardware trim trimmed lined lining stitching logo sole soles buttons zip piping laces interior buckle lettering ' +
    'boutons bouton doublure doublee semelle semelles fermeture zip lacets col finitions coutures chaine boucle anses bretelles bandouliere broderie logo surpiqures noeud liseres lisere ' +
    'botones boton forro suela suelas cremallera cordones cuello cadena hebilla asas costuras tacon correa cinta logotipo ribetes detalles ' +
    'bottoni bottone fodera suola suole cerniera lacci colletto catena fibbia manici cuciture tracolla bordi profili dettagli ricamo cadran esfera quadrante',
)
const prints = wordSet(
  'stripe stripes striping lettering writing print prints graphic graphics logo flower flowers floral dot dots polka spots detail details detailing embroidery pattern motif lettered text letters hearts stars check checks swirl roses bird birds splatter font script ' +
    'streifen punkte punkten aufdruck blumen sterne sternen herzen muster schrift schriftzug stickerei tupfen karos blumchen print ' +
    'rayures pois fleurs motifs imprimes carreaux etoiles coeurs broderies inscription ecriture ' +
    'rayas lunares flores topos estampado cuadros estrellas corazones letras bordado dibujo ' +
    'righe fiori quadri stampa scritte scritta stelle cuori pallini disegni ricami ecusson stampe',
)
const printsBefore = wordSet(
  'stripes dots streifen punkte rayures rayure pois fleurs motifs motif carreaux etoiles coeurs inscription imprime rayas lunares flores topos estampado estampada cuadros estrellas corazones letras bordado righe fiori quadri stampa scritta scritte stelle cuori pallini disegno disegni ricami ecusson bandes bandas bande strisce letters lettering print',
)
