import { placeOf } from './brand-place.ts'
import { describesAt, endsAfter, isCapital } from './brand-signs.ts'
import type { Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/**
 * Whether words say that what stands at tokens `first` to `last` is the brand: `named` ("brand: X", "the label reads X", "X, a
 * small label"), or `by` ("by X", "von X", "from X"), which goes with a person, a day or a place as well.
 */
export function isCued(reading: Reading, first: number, last: number): 'named' | 'by' | null {
  const { before: sentence, earlier, after, gapBefore } = placeOf(reading, first, last)
  const quoted = /^\s*["“”„«»]$/.test(gapBefore)
  const before = quoted ? sentence.replace(/ ,$/, '') : sentence
  if (noBrand.test(before)) return null
  const word = reading.tokens[first]?.word ?? ''
  const apart = /[:=("'“”„«»‘’–-]/.test(gapBefore)
  // "brand new look" is no label; "label on the inside" no brand of that name.
  const direct = /^\s+$/.test(gapBefore) && (isCapital(reading.tokens[first]) || !loose.has(word))
  if (apart || direct) {
    if (noun.test(before) && !(word === 'new' && !apart)) return 'named'
    if (
      says.test(before) ||
      called.test(earlier) ||
      (isCapital(reading.tokens[first]) && (corrects.test(earlier) || indeed.test(earlier)))
    )
      return 'named'
    if (apart && weakNoun.test(before)) return 'named'
  }
  if (/^\s*[,:(–-]\s*["“„«]?$/.test(gapBefore) && someLabel.test(before) && isCapital(reading.tokens[first]))
    return 'named'
  if (smallLabel.test(after) || isBrand.test(after)) return 'named'
  if (stamped.test(before) && isCapital(reading.tokens[first]) && /^\s+$/.test(gapBefore)) return 'named'
  if (labelAfter.test(after) && !praised.test(before)) return 'by'
  if (!/^\s+["'“„«‘]?$/.test(gapBefore)) return null
  if (by.test(before) || (isCapital(reading.tokens[first]) && house.test(before))) return 'by'
  return from.test(before) && (endsAfter(reading, last) || describesAt(reading, last + 1)) ? 'by' : null
}

/** "the actual brand is just", "von der Marke", "la marca es": a noun for brands, then at most little words. */
const nouns =
  '(?:brand|brand name|brands|designer|maker|makers|manufacturer|marke|hersteller|designerin|marque|griffe|createur|creatrice|fabricant|marca|fabricante|disenadora?|marchio|stilista)'
const little =
  "(?: (?:is|are|was|name|just|only|actually|really|being|it'?s|ist|heisst|lautet|est|c'est|s'appelle|es|se llama|e|si chiama|the|von|der|la|le|il))*"
const noun = new RegExp(`(?:^| )${nouns}(?: ,)?${little}(?: ,)?$`)
/** A label may say many things: only what it says, or what stands after a colon, is a name. */
const weakNoun = /(?:^| )(?:label|labels|tag|etikett|firma|etiquette|etiqueta|etichetta)(?: ,)?$/
const says =
  /(?:^| )(?:label|labels|tag|tags|sweatband|band|stamp|lining|insole|sole|logo|inside|it|etikett|schild|etiquette|etiqueta|etichetta|brand|marca|marke|marque)(?: (?!,)[\w']+){0,2} (?:says?|said|reads?|reading|marked|stamped|is|sagt|steht|dit|indique|pone|dice|recita|riporta)(?: on it| drauf| dessus)?(?: ,)?$/
const called =
  /(?:brand|label|maker|designer|company|shop|store|studio|artist|mill|house|marke|firma|manufaktur|laden|marque|boutique|createur|creatrice|marca|tienda|taller|marchio|negozio|sartoria)\b.{0,60} (?:called|named|namens|genannt|nomme\w*|appele\w*|llamad[oa]s?|chiamat[oa])(?: ,)?$/
const someLabel =
  /(?:^| )(?:a|an|some|small|tiny|little|local|independent|indie|family|unheard of|eine[rmn]?|kleine[rmns]?|lokale[rn]?|une|petite?|jeune|una?|pequen[oa]|piccol[oa])(?: [\w'-]+){0,4} (?:brand|label|maker|designer|designerin|mill|workshop|company|firm|marke|manufaktur|hersteller|werkstatt|marque|createur|creatrice|maison|marca|firma|taller|disenadora?|marchio|griffe|artigian[oa]|sartoria|laboratorio)(?: [\w'-]+){0,4} ?,?$/
/** "sorry, actually Mango". */
const indeed =
  /(?:^| )(?:sorry|pardon|perdon|scusate|oops|edit|no|nein|non)(?: [,.])* (?:actually|eigentlich|tatsachlich|en fait|en realidad|in realta)$/
/** "… is wrong. It's Plümo". */
const corrects =
  /(?:^| )(?:no|nope|sorry|actually|wrong|correction|edit|update|nein|quatsch|korrektur|falsch|non|pardon|erratum|perdon|correccion|anzi|scusate|correzione)(?: [.,])* (?:it'?s|it is|this is|they'?re|es ist|das ist|c'est|es|e|sono)(?: by| von| de| di)?$/
/** "Silver is the brand, not the color". */
const isBrand =
  /^ (?:is|being|ist|est|es|e) (?:the |die |la |le |il |el )?(?:brand|maker|make|label|marke|marque|marca|marchio)(?= |$)/
/** "marked Ciro on the clasp", "signed", "gestempelt". */
const stamped =
  /(?:^| )(?:marked|stamped|signed|engraved|hallmarked|embossed|gestempelt|gemarkt|signiert|gravé|signe|signee|estampille|firmad[oa]|marcad[oa]|firmat[oa]|marchiat[oa]|timbrat[oa])$/
/** "ISC brand", "Brockum tag". */
const labelAfter =
  /^ (?:brand(?! new| spanking| is| not| unknown| tag)|label(?! is| size| reads| says| missing| cut| ?,? missing)|marke)(?= |$)|^ tag(?= ,|$)/
const praised = /(?:^| )(?:a|the|tiny|small|little|local|indie|independent|new|old|some|same|my|own)$/
/** "Harrow & Thistle (tiny Bristol label)". */
const smallLabel =
  /^ , (?:it'?s |that'?s |this is |which is |is )?(?:a |an |the |one of |eine? |une |un |una )?(?!no |not |brand |new |with |cut )(?:(?!brand|label|and|but|the|tag)[\w'-]+ ){0,3}(?:brand(?! new)|label|maker|designer|mill|company|firm|workshop|atelier|marke|manufaktur|hersteller|marque|createur|creatrice|marca|firma|disenadora?|marchio|stilista|sartoria)(?= ,| from| in| i | we | that| they| who| aus| de | di |$)/
/** "no brand", "unknown label", "keine Marke": what follows is no name. */
const noBrand = new RegExp(
  `(?:^| )(?:no|not|any|un|unknown|without|missing|off|own|other|different|another|which|what|kein\\w*|ohne|unbekannt\\w*|andere\\w*|welche\\w*|sans|aucune?|autre|quelle|sin|ninguna?|otra|senza|nessun[ao]?|altra)(?: (?:real|visible|obvious|particular|specific|designer|sichtbare))? (?:${nouns.slice(3)} ?,?$`,
)
const by =
  /(?:^| )(?:by|par|por|(?:genaht|gefertigt|handgefertigt|hergestellt|entworfen) von|von der firma|de chez|de la firma|della ditta)$/
/** "maison Absinthe Carmin": what makers call their house. */
const house = /(?:^| )(?:maison|atelier|casa|taller|sartoria|studio|modehaus)$/
const from = /(?:^| )(?:from|von|chez|de|di|da|del)$/
const loose = wordSet('new on in with at off only one next and says missing inside still')
