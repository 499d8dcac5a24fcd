import { brandNames } from './brand-names.ts'
import { placeOf } from './brand-place.ts'
import { describesAt, endsAfter, isCapital, isItemWordAt, isShouting, isTitleCase } from './brand-signs.ts'
import { type Reading, range } from './reading.ts'
import { wordSet } from './word-set.ts'

/**
 * Whether words say that what stands at tokens `first` to `last` is the brand: `named` ("brand: X", "the label reads X", "X, a
 * small label"), `shown` ("tag: X", "stamp inside: X"), where a label may as well show a size or a cloth, or `by` ("by X", "von X",
 * "from X"), which goes with a person, a day or a place as well.
 */
export function isCued(reading: Reading, first: number, last: number): BrandCue | null {
  const { before: sentence, earlier, after, gapBefore, gapAfter } = placeOf(reading, first, last)
  const quoted = /^\s*["“”„«»]$/.test(gapBefore)
  const before = quoted ? sentence.replace(/ ,$/, '') : sentence
  // "Brand - Fernhollow": a dash alone on a line is a colon.
  if (/^\s[-–—]\s$/.test(gapBefore) && formLine.test(earlier) && isCapital(reading.tokens[first])) return 'shown'
  if (noBrand.test(before) || ofOther.test(before) || artisan.test(before)) return null
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
    const heading = /:[\s"'“„«‘]*$/.test(gapBefore)
    if ((apart && weakNoun.test(before)) || (heading && located.test(before)))
      return isTelling(reading, first, last) ? 'shown' : null
    if (direct && isName(reading, first, last) && (signs.test(before) || isFirm(reading, first, before))) return 'named'
  }
  if (/^\s*[,:(–-]\s*["“„«]?$/.test(gapBefore) && someLabel.test(before) && isCapital(reading.tokens[first]))
    return 'named'
  if (direct && isName(reading, first, last) && someLabel.test(before)) return 'named'
  if ((smallLabel.test(after) && !/^\s?:/.test(gapAfter)) || isBrand.test(after)) return 'named'
  if (stamped.test(before) && isCapital(reading.tokens[first]) && /^\s+$/.test(gapBefore)) return 'named'
  if (labelAfter.test(after) && !praised.test(before)) return 'by'
  if (!/^\s+["'“„«‘]?$/.test(gapBefore)) return null
  if (by.test(before) || (isCapital(reading.tokens[first]) && house.test(before))) return 'by'
  if (!endsAfter(reading, last) && !describesAt(reading, last + 1)) return null
  return from.test(before) || (itIs.test(before) && isName(reading, first, last)) ? 'by' : null
}

export type BrandCue = 'named' | 'shown' | 'by'

/** "it's from X", "es de X", "sind von X": said of the item itself. */
export function isSaidOf(reading: Reading, first: number, last: number): boolean {
  return saidOf.test(placeOf(reading, first, last).before)
}

/** What a label shows is a name where it is no word in small letters, and none for sizes, cloths, kinds …: "tag: mens M", "tag: so faded". */
function isTelling(reading: Reading, first: number, last: number): boolean {
  const { isOrdinary } = brandNames(reading.dictionary)
  const indices = range(first, last)
  if (indices.every((index) => isItemWordAt(reading, index))) return false
  const ordinary = indices.every((index) => isOrdinary(reading.tokens[index]?.word ?? ''))
  return !ordinary || (isCapital(reading.tokens[first]) && !indices.some((index) => isItemWordAt(reading, index)))
}

/** In capitals where capitals tell, and not only words of everyday speech. */
function isName(reading: Reading, first: number, last: number): boolean {
  if (isShouting(reading) || (isTitleCase(reading) && reading.languages[0] !== 'de')) return false
  const tokens = reading.tokens.slice(first, last + 1)
  const { isOrdinary } = brandNames(reading.dictionary)
  return isCapital(tokens[0]) && (tokens.length > 1 || !tokens.every(({ word }) => isOrdinary(word)))
}

/** "firma Lirio Blanco", "mark Youngor", "Aufschrift X"; "Mark Owen" is a person. */
function isFirm(reading: Reading, first: number, before: string): boolean {
  const found = firm.exec(before)
  return found !== null && !(found[1] === 'mark' && isCapital(reading.tokens[first - 1]))
}

/** "the actual brand is just", "von der Marke", "la marca es": a noun for brands, then at most little words. */
const nouns =
  '(?:brand|brand name|brands|designer|maker|makers|manufacturer|trademark|trade mark|marke|hersteller|designerin|marque|griffe|createur|creatrice|fabricant|marca|fabricante|disenadora?|marchio|stilista|produttore|marka|merk|znacka)'
const little =
  "(?: (?:is|are|was|name|just|only|actually|really|being|it'?s|ist|heisst|lautet|est|c'est|s'appelle|es|se llama|e|si chiama|the|von|der|la|le|il))*"
const noun = new RegExp(`(?:^|[ '])${nouns}(?: ,)?${little}(?: ,)?$`)
/** A label may say many things: only what it says, or what stands after a colon, is a name. */
const weakNoun =
  /(?:^|[ '])(?:label|labels|tag|mark|make|etikett|firma|ditta|etiquette|etiqueta|etichetta|aufschrift|schriftzug|logo)(?: ,)?$/
/** "Stamp inside: X", "Marke steht auf der Schnalle: X", "Étiquette intérieure : X": the noun, where it is, and a colon. */
const located = new RegExp(
  `(?:^|[ '])(?:${nouns}|label|tag|stamp|stamping|mark|embossing|engraving|logo|name|etikett|schild|stempel|pragung|aufdruck|aufschrift|schriftzug|emblem|etiquette|cachet|tampon|inscription|gravure|nom|etiqueta|sello|grabado|nombre|etichetta|timbro|incisione|scritta|nome)(?: (?!(?:size|sizes|sz|price|colou?r|care|fabric|material|model|style|no|not|none|missing|cut|removed|of|grosse|preis|farbe|pflege|taille|prix|couleur|matiere|talla|precio|composicion|taglia|prezzo|composizione)(?: |$))[\\w'’]+){1,6} ?,?$`,
)
/** "firma Lirio Blanco", "mark Youngor": direct before a name in capitals. */
const firm = /(?:^|[ '])(firma|ditta|mark|label|griffe|sello|aufschrift|schriftzug|stempel|aufdruck|haus|marchio)$/
const formLine = new RegExp(`(?:^|\\. )(?:${nouns.slice(3)} \\.$`)
/** "I sign as X", "je signe sous le nom X". */
const signs =
  /(?:^| )(?:sign|signs|trade|trades|trading|sell|selling|work|working|create|known|signiere|verkaufe|arbeite|signe|vends|travaille|cree|firmo|trabajo|vendo|lavoro|creo) (?:as|under(?: the (?:name|label|brand))?(?: of)?|by the name(?: of)?|als|unter(?: dem (?:namen|label))?|sous(?: le nom| la marque)?(?: de)?|como|bajo(?: el nombre| la marca)?(?: de)?|con el nombre(?: de)?|come|sotto(?: il nome)?(?: di)?|col nome(?: di)?)$/
/** "the color on the tag is 'Glacier Orchid'": the label says something, and not whose it is. */
const ofOther =
  /(?:^|[ '])(?:colou?r|colou?rway|shade|size|model|style|print|price|fabric|farbe|farbton|grosse|modell|couleur|coloris|teinte|taille|modele|color|tono|talla|modelo|colore|tinta|taglia|modello)(?: (?:name|heisst|ist|is|est|es|e|called|lautet))? (?:on|in|of|per|according to|laut|auf|im|sur|dans|selon|en|segun|sull'?a?|nella?|secondo) ?(?: ?(?!,)[\w']+){0,5}$/
/** "made by a craftsman from Scandicci": a town. */
const artisan =
  /(?:^| )(?:artigian[oaie]|artesan[oa]s?|artisane?s?|handwerker\w*|craftsm[ae]n|craftsperson|sarto|sarta|calzolaio|cordonnier|zapatero|schuster|tannery|tanneur|conceria|market|markt|mercado|mercato|marche|fair|fiera|feria|village|town|city|paese|pueblo|dorf|ville)(?: \w+)? (?:di|de|del|da|von|aus|from|in|of|a|en)(?: (?!e |by |,)\w+)?$/
/** "They're Fownes,". */
const itIs =
  /(?:^| )(?:it'?s|it is|they'?re|they are|these are|this one is|this one's|es ist|das ist|sind|c'est|ce sont)(?: (?:an?|un|une|eine?|du))?$/
const saidOf =
  /(?:^| )(?:is|are|it'?s|they'?re|ist|sind|est|sont|c'est|es|son|era|eran|sono) (?:by|from|von|aus dem hause|de chez|de|di|da)$/
const says =
  /(?:^|[ '])(?:label|labels|tag|tags|sweatband|waistband|band|dial|clock face|arm|temple|clasp|buckle|heel|footbed|collar|neck|patch|buttons?|zifferblatt|schnalle|cadran|boucle|esfera|hebilla|quadrante|fibbia|stamp|lining|insole|sole|logo|inside|it|etikett|schild|etiquette|etiqueta|etichetta|brand|marca|marke|marque)(?: (?!,)[\w']+){0,4} (?:says?|said|reads?|reading|marked|stamped|shows|bears|spells|is|sagt|steht|lautet|zeigt|dit|indique|mentionne|porte|affiche|pone|dice|lleva|indica|recita|riporta|porta)(?: on it| drauf| dessus)?(?: ,)?$/
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
  /(?:^| )(?:marked|stamped|signed|labell?ed|tagged|branded|beschriftet|etiquetad[oa]|etichettat[oa]|etiquetee?|engraved|hallmarked|embossed|gestempelt|gemarkt|signiert|gravé|signe|signee|estampille|firmad[oa]|marcad[oa]|firmat[oa]|marchiat[oa]|timbrat[oa])$/
/** "ISC brand", "Brockum tag". */
const labelAfter =
  /^ (?:brand(?! new| spanking| is| not| unknown| tag)|label(?! is| size| reads| says| missing| cut| ?,? missing)|marke)(?= |$)|^ tag(?= ,|$)/
const praised = /(?:^| )(?:a|the|tiny|small|little|local|indie|independent|new|old|some|same|my|own)$/
/** "Harrow & Thistle (tiny Bristol label)". */
const smallLabel =
  /^ , (?:it'?s |that'?s |this is |which is |is )?(?:a |an |the |one of |eine? |une |un |una )?(?!no |not |brand |new |with |cut )(?:(?!brand|label|and|but|the|tag)[\w'-]+ ){0,3}(?:brand(?! new)|label|maker|designer|mill|company|firm|workshop|atelier|marke|manufaktur|hersteller|marque|createur|creatrice|marca|firma|disenadora?|marchio|stilista|sartoria)(?= ,| from | in | i | we | that | they | who | aus | de | di |$)/
/** "no brand", "unknown label", "keine Marke": what follows is no name. */
const noBrand = new RegExp(
  `(?:^| )(?:no|not|any|un|unknown|without|missing|off|own|other|different|another|which|what|kein\\w*|ohne|unbekannt\\w*|andere\\w*|welche\\w*|sans|aucune?|autre|quelle|sin|ninguna?|otra|senza|nessun[ao]?|altra)(?: (?:real|visible|obvious|particular|specific|designer|sichtbare))? (?:${nouns.slice(3)} ?,?$`,
)
const by =
  /(?:^| )(?:by|par|por|(?:genaht|gefertigt|handgefertigt|hergestellt|entworfen) von|von der firma|de chez|de la firma|della ditta)$/
/** "maison Absinthe Carmin": what makers call their house. */
const house = /(?:^| )(?:maison|atelier|casa|taller|sartoria|bottega|studio|modehaus)$/
const from = /(?:^| )(?:from|von|chez|de|di|da|del)$/
const loose = wordSet('new on in with at off only one next and says missing inside still')
