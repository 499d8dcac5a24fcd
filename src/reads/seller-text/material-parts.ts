import { startsClause } from './context.ts'
import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** Whether the material is that of a part of the item or of another thing: "lace trim", "col velours", "suola in gomma", "leather sofa". */
export function isPartOfItem(reading: Reading, { first, last }: Mention, item: string | null): boolean {
  const named = (index: number) =>
    reading.mentions('category').find((mention) => mention.first <= index && mention.last >= index)
  for (let index = last + 1; index <= last + 2; index++) {
    const token = reading.tokens[index]
    if (token === undefined || startsClause(token) || withs.has(token.word)) break
    const category = named(index)
    if (category !== undefined && category.id === item) break
    if (mostOf.get(item ?? '')?.has(token.word) === true) break
    if (parts.has(token.word) || things.has(token.word)) return true
    if (category !== undefined) break
  }
  // "Spitze am Ausschnitt", "lace at the hem".
  if (places.has(reading.tokens[last + 1]?.word ?? '') && !startsClause(reading.tokens[last + 1])) return true
  // "Pelo sintético en el cuello", "fur around the hood".
  const place = placed.exec(reading.line.text.slice(...reading.line.spanOf(last + 1, last + 3)))?.[1]
  if (place !== undefined && !startsClause(reading.tokens[last + 1]) && (parts.has(place) || partsBefore.has(place)))
    return true
  if (startsClause(reading.tokens[first])) return false
  const before = reading.tokens[first - 1]?.word ?? ''
  // "Velvet trim wool blazer": the trim is the velvet's.
  if (/^trim/.test(before) && reading.mentions('material').some((other) => other.last === first - 2)) return false
  if (partsBefore.has(before)) return named(first - 1)?.id !== item
  const linked = links.has(before) && !startsClause(reading.tokens[first - 1])
  const head = reading.tokens[first - 2]?.word ?? ''
  return (linked || !named(first - 1)) && partsBefore.has(head) && !startsClause(reading.tokens[first - 1])
    ? named(first - 2)?.id !== item || item === null
    : false
}

/** A watch's case and a ring's band are the item itself. */
const mostOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['watches', wordSet('case')],
  ['rings', wordSet('band')],
  ['bracelets', wordSet('band links cuff')],
])
const places = wordSet('am an at auf on au aux sul sulla sulle alle alla ai agli')
const withs = wordSet('with w mit avec con and und et y')
const placed =
  /^(?:en|on|at|around|round|to|sur|au|al|nel|sul|sulla|alla) (?:(?:el|la|los|las|le|les|the|its|il|lo|both) )?(\w+)/
const links = wordSet('in de di en aus of are is d a e')
const parts = wordSet(
  'trim trims trimmed trimming strap straps sole soles collar detail details detailing patch patches elbow elbows handle handles accent accents insert inserts cuff cuffs piping laces ' +
    'hardware buttons button sleeves sleeve hood belt yoke panel panels bow tie tassel tassels edging edge hem overlay overlays lapel lapels pocket pockets tab tabs toe cap brim band waistband applique back pom pompom pompoms pompon bobble bommel ' +
    'sohle sohlen kragen besatz armel henkel griffe riemen einsatz einsatze semelle semelles col details suela suelas cuello asas suola suole colletto manici anses poignees foot upper',
)
/** Things that come along, or stand in the picture. */
const things = wordSet('hanger hangers box pouch sofa couch chair bag seats seat case dustbag keyring keychain')
const partsBefore = wordSet(
  'cierre chiusura fermoir verschluss clasp buckle hebilla fibbia schnalle boucle trimmed trim revers col cuello colletto collo polsini asas asa anse anses manici manico tracolla suela suelas suola suole semelle semelles sohle sohlen kragen bord bordo bordi inserti inserto dettagli dettaglio details detalles finitions finition boutons manches maniche mangas toppe coudieres handle handles strap straps sole soles besatz henkel riemen correa cinturino sangle collar cuffs lapels puntera punta punos poignets ribete vivos ceinture lacets trims buttons armel hood capucha cappuccio capuche patches elbows edging piping',
)
