import { foldWord } from '../../taxonomy/fold-word.ts'
import type { BrandMention } from './brand-mention.ts'
import { brandNames } from './brand-names.ts'
import { brandSpelling } from './brand-spelling.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokenize.ts'
import { wordSet } from './word-set.ts'

/** What names that no index holds are made of. */

/** A space, "&", a hyphen, or the point of an initial ("E. Marinella"); a new line ends a name. */
export function joins(token: Token, previous: Token): boolean {
  if (/^(?:[^\S\n]|[^\S\n]?[&+][^\S\n]?|['’-]|['’][^\S\n])$/.test(token.gap)) return true
  return (
    /^\.[^\S\n]?$/.test(token.gap) &&
    ((previous.raw.length === 1 && !/[SMLX]/.test(previous.raw)) || titles.has(previous.word))
  )
}

/** No ordinary word, nor made of one: in German no compound of one either. */
export function isStrange(reading: Reading, index: number): boolean {
  const token = reading.tokens[index]
  const names = brandNames(reading.dictionary)
  if (token === undefined || !/^\p{L}[\p{L}\p{M}'’]{2,}$/u.test(token.raw) || names.isOrdinary(token.word)) return false
  if (/^\p{Lu}{2,4}$/u.test(token.raw)) return false
  if (reading.languages[0] !== 'de') return true
  for (let cut = 4; cut <= token.word.length - 3; cut++) {
    if (
      names.isOrdinary(token.word.slice(0, cut)) ||
      (token.word.length - cut > 3 && names.isOrdinary(token.word.slice(cut)))
    )
      return false
  }
  return true
}

/** A mention of the words as written, or of the name of the index that they miss by a letter. */
export function nameFrom(reading: Reading, first: number, last: number, confidence: number): BrandMention {
  const name = reading.text.slice(reading.tokens[first]?.start, reading.tokens[last]?.end)
  const slip = brandSpelling(reading.dictionary, foldWord(name))
  return { name: slip ?? name, first, last, confidence, cued: false, named: false, known: slip !== null }
}

/** Little words inside a name. */
export const joiners = wordSet('and of the de la le di du des del da y et und e von van der den')
/** What a firm's name begins with, in the five languages. */
export const opensName = wordSet('maison atelier sartoria taller bottega')
const titles = wordSet('dr st mr mrs ms')
/** What comes after a cue and is no name. */
export const noName = wordSet(
  "they're it's that's here's there's i'm we're he's she's they these those c'est made hecho hecha fabrique fabriquee fatto fatta prodotto genuine none unknown no unbranded na n unsure not unbekannt inconnue inconnu desconocida desconocido sconosciuta sconosciuto keine kein ohne sans sin senza nessuna nessuno ninguna cut missing called named namens genannt says see siehe voir ver vedi read i me my we a an the this that it its hand grandma grandmother granny nana nan mum mom mother dad friend oma mutti mir mama mamie abuela nonna monday tuesday wednesday thursday friday saturday sunday christmas easter january february march april may june july august september october november december dhl hermes dpd evri royal post mail courier paypal bank request accident mistake der die das dem den meiner meinem einer einem ma mon mi mis mia sur from new neu neuf nuevo nuovo various verschiedene diverse divers varias varie pone dice nada indique indiquee angegeben angabe indicata indicada pics photo foto",
)
