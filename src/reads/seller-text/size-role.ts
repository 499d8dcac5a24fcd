import type { Place } from './size-place.ts'

/**
 * What the words around a candidate make of it: the size on the `tag`, a size that is `stated`, the better word after a
 * `correction`, or no size of the item: how it fits or whom (`fit`), what was measured or paid (`measure`), a guess
 * (`doubt`), or what the seller takes back (`withdrawn`).
 */
export type SizeRole = 'tag' | 'stated' | 'correction' | 'fit' | 'measure' | 'doubt' | 'withdrawn'

export function sizeRole(place: Place, said: { text: string; cued: boolean }): SizeRole {
  const clause = place.before.split(clauseEnd).at(-1) ?? ''
  if (!tagAfter.test(place.after) && isMeasured(place, clause, said.cued)) return 'measure'
  const article =
    /(?:\s*\b(?:(?:it|this|that|they)(?:['’]s|\s(?:is|are))|an?|the|eine?[rmn]?|une?|una|la|le|el|il|du|de|in|size)\b)*\s*$/i
  const open = clause.replace(article, ' ')
  if (withdrawn.test(open) || withdrawnAfter.test(place.after)) return 'withdrawn'
  if (isOnTag(place, clause, said.text)) return isHedged(open) ? 'doubt' : 'tag'
  if (
    compared.test(open) ||
    /(?<!\p{L})me\s?\(\s*$/iu.test(place.before) ||
    worn.test(clause) ||
    bodies.test(place.after) ||
    onSomeone.test(`${clause}|${place.after}`)
  )
    return 'fit'
  if (isHedged(open) || eitherBefore.test(clause) || doubtAfter.test(place.after) || tagMissing.test(place.before))
    return 'doubt'
  // "No tags, size M" is the size of a thing without its paper tags; "no tags, M" may be a guess.
  if (!said.cued && noTag.test(place.before)) return 'doubt'
  return correction.test(place.before) ? 'correction' : 'stated'
}

/** Where a breath ends; not after the point of "ca. 40". */
const clauseEnd =
  /[;!?\n(]|,\s|(?<!(?<!\p{L})(?:ca|approx|aprox|env|entspr|gr|sz|tg|vermutl))\.\s|\s[-–—]\s|(?<!\p{L})(?:but|aber|mais|pero|ma)\s/iu
const size =
  '(?:size\\s|a\\s|an\\s|gr\\.?\\s|taille\\s|talla\\s|taglia\\s|eine?\\s|une?\\s|una\\s|la\\s|uk\\s|us\\s|eu\\s)*'
const sizeWord = `${size}(?:\\d{1,2}|x*[sml]|small|medium|large)(?![\\p{L}\\p{N}])`

/** "Fits like", "runs more like", "≈": what it compares with. */
const compared =
  /(?:(?<![\p{L}\p{N}])(?:like|likely|closer to|similar to|equivalent(?: to)?|equals?|equal to|comparable to|same as|roughly|wie|entspricht(?: eher| etwa| ca\.?)?|vergleichbar mit|eher|entspr\.?|comme|équivaut à|equivaut a|équivalent(?: à)?|correspond à|soit|plutôt|como|equivale a|equivalente a|corresponde a|tipo|más bien|come|corrisponde a|pari a|tipo|simile a|piuttosto|more|best (?:for|on)|suitable for|ideal for|perfect for|great for|good for|suits|suited (?:to|for)|for|für|for someone|between|zwischen|entre|tra|altered to|tailored to|taken in to|took it in to|hemmed to|geändert auf|zu)|[=≈~])\s*$/iu

/** A verb of fitting, wearing or being, near before it: "would fit", "I usually take", "trage sonst", "mi talla es". */
const worn = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    '(?:would|will|could|can|should|might|may|does|did|also|still|best|they|it) (?:also |still |easily |probably |best )?(?:fit|suit)',
    'fits(?! (?:guide|size))',
    'fit (?:like|more|an?|sizes?)',
    'runs? (?:like|more|closer|as)',
    'wears',
    "who(?:['’]s| is| was)",
    '(?:you|they|to) wear',
    'wearing',
    "i['’]?m(?= (?:an? )?(?:size|usually|normally|typically|generally|about|around|a|an|\\d|[sml]\\b|5|6|tall|petite|cm)\\b)",
    "i['’]?m(?= \\d)",
    'i am (?!selling|listing|not|offering)',
    '(?:i|she|he|we) (?:usually |normally |typically |always |generally |often |also )?(?:take|wear|am|measure|went|sized|need(?:ed)?|wanted|should have (?:got|gotten|bought|ordered|taken))',
    'my (?:usual|normal|own|regular)',
    'my (?:\\w+ )?(?:is|wears?|takes?)',
    '(?:usual|normal) size',
    'usually',
    'normally',
    'typically',
    '(?:sized?|went|gone|go) (?:up|down)',
    '(?:dropped|lost) ',
    'measur(?:es?|ed|ing)',
    'i was(?= an? $)',
    'comes? up (?:as|like)',
    "models?(?: (?:is|wears?|in|wearing|height|size)|['’]s|:)",
    'mannequin',
    "(?:he|she)(?:['’]s| is)",
    'passt',
    'passend',
    'geeignet',
    'fällt (?:eher |wie |aus )',
    'faellt (?:eher |wie |aus )',
    '(?:ich )?(?:trage|trägt|habe sonst|nehme)',
    'sonst(?: immer)?',
    'normalerweise',
    'misst',
    'porte(?:nt|r|z)? (?:du|un|une|généralement|habituellement|plutôt|la taille)',
    'je (?:fais|porte|suis|mets|prends|taille|mesure)',
    "d['’]habitude",
    'habituellement',
    'normalement',
    'taille (?:comme|plutôt|petit|grand|normalement)',
    'convien(?:t|dra(?:it)?)',
    'ira(?:it)? (?:à|bien|pour)',
    'va (?:bien )?(?:à|bene|per|pour)',
    'mesure',
    'quedan? (?:como|bien|tipo|una?|grande|pequeñ[oa])',
    'vien[ei] (?:bien|como)',
    'sirven? (?:para|a|de)',
    'vale (?:para|como)',
    '(?:yo )?(?:uso|suelo|gasto|llevo)',
    'lleva',
    'mide',
    'normalmente',
    'talla (?:como|más|pequeñ[oa]|grande)',
    'veste (?:come|una?|bene|da|più|piccol[oa]|grande|la|il|fino|anche)',
    'vest(?:ibilità|ono)',
    'calzano?',
    'porto',
    'indoss[oa]',
    'di solito',
    'adatt[oa]',
    'va bene',
    'misurano',
  ].join('|')})(?![\\p{L}\\p{N}])[^.;!?]{0,30}$`,
  'iu',
)

/** "A size 10 model", "people", "cm tall": a body, not a garment. */
const bodies =
  /^\s*(?:fit\b|fits?\b(?= (?:people|girl|someone))|(?:figure|person|people|lady|woman|body|frame|mannequin|model|bust|stature|feet|foot|dummy)\b|(?:and|und|et|y|e) (?:it|they) fits?\b|in stature|(?:years?|yrs?)[ -]olds?\b|girl myself)/i
const onSomeone =
  /\bon (?:a |an |my |me|our )[^|]{0,14}\|\s*(?:model|mannequin|girl|figure|frame|woman|friend|person|dummy|daughter|body|bust|form)/i

/** A guess stands right before it. */
const hedge =
  /(?:(?<![\p{L}\p{N}])(?:approx(?:imately)?|about|around|roughly|maybe|perhaps|probably|possibly|likely|estimated?|guess(?:ing|timate)|(?:i|my|best|would|a|['’]d)\sguess|i think|i believe|i['’]d say|would say|could be|might be|may be|must be|should be|seems?(?: to be)?|looks?(?: like)?|sort of|kind of|unsure|ca|circa|etwa|ungefähr|ungefaehr|vermutlich|wahrscheinlich|wohl|vielleicht|schätze|schätzungsweise|geschätzt|müsste|dürfte|könnte|würde sagen|denke|glaube|evtl|env|environ|peut-être|sans doute|probablement|je dirais|je pense|je crois|sûrement|approximativement|estimée?|aprox|aproximadamente|quizás?|tal vez|creo que(?: es)?|diría|seguramente|probablemente|puede ser|debe ser|sobre|forse|direi|credo|penso|probabilmente|dovrebbe essere|più o meno|all['’]incirca)[\s.:]*(?:sein|be|être|ser|essere|es|es ist|que es|que c['’]est|que|che sia|that)?|~)\s*$/iu
/** "About a ladies 14": whom it is for may stand between. */
function isHedged(open: string): boolean {
  return hedge.test(open) || (who.test(open) && hedge.test(open.replace(who, '')))
}

const who =
  /(?:\s(?:an?|the|ladies['’]?|lady['’]?s|(?:wo)?mens|(?:wo)?men['’]s|womans|girls['’]?|boys['’]?|kids['’]?|damen|herren|uk|us|eu|modern|modern-day|today['’]?s))+\s*$/iu
const doubtAfter = new RegExp(
  `^\\s?(?:\\?|\\)\\?|ish\\b|\\s?-ish\\b|(?:\\(?(?:i think|i guess|i believe|maybe|probably|perhaps|possibly|approx|not sure|unsure|glaube ich|denke ich|vermutlich|schätze ich|je crois|je pense|creo|credo|penso|aprox|environ|ca\\b)))|^,? (?:or|oder|ou|o|oppure|maybe) ${sizeWord}(?!\\s?(?:k|kt|ct|carats?|karat)\\b)`,
  'iu',
)
const eitherBefore = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${sizeWord},? (?:or|oder|ou|o|oppure|maybe) ${size}|(?:between|zwischen|entre|tra|fra) ${sizeWord} (?:and|und|et|y|e) ${size})$`,
  'iu',
)
/** The tag that would say the size is not there, and nothing firm follows. */
const tagMissing =
  /(?<![\p{L}\p{N}])(?:no (?:size (?:tag|label)s?|(?:tag|label)s? with size)|(?:size (?:tag|label)|größenschild|größenetikett|etikett mit (?:der )?größe|étiquette de (?:la )?taille|etiqueta de (?:la )?talla|etichetta (?:della|con la) taglia)s?[^.;!?\n]{0,12}\b(?:cut|missing|gone|removed|faded|washed|torn|ripped|fell|fehlt|raus\w*|entfernt|heraus\w*|coupée|absente|manquante|enlevée|effacée|cortada|quitada|borrada|tagliata|mancante|rimossa)|(?:sans|sin|senza|ohne|kein) (?:étiquette de taille|etiqueta de talla|etichetta (?:della )?taglia|größenschild|größenetikett|größenangabe))[^.;!?\n]{0,24}$/iu

const noTag = /(?<![\p{L}\p{N}])no (?:tag|label)s?(?: (?:left|inside))?[^.;!?\n]{0,24}$/iu

/** "Not a M", "listed as M", "nicht M": the word that is taken back. */
const withdrawn =
  /(?<![\p{L}\p{N}])(?:(?:not|isn['’]?t|isnt|wasn['’]?t|aren['’]?t|never|rather than|instead of|nicht|kein|keine|statt|pas|non pas|et non|au lieu d[eu]|no es|no son|y no|en vez de|e non|invece di|non è|anziché)|(?:listed|posted|advertised|described|put|wrote|written|typed|said|entered|ordered|reingeschrieben|geschrieben|angegeben|eingestellt|noté|écrit|indiqué|puse|escrito|indicado|scritto|messo)(?: (?:it|this|them|as|als|comme|en|como|come|that|für|up|under|was|wrongly|originally|in error|by mistake|erst|first|to))*|(?:title|photo|picture|app|website|site|shop|vinted|ebay|überschrift|titel|titre|título|titolo) (?:says|said|is|shows|sagt|dit|dice|pone))\s*$/iu
const withdrawnAfter =
  /^\s?(?:,|\.|-|–|\(|—|\s)*(?:no(?=[ ,:]|pe)|nope|sorry|oops|edit(?!\s?\d{1,2}\s?[:.)-])|correction|actually|i mean|meant|my (?:mistake|bad)|wait|korrektur|entschuldigung|sorry|nein|quatsch|sondern|pardon|désolée?|non|erratum|rectification|mais plutôt|perdón|corrección|rectifico|no,|sino|scusate|anzi|errata|correzione|non)[\s:,!.–-]{0,4}(?:(?:it['’]?s|its|is|this is|that['’]s|actually|es ist|ist|c['’]est|es|è|sorry|my mistake|the|meant|mean)[\s:,]*)*(?:an?\s|the\s|eine?\s|une?\s|una\s|la\s)?(?:size\s|gr\.?\s|größe\s|taille\s|talla\s|taglia\s|uk\s?|us\s?|eu\s?|w)*(?:\d{1,2}|x*[sml]|small|medium|large)(?![\p{L}\p{N}])/iu
const correction =
  /(?<![\p{L}\p{N}])(?:edit|correction|actually|oops|sorry|korrektur|eigentlich|sondern|in wirklichkeit|erratum|rectification|en fait|en réalité|corrección|rectifico|en realidad|sino|correzione|errata|in realtà|anzi)(?![\p{L}\p{N}])[\s:,!.-]{0,3}[^.;!?\n]{0,20}$/iu

const tagBefore =
  /(?:(?<![\p{L}\p{N}])(?:size tag|tag|label|tagged|labell?ed|marked|etikett|schild|größenschild|étiquette|etiqueta|etichetta|cartellino)(?![\p{L}\p{N}])(?! (?:fits|missing|cut|removed|gone|off|fehlt))[^.,;!?\n]{0,24})$/iu
const tagAfter =
  /^[\s,]{0,2}\(?(?:["”]\s?)?(?:(?:bust|chest|waist|inch(?:es)?)\s)?(?:(?:is )?(?:stamped |printed |marked )?(?:on|per|as per|according to|from|by|laut|lt\.?|auf|sur|d['’]après|selon|en|según|sull|secondo|da|come da)\s?(?:the |its |dem |dem |la |l['’]|['’])?\s?(?:size |care |inside |inner |inside )?(?:tag|label|etikett|schild|étiquette|etiqueta|etichetta|cartellino)|(?:tag|label|etikett|étiquette|etiqueta|etichetta)(?: size)?\))/i

function isOnTag({ after }: Place, clause: string, said: string): boolean {
  if (
    /(?<![\p{L}\p{N}])(?:tag|label|tagged|labell?ed|marked|etikett|schild|étiquette|etiqueta|etichetta)(?![\p{L}\p{N}])/iu.test(
      said,
    )
  )
    return true
  if (tagAfter.test(after)) return true
  return (
    tagBefore.test(clause) &&
    !/\b(?:no|ohne|sans|sin|senza|new|without|with|neu|mit|avec|con)\b[^.]{0,14}(?<![p{L}p{N}])(?:tag|label|etikett|étiquette|etiqueta|etichetta)/i.test(
      clause,
    )
  )
}

/** A number with a unit or a price is measured or paid, not a size. */
function isMeasured(place: Place, clause: string, cued: boolean): boolean {
  const { after } = place
  if (
    (!cued && /^\s?x\s?\d/i.test(after)) ||
    /^\s?(?:€|\$|£|euro|%|°|kg\b|g\b|lbs?\b|ml\b|den\b|denier|k\b|kt\b|ct\b|carat|karat|mm\b|m\b(?=\s(?:long|lang))|p\s?&\s?p|posted\b)/i.test(
      after,
    )
  )
    return true
  if (
    /^\s?(?:cm\b|''|″|”|"|inch|in\b\.?(?=\s*(?:$|[.,;)\n/x×]|across|flat|long|wide|pit|around|chest|inseam|leg|laid|length|tall|high|deep|all|armpit|from)))/i.test(
      after,
    ) &&
    !(cued && /^["”]/.test(after))
  )
    return true
  if (/^\s?eur\b/i.test(after) && !cued) return true
  if (/[$€£]\s?$/.test(place.before)) return true
  if (!cued && /^\s?(?:["”]\s?)?(?:chest|bust|hips?|inseam|wide\b(?! leg)|sleeve\b|drop)/i.test(after)) return true
  return (
    !cued &&
    (place.follows('measurements') ||
      /\b(?:pit|ptp|p2p|l|w|b|h|insole|absatz|heel|talon|tacco|tacón)\s?[:=]?\s?$/i.test(clause))
  )
}
