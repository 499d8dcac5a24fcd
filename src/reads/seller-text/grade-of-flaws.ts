import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** Flaws alone: small or single ones leave it good; many kinds, or a break that is not small, fair. */
export function gradeOfFlaws(reading: Reading, flaws: readonly Mention[]): string {
  const textOf = (first: number, last: number) =>
    reading.line.text.slice(...reading.line.spanOf(Math.max(0, first), last))
  const around = (flaw: Mention, form: RegExp, before: number) => form.test(textOf(flaw.first - before, flaw.last))
  const isSmall = (flaw: Mention) => around(flaw, small, 3) || diminutive.test(textOf(flaw.first, flaw.last))
  const kinds = new Set(flaws.map(({ id }) => id))
  if (severe.test(reading.line.text)) return 'fair'
  if (flaws.some((flaw) => !isSmall(flaw) && around(flaw, ruinous, 1))) return 'fair'
  if (flaws.some((flaw) => lasting.test(textOf(flaw.first, flaw.last + 8)) && !isSmall(flaw))) return 'fair'
  if (flaws.some((flaw) => !isSmall(flaw) && plainly.test(textOf(flaw.first - 1, flaw.last)))) return 'fair'
  if (flaws.some((flaw) => worndown.test(textOf(flaw.first, flaw.last)) && isClause(reading, flaw))) return 'fair'
  const showing = flaws.some(({ last }) => plain.test(textOf(last + 1, last + 2)))
  if (kinds.size >= 3 || showing || flaws.some((flaw) => around(flaw, large, 3))) return 'fair'
  const isBad = (flaw: Mention) => breaks.has(flaw.id) || flakes.test(textOf(flaw.first, flaw.last))
  return flaws.some((flaw) => isBad(flaw) && !isSmall(flaw)) ? 'fair' : 'good'
}

/** "…, desgastado": said of the whole item, in a clause of its own. */
function isClause(reading: Reading, { first, last }: Mention): boolean {
  return reading.line.startOf(first) === first && first > 0 && reading.line.endOf(last, 'clause') === last + 1
}

const worndown =
  /^(?:desgastad[oa]s?|gastad[oa]s?|raid[oa]s?|deteriorad[oa]s?|estropead[oa]s?|logor[oaie]|usurat[oaie]|consumat[oaie]|rovinat[oaie]|consunt[oaie]|sciupat[oaie]|usee?s?|elimee?s?|abimee?s?|fatiguee?s?|abgenutzt\w*|verschlissen\w*|abgewetzt\w*|abgetragen\w*|abgegriffen\w*|threadbare|tatty|ratty|scruffy|frayed|disintegrating)$/
/** What bears the weight is broken, the sole has no tread left, or bleach took the color. */
const ruinous =
  /\b(?:straps?|heels?|soles?|frames?|lens(?:es)?|clasps?|buckles?|handles?|hinges?|shanks?|glass|dial|crystal|brillenglas|glas|rahmen|bugel|henkel|absatz|sohle|riemen|schnalle|verre|branche|talon|semelle|anse|boucle|bride|cristal|varilla|tacon|suela|asa|hebilla|vetro|stanghetta|tacco|suola|manico|fibbia)(?: (?:is|has|are|a|ist|est|esta|e))* (?:cracked|broken|snapped|split|gerissen|gebrochen|gesprungen|abgebrochen|fendue?|cassee?|rajad[oa]|rot[oa]|partid[oa]|rott[oa]|spezzat[oa]|crepat[oa]|spaccat[oa])\b|getreten\b|\b(?:trodden|crushed|squashed) (?:down|flat)\b|\bworn (?:smooth|flat|bald|through|bare|away)\b|\b(?:bleach\w*|javel|lejia|candeggina|chlorflecken?|bleichflecken?)\b/
/** A stain that stays whatever one does. */
const lasting =
  /\b(?:(?:won't|will not|wont|don't|doesn't|do not|does not|didn't|did not|can't|cannot|never|refuses? to) (?:\w+ )?(?:come|came|wash|washed|budge|shift|lift|go|get) ?(?:out|off|away|clean)?|set in|permanent stains?|(?:geht|gehen|ging|gingen|lassen sich|lasst sich) (?:\w+ ){0,3}nicht (?:\w+ )?(?:raus|weg|heraus|entfernen|mehr)|ne (?:part|partent|s'en va|s'en vont) (?:pas|plus)|ne partira pas|ne partiront pas|no (?:se )?(?:sale|salen|va|van|quita|quitan|salio)|non (?:va|vanno|viene|vengono) (?:piu )?via|non (?:si )?tolgono|non si toglie)\b/
/** How much: right beside the flaw. */
const plainly =
  /\b(?:ordentlich|ziemlich|kraftig|richtig|arg|vollig|komplett|total|gut|pretty|quite|rather|really|properly|fully|completely|totally|well|much|bien|vraiment|assez|plutot|completement|tout|muy|bastante|completamente|totalmente|assai|parecchio|abbastanza|piuttosto|del tutto) (?:\w+ )?(?:abge\w+|durch\w+|ausge\w+|verschl\w+|worn|walked|trodden|frayed|faded|stained|scuffed|scratched|torn|bald|cracked|rubbed|use\w*|abim\w+|elim\w+|tach\w+|gastad\w+|desgastad\w+|rot[oa]s?|pelad\w+|consumat\w+|usurat\w+|rovinat\w+|logor\w+|macchiat\w+)\b|\b(?:much|well|heavily) (?:walked|trodden|worn)\b|\bin (?:shreds|tatters|ribbons|pieces|bits)\b|\b(?:gone|went|going|worn|totally) bald\b|\b(?:arm ?)?pits?(?: (?:are|is|have|has|all|both|the|a|bit|gone|went|turned|going|turning|now|badly|quite))* (?:yellow\w*|stained|brown|orange)\b|\b(?:yellow(?:ed|ing)?|stained|brown) (?:arm ?)?pits?\b|\b(?:faux leather|pleather|leather|seat|coating|sole|upper|vinyl|patent)s? (?:\w+ ){0,3}crack(?:ing|ed|s)\b|\bcracking (?:on|at|along|across|all) (?:the )?(?:seat|toes?|uppers?|soles?|handles?|straps?|leather|back|front|elbows?|sleeves?|over)\b/
const breaks = wordSet('hole tear broken-zipper odor')
/** A coating that comes off goes on coming off. */
const flakes =
  /peel|flak|crumbl|blatter|brockel|bros?el|pele\b|ecaill|effrit|pelad|pelando|pela\b|descascar|spella|sgretol|sbriciol|disintegr|deteriorat/
const small =
  /\b(?:tiny|small|little|slight\w*|minor|faint|light|minimal\w*|barely|hardly|invisible|pin\w*|teeny|wee|mini|dots?|specks?|pin ?pricks?|klein\w*|winzig\w*|leicht\w*|minimal\w*|petite?s?|leger\w*|minuscule|pequen\w+|leve\w*|minim[oaei]|ligera\w*|piccol\w+|liev[ei]|legger\w+)\b/
/** "Manchita", "buchino", "Löchlein" say that it is small by their endings. */
const diminutive = /\w{3}(?:it[oa]s?|in[oaie]|ell[oaie]|ett[oaie]|chen|lein)\b/
const large =
  /\b(?:big|large|huge|several|many|multiple|lots of|loads of|badly|heavy|heavily|major|massive|very|gross\w*|stark\w*|viele|mehrere|gros|grosse|gran|grande[s]?|varios|varias|muchos|muchas|importante[s]?|molt[ieoa]|evident[ei]|ripped up|through|shredded)\b/
/** What leaves a thing hard to wear as it is. */
const severe =
  /(?<!\b(?:no|not|never|without|don't|doesn't|any|keine|nicht) )\b(?:leaks?|leaking|perdono acqua|undicht\w*|prend(?:s|nent)? l'eau|cala(?:n)? agua|worn (?:right )?through|holes? through|(?:soles?|heels?) (?:\w+ ){0,3}(?:coming|come|came) (?:away|off|apart)|(?:suelas?|semelles?|suol[ae]) (?:\w+ )?(?:despegad\w+|decoll\w+|scollat\w+)|sohlen? (?:\w+ ){0,2}(?:lost sich|gelost|lose)|falling apart|a refaire)\b/
const plain =
  /^(?:\w+ )?(?:visibil[ei]|evident[ei]|visibles?|sichtbar|deutlich|marcad[oa]s?|importante?s?|throughout|all over)\b/
