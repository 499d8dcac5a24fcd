import type { Place } from './brand-place.ts'

/**
 * What a name is to the item: its maker as far as the words go (`maker`), one that it is only compared with, denied to be, or
 * worn with (`other`), one that the seller doubts (`doubted`), or where it was bought (`shop`).
 */
export type BrandRole = 'maker' | 'other' | 'doubted' | 'shop'

/** The role by the words around the name, in five languages; `isName` tells a model's name from ordinary words. */
export function brandRole(place: Place, isName: (word: string) => boolean): BrandRole {
  const { before, after, gapAfter } = place
  if (denied.test(before) || deniedAfter.test(after) || compared.test(before)) return 'other'
  if (likenessAfter.test(after) || isModelLike(after, isName)) return 'other'
  if (clothBefore.test(before) || clothAfter.test(after)) return 'other'
  if (sentFrom.test(before)) return 'other'
  if (besides.test(before) || boxOf.test(`${before} · ${after}`) || fitOf.test(`${before} · ${after}`)) return 'other'
  if (asks(gapAfter, after, place.next)) return 'doubted'
  if (unsaid.test(before)) return 'doubted'
  if (doubtBefore.test(before) || doubtAfter.test(after) || doubtNext.test(place.next)) return 'doubted'
  return bought.test(before) ? 'shop' : 'maker'
}

const article =
  '(?: (?:the|a|an|any|my|your|our|those|these|that|this|of|from|by|by the|real|genuine|authentic|actual|proper|expensive|den|dem|die|das|der|ein|eine|einen|einem|einer|echte[rsn]?|von|vom|de|du|des|d|la|le|les|un|une|vrai[es]?|el|los|las|una|uno|unos|unas|di|della|dei|delle|il|lo|gli|i|quelle|quelli|quello|ones?|marke|marque|marca|brand))*'
const ending = `${article}(?: ['"])?$`

/** "not Gucci", "isn't Gucci", "kein Gucci", "pas du Chanel", "no es Gucci", "non è Gucci", "fake Gucci"; also the next of a list. */
const denied = new RegExp(
  `(?:^| )(?:not|isn'?t|aren'?t|wasn'?t|ain'?t|never|not actually|nor|no|without|kein|keine|keinen|keines|keiner|nicht|weder|noch|ohne|pas|n'est pas|ni|jamais|sans|no es|no son|no era|sin|non|non e|non sono|senza|ne|fake|faux|fausse?|falso|falsa|false|replica|copy|copie|kopie|copia|imitation|imitacion|imitazione|counterfeit|knock ?off|unecht\\w*|gefalscht\\w*|finto|finta|contrefacon)(?: (?:like|really|quite|wirklich|vraiment|realmente|davvero))?${ending}`,
)
const deniedAfter =
  /^(?: ,)? (?:(?:it|this|they|these) (?:is|are|isn'?t|aren'?t) ?n?o?t?(?= ,|$)|(?:[\w'-]+ ){0,2}(?:(?:is |are )?not (?:included|incl|for sale|part of)|isn'?t included|aren'?t included|(?:was|were|is|are) (?:the |my )?(?:last|other|next|previous|wrong) (?:one|ones|listing|item|pair)|sold separately|not mine to sell|nicht (?:dabei|enthalten|inklusive|im preis)|gehort nicht dazu|(?:pas|non) (?:inclus\w*|compris\w*|vendu\w*|fourni\w*|compres[oaie]|inclus[oaie])|no (?:incluid[oa]s?|se vende\w*|va incluid[oa]))(?= |$)|(?:fake|replica|rep|copy|copie|kopie|imitation|imitacion|imitazione|knock ?off|counterfeit|dupe|ist es nicht|is wrong|was wrong|stimmt nicht|ist falsch|n'est pas correct)\b)/

/** "like a Burberry", "façon Burberry", "im Stil von", "simil Max Mara", "al estilo de". */
const compared = new RegExp(
  `(?:^| )(?:like|likes|similar(?: looking)? to|similar|inspired by|inspiration|reminiscent of|reminds me of|remind me of|resembles?|compared? (?:to|with)|equivalent (?:to|of)|alternative to|answer to|version of|(?:dupe|copy|replica|imitation|knock ?off|lookalike) (?:of|for)|dupe|rivals?|as good as|better than|cheaper than|instead of|replacements? for|replaces|replaced|upgraded? from|swapped for|in place of|l'esprit|dans l'esprit|esprit|im geiste|en remplacement de|a la place de|anstelle|ersatz fur|en lugar de|al posto|think|very|so|giving|gives|channell?ing|serving|a la|alla|facon|genre|style|styl|look|comme|type|inspire\\w* (?:de|par|du|des)|inspiration|imite|(?:copie|imitation|replique) (?:de|du)|wie|wie von|im stil|im style|im look|in der art|art|a hnlich|ahnlich|ahnlich wie|angelehnt an|inspiriert von|erinnert an|stil|tipo|estilo|al estilo|parecid[oa]s? a|similar(?:es)? a|inspirad[oa]s? (?:en|por)|imitacion|imita|recuerda a|como|stile|in stile|nello stile|simil|simile a|simili a|ispirat[oa] (?:a|da)|imitazione|ricorda|come|usually|normally|sonst|tu as|equivale)${ending}`,
)
/** "Chanel style", "Hermès-esque", "Chanel inspired", "Golden Goose Look", "Gucci dupe". */
const likenessWords =
  '(?:styled?|inspired|inspo|inspiration|looks?|lookalikes?|look alikes?|alikes?|like|ish|esque|types?|dupes?|vibes?|replicas?|reps?|cop(?:y|ies)|knock ?offs?|homage|lovers?|fans?|addicts?|liebhaber\\w*|enthusiasts?|wannabe|aesthetic|shape|stil|optik|art|ahnlich\\w*|kopie|imitat|nachahmung|imitation|simile|inspire\\w*|genre|fake|aehnlich\\w*)'
const likenessAfter = new RegExp(
  `^ (?:${likenessWords}|(?:[\\w'-]+ ){1,2}(?:dupes?|inspired|lookalikes?|look alikes?|replicas?|knock ?offs?|esque|inspo|kopie|imitat))(?= |$)`,
)

/** "Oakley Holbrook style": a model's name between; "Levi's trucker style jacket" is still Levi's. */
function isModelLike(after: string, isName: (word: string) => boolean): boolean {
  const match = /^ ([\w'-]+)(?: ([\w'-]+))? (?:styled?|look|type|shape|stil|optik)(?= |$)/.exec(after)
  return match?.[1] !== undefined && isName(match[1])
}

/** "worn with Doc Martens", "goes with my Levi's", "kombiniert mit", "porté avec", "queda bien con", "da abbinare a". */
const besides =
  /(?:^| )(?:(?:worn|wear|wore|wearing|goes?|gone|paired|pairs?|styled?|teamed|matched|match|matches|matching|combined?|pictured|shown|photographed|modell?ed|great|good|perfect|perfectly|lovely|nice|cute|amazing|well|beautifully|fab|best) (?:\w+ ){0,2}?(?:with|over|under|alongside|next to|beside)|goes? (?:\w+ ){0,2}?to|matches|on top of|with (?:my|his|her|our|these|those|some)|(?:getragen|kombiniert|kombinieren|kombinierbar|abgebildet|fotografiert|kombi) (?:\w+ ){0,2}?mit|(?:passt|passend|passen|passte) (?:\w+ ){0,3}?(?:zu|zum|zur)|(?:porte\w*|portable|associe\w*|assorti\w*|(?:tres |super )?bien|parfait\w*|photographie\w*|combine\w*|mettre) avec|(?:combin\w+|queda\w*|llev\w+|puest[oa]s?|luce|fotografi\w+)(?: \w+){0,3} con|(?:indossat\w|abbinat\w|abbinare|abbinabil\w|sta|stanno|perfett\w|bene|foto)(?: \w+){0,2} (?:con|a|ai|agli|alle))(?: (?!,|but|aber|mais|pero|ma )[\w'&/-]+){0,7}?$/

/** "YKK zips", "sewn from a Burda pattern", "Rowan yarn": what it is made of, or after. */
const clothBefore =
  /(?:^| )(?:(?:fabric|cloth|yarn|zips?|zippers?|buttons?|soles?|crystals?)(?: (?:is|are|was|were|comes?|came))? (?:by|from)|(?:stoff|stoffe|garn|wolle|schnitt|schnittmuster) von|patron(?: de)?|cartamodello|(?:pattern|sewing pattern) (?:by|from))(?: ['"])?$/
const clothAfter =
  /^ (?:fabrics?(?= ,|$| from)|print fabric|yarns?|crystals?|zips|zippers|soles|(?:sewing |knitting )pattern|pattern(?= ,|$)|stoffe?n?(?= ,|$)|garne?|schnitt(?:muster)?|sohlen)(?= |$)/

/** "comes in a Zara box", "Gucci dust bag included", "from a Nike hanger". */
const boxOf =
  /(?:^| )(?:in|with|w|inc|incl|includes|including|from|on|im|in|mit|samt|inkl|avec|dans|con|en|nel|nella)(?: (?:a|an|the|its|original|einer?|einem|dem|une?|le|la|una?|el)){0,2} · (?:shoe ?)?(?:box|bag|dust ?bag|carrier|hanger|receipt|gift ?box|pouch|case|karton|schachtel|tute|beutel|boite|pochon|sac|caja|bolsa|percha|scatola|sacchetto)(?= (?:included|inklusive|incluse?|incluida|incluso)|$| ,)/
/** "fits my Nike bag", "compatible with Pandora bracelets", "I'm a 10 in Zara". */
const fitOf =
  /(?:^| )(?:(?:fits?|to fit|compatible|passend fur|kompatibel|compatibles?) (?:in|into|inside|over|under|on|with|my|your|all|any|the|standard|most|mit|avec|con|other|old)(?: (?:my|your|the|all|other|les|los|i|ein|einen))? ·|(?:fits?|passt (?:auf|an)|compatible with|s'adapte (?:a|sur)|compatible con|compatible avec|adatto a) ·|(?:usually|normally|sizing|iso|wtb|looking for|swaps? for|trades? for|exchange for|searching for) ·|(?:size|a|an|an? [a-z]+|s|m|l|xs|xl|\d+|talla|taille|taglia|grosse) (?:in|bei|chez|da) · ?(?= (?:usually|normally|sonst)|$| ,| \/| and| or| &| i))/

/** "Gucci?": the question is after the name or within two words of it. */
function asks(gapAfter: string, after: string, next: string): boolean {
  if (/^["'”»)\]]*\s?\?/.test(gapAfter)) return true
  return after.split(' ').length <= 3 && !after.includes(',') && questionAfter.test(next)
}
const questionAfter =
  /^(?:i was told|not sure(?! (?:why|how|when|where|who|about))|no idea|unsure|don'?t know|can'?t (?:tell|say|prove)|i think so|maybe|perhaps|possibly|keine ahnung|weiss nicht|nicht sicher|je ne sais pas|pas sure?|aucune idee|no se|no estoy segur[oa]|ni idea|non so|non sono sicur[oa]|boh)\b/

const doubtBefore = new RegExp(
  `(?:^| )(?:maybe|may be|possibly|perhaps|probably|prob|presumably|supposedly|apparently|allegedly|might be|could be|must be|should be|looks like|seems(?: to be)?|said to be|told|i think|think|thought|(?:love|like|wish i could|loved|able) to say|wish i could say|wish it (?:was|were)|aimerais dire|voudrais dire|gustaria decir|vorrei dire|i believe|believe|i guess|my guess is|reckons?|suspects?|suspect|swears?(?: blind)?|insists?|claims?|claimed|assures? me|says it is|sold (?:to me )?as|bought as|advertised as|passed off as|described as|verkauft als|gekauft als|vendue?s? comme|achetee?s? comme|vendid[oa]s? como|comprad[oa]s? como|vendut[oa] come|comprat[oa] come|schatze|tippe auf|on dirait|dirais|diria|direi|guessing|assume|assuming|not sure if|unsure if|unsure|is it|could it be|either|vielleicht|vermutlich|evtl|eventuell|wahrscheinlich|moglicherweise|glaube?|denke|ich meine|meine? ich|musste|durfte|wohl|konnte|scheint|angeblich|ob|peut etre|je crois|je pense|il me semble|sans doute|probablement|serait|possible|quizas?|tal vez|a lo mejor|igual|creo|pienso|posiblemente|probablemente|puede(?: que)?(?: ser| sea)?|parece|supongo|dicen|forse|credo|penso|probabilmente|potrebbe|magari|sembra|mi pare|dovrebbe|presumo)(?: (?:that|it|it'?s|this|is|are|was|were|to be|ich|war|they'?re|be|from|by|made|an?|old|original|vintage|das|es|ist|sei|dass|sie|von|sein|die|que|qu'il|c'est|ce|soit|est|es|sea|sean|de|che|sia|siano|e|di|um))*${ending}`,
)
/** "I wrote Zara in the title": what the seller said before. */
const unsaid = /(?:^| )(?:i|we) (?:wrote|put|typed|had|said|listed(?: it| this| them)?(?: as)?)$/
const doubtAfter =
  /^(?: ,)? ?(?: (?:or|oder|ou|o) (?:similar|so|something|equivalent|ahnlich\w*|similaire|parecid[oa]|simile))?(?: ,)? (?:(?:i'?m |i am )?(?:fairly|pretty|quite|reasonably|almost|nearly|\d+ ?%?) (?:sure|certain)(?= ,|$)|(?:i think|i believe|i guess|i assume|i suppose|maybe|perhaps|probably|possibly|not sure|not certain|unsure|if i remember(?: correctly| right)?|glaube? ich|denke ich|vermute ich|vermutlich|vielleicht|evtl|nicht sicher|oder so|je crois|je pense|peut etre|sans doute|a priori|creo(?: yo)?|quizas?|tal vez|supongo|no estoy segur[oa]|credo|forse|penso|mi pare|non sono sicur[oa])(?= ,|$)|can'?t be sure|cannot be sure|might be|could be|(?:i think|i believe|je crois|je pense|creo|credo|ich glaube|glaube)[^.]{0,40} (?:brand|label|marke|marque|marca|theirs)(?= |$))/
const doubtNext =
  /^(?:not (?:sure|certain)(?! (?:why|how|when|where|who|about))|unsure|can'?t (?:prove|confirm|verify|guarantee|vouch|authenticate)|cannot (?:prove|confirm|verify|guarantee|vouch|authenticate))\b/

/** "ships from Duluth", "Abholung in": a place, whatever else bears its name. */
const sentFrom =
  /(?:^| )(?:(?:ships?|shipped|shipping|posts?|posted|posting|sent|sending|sends?|dispatched|mailed|collect\w*|collection|pick ?up|picked up|local) (?:from|in|near|around)|(?:located|based|live|living|am) (?:in|near|around)|(?:versand|verschickt|versende|kommt) (?:aus|ab)|(?:abholung|abzuholen|abholbar|wohne) (?:in|bei)|(?:envoi|envoye\w*|expedie\w*|expedition|j'envoie|j'expedie) (?:de|depuis)|(?:remise en main propre|a recuperer|retrait) (?:a|sur|dans)|(?:envio|envios|envi[ao]d[oa]) (?:desde|de)|(?:recogida|entrega en mano|en mano) en|(?:spedisco|spedizione|spedit[oa]) (?:da|dal)|(?:ritiro|consegna a mano|scambio a mano) (?:a|in|su))(?: the)?$/

/** "bought at Nordstrom", "gekauft bei", "acheté chez", "comprado en", "comprato da". */
const bought =
  /(?:^| )(?:bought|buy|purchased?|ordered|shopped|shopping|picked up|got|gotten|found|gekauft|bestellt|erworben|ergattert|achete\w*|commande\w*|trouve\w*|pris\w*|came|comes?|kommt|kam|stammt|vient|viennent|viene|vienen|proviene|comprad[oa]s?|compre|compramos|adquirid[oa]s?|comprat[oaei]|pres[oaei]|acquistat[oaei]|ordinat[oaei])(?: (?!,)[\w'-]+){0,4}? (?:at|from|in|on|off|via|through|aus|bei|beim|im|auf|uber|von|chez|sur|au|aux|a|en|por|da|dal|dalla|su|presso)(?: (?:the|a|an|le|la|el|il|l|der|dem|their|shop|store|boutique|tienda|negozio|magasin|outlet))*$/
