import type { FlawForm } from './flaw-forms.ts'

const few = '(?:a|an|one|two|some|few|small|tiny|little|slight|light|faint|minor|odd|several|couple of)'
const worn =
  'elbows?|seat|knees?|thighs?|bum|bottom|cuffs?|collar|back|lapels?|coudes?|genoux|fesses|fond|codos?|rodillas?|trasero|gomiti|ginocchi[oa]?|sedere|ellbogen|ellenbogen|knien?|gesass|hintern|hosenboden'
const decoration =
  'sequins?|beads?|glitter|rhinestones?|gems?|diamantes?|crystals?|studs?|feathers?|fur|fluff|tinsel|foil|fringing'

/**
 * Use, wear and care that is told in passing, by what happens to a kind of thing: wool felts, elbows shine, velcro gathers fluff,
 * backs of slippers are trodden down, footbeds take the foot's print.
 */
export const telltaleForms: readonly FlawForm[] = [
  // Cloth that felts or mats. "Felted wool" by itself is a fabric.
  {
    id: 'wear',
    form: /\b(?:slight|some|a bit of|bit of|light|a little|little|mild|minor) (?:felting|matting|fuzz|fuzzing|fuzziness)\b(?! balls?)|\b(?:felting|matting|matted) (?:at|on|in|under|around|from|inside|near)\b|\b(?:slightly|a bit|a little|bit|has|have|gone|is|are) (?:felted|matted)\b|\b(?:leicht|etwas|stellenweise) (?:ver)?filzt\w*\b|\bverfilz(?:t|te|ter|tes|ung|ungen)\b|\b(?:un peu|legerement) feutree?s?\b|\b(?:un poco|algo|ligeramente) (?:apelmazad|enfurtid|afieltrad)[oa]s?\b|\b(?:apelmazad|infeltrit)[oaie]s?\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:velcro|klett\w*|scratch|scratchs|strappo|hook and loop)(?: (?:is|are|a|bit|little|got|has|gone|quite|ist|etwas|un|peu|est|plein|pieno|lleno|con|de|di|voll|voller|full|of|algo|po))* (?:furry|fluffy|fuzzy|hairy|lint|linty|fluff|fuzz|fusselig|fussel\w*|pelucheux|peluches|pelusas?|pelucchi|pelos|peli)\b/g,
  },
  // Cloth that shines where one sits and leans.
  {
    id: 'wear',
    form: new RegExp(
      `\\b(?:${worn}) (?:(?:is|are|a|bit|little|slightly|has|have|un|peu|sont|con|algo|poco|po|etwas|leicht|some|going|gone|getting) )*(?:shine|shiny|shining|glossy|lustree?s?|brillantes?|brillos?|lucid[oaie]|glanzen|glanzt|glanzend|blank)\\b|\\b(?:shine|shiny|shining|lustree?|brillos?|brilla|lucid[oaie]|glanzt|glanz) (?:(?:at|on|around|from|patch|patches|to|the|both|aux|au|en|los|las|el|la|ai|alle|sui|sulle|sul|an|am|den|der|les|patina) )+(?:${worn})\\b`,
      'g',
    ),
  },
  // Edges that lost their shape.
  {
    id: 'wear',
    form: /\b(?:corners?|edges?)(?: (?:is|are|a|bit|little|slightly|have|has|getting|gone|all|quite))* (?:soft|softened|softening|rounded|rubbed|bumped|blunted|dulled|darkened|furry|fluffy|bashed|dinged|knocked)\b|\b(?:softened|rubbed|bumped|knocked|bashed|dinged) (?:corners?|edges?)\b|\b(?:ecken|kanten)(?: (?:sind|etwas|leicht|ein|wenig))* (?:weich|bestossen|angestossen|abgerundet|abgerieben|rund|berieben)\b|\bcoins?(?: (?:sont|un|peu|legerement))* (?:adoucis?|emousses?|marques?|frottes?|tasses?|arrondis|blanchis)\b|\besquinas?(?: (?:estan|un|poco|algo|ligeramente))* (?:rozad|tocad|redondead|ablandad|golpead)[oa]s\b|\bangol[oi](?: (?:sono|un|po|leggermente))* (?:smussat|ammorbidit|segnat|arrotondat|ammaccat)[oi]\b/g,
  },
  // Backs of shoes trodden down, footbeds with the foot's print.
  {
    id: 'wear',
    form: /\b(?:heels?|backs?|heel counters?|counters?)(?: (?:is|are|a|bit|little|slightly|have|been|got|has))* (?:trodden|crushed|squashed|flattened|stepped on|squished|folded down|collapsed)\b|\b(?:trodden|squashed|crushed|stepped) (?:down|on|in) (?:at the )?(?:heels?|backs?)\b|\bdown at (?:the )?heels?\b|\b(?:runter|herunter|nieder|platt|ein|ab|schief)getreten\w*\b|\b(?:talons?|contreforts?|arrieres?)(?: (?:sont|est|un|peu))* (?:ecrases?|tasses?|affaisses?)\b|\b(?:talon|talones|contrafuertes?)(?: (?:esta|estan|un|poco|algo))* (?:aplastad|pisad|chafad|hundid)[oa]s?\b|\b(?:tallon[ei]|dietro|contraffort[ei])(?: (?:sono|e|un|po))* (?:schiacciat|calpestat|sfondat)[oaie]\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:insoles?|footbeds?)(?: (?:is|are|a|bit|little|slightly|have|has|show|shows|some|with))* (?:marked|imprints?|imprinted|footprints?|toe ?prints?|compressed|flattened)\b|\b(?:foot|toe|heel) (?:imprints?|impressions?|prints?)\b|\b(?:fussbett|innensohle\w*|einlegesohle\w*)(?: (?:ist|sind|etwas|leicht|mit|hat|haben))* (?:dunkel|fussabdruck\w*|abdruck\w*|eingelaufen|verfarbt\w*|platt)\b|\bsemelles?(?: (?:interieures?|est|sont|un|peu|legerement))* (?:marquees?|marquee|noircies?|tassees?)\b|\bempreintes? (?:de|du|des) pieds?\b|\b(?:plantillas?|suelas?)(?: (?:interior|interiores|esta|estan|un|poco|algo))* marcadas?\b|\bhuellas? (?:de|del|de los) pies?\b|\b(?:solett[ae]|suol[ae]|sottopied[ei])(?: (?:intern[ae]|e|sono|un|po|leggermente))* segnat[aeio]\b|\bimpront[ae] (?:del|dei|di) pied[ei]\b/g,
  },
  // What is sewn or glued on falls off.
  {
    id: 'wear',
    form: new RegExp(
      `\\b(?:${decoration})(?: (?:is|are|a|bit|little|still|some|keeps?|has|have|been|slightly|starting|to))* (?:shed|shedding|sheds|dropping|drops?|falling|falls?|moulting|molting|coming|comes?|escaping|loosening)\\b|\\b(?:shed|sheds|shedding|dropping|drops|losing|loses|moults|molts|lost) (?:(?:a|few|the|some|its|their|odd|bit|of|little|couple|one|two|several) )*(?:${decoration})\\b|\\bloose (?:${decoration})\\b`,
      'g',
    ),
  },
  {
    id: 'wear',
    form: /\b(?:paillette\w*|strass\w*|perle\w*|brillantin[oi]|perlin[ea]|lustrin[ie]|glitzer\w*|steinchen|lentejuelas?|cuentas|plumas?|piedras?|brillos|piume|borchie|sequins|plumes)(?: (?!non\b|nicht\b|pas\b|no\b)\w+){0,2} (?:tombent|partent|detachent|decollent|caen|sueltan|despegan|desprenden|staccano|stacca|cadono|perdono|saltat[ei]|losen|fallen|gehen|abgefallen|abgegangen|perdues?|staccat[ei])\b|\b(?:perd|perdent|pierde|pierden|perde|perdono|verliert|verlieren)(?: (?:quelques|ses|des|ligeramente|algunas|le|gli|i|un|po|di|alcune|ein|paar|etwas))* (?:paillettes|strass|perles|plumes|poils|lentejuelas|plumas|brillantini|perline|pailletten|perlen|steinchen|glitzer|federn|haare|pelo)\b/g,
  },
  // Specks of what was spilled.
  {
    id: 'stain',
    form: /\b(?:paint|ink|bleach|grease|oil|mud|blood|coffee|sauce|rust|makeup|make up|foundation|glue|resin|tar|sap|wax|chlorine|toothpaste|food|dirt) (?:specks?|flecks?|dots?|dabs?|spatters?|splatters?|freckles?|streaks?|spots?|marks?|blobs?|patch|patches)\b|\b(?:specks?|flecks?|dabs?|dots?|spatters?|splatters?|streaks?|blobs?|traces?) of (?:paint|ink|bleach|grease|oil|mud|blood|wine|coffee|tea|sauce|rust|makeup|make up|glue|resin|tar|wax|dirt|toothpaste|chocolate|food)\b|\b(?:farb|lack|tinten|rost|ol|fett|chlor|kaffee|wein|schlamm|kleber)(?:punkt|punkte|punktchen|sprenkel|tupfer|kleckser|fleckchen)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:taches?|tachee?s?|tachetee?s?|eclabousse\w*) (?:(?:de|d'|a la|par|la) ?)*(?:javel|peinture|encre|rouille|huile)\b|\b(?:manchad|salpicad)[oa]s? (?:de|con) (?:lejia|pintura|tinta|oxido|aceite|grasa)\b|\b(?:macchiat|schizzat)[oaie] (?:di|con) (?:candeggina|vernice|inchiostro|ruggine|olio)\b/g,
  },
  // White that greys or yellows in the wash and with the years.
  {
    id: 'discoloration',
    form: /\b(?:gr[ae]y|yellow|pink|brown|cream)(?:ish|y) (?:now|from|after|these days|due)\b|\b(?:gr[ae]y|yellow|pink|off white|dingy|dull) (?:from|after|with) (?:the |many |too many |repeated |lots of |age|a few |several |being )*(?:wash\w*|age|laundry|time|wear|years)\b|\b(?:gone|going|turned|turning|looks?|looking) (?:a bit |a little |slightly |quite |bit )*(?:gr[ae]yish|yellowish|pinkish|greyed|grayed|dingy)\b|\b(?:grau|gelb|gelblich|graulich|rosa) (?:geworden|vom waschen|durchs waschen)\b|\b(?:devenue?s? |un peu |legerement )(?:grisee?s?|grisatre|jaunatre|grise (?:au|avec les) lavages?)\b|\b(?:grisace[oa]s?|amarillent[oa]s?) (?:por|de|con) (?:los |el |la )?(?:lavad\w+|tiempo|uso|edad)\b|\b(?:grigiastr|giallastr|giallin)[oaie] (?:per|da|dai|con|dopo) \w+\b/g,
  },
  // Small cuts and knocks.
  {
    id: 'scratch',
    form: new RegExp(
      `\\b${few} (?:small |tiny |little |light )?(?:nicks?|gouges?|dings?|dinks?|knocks?|scrapes?|grazes?)\\b|\\b(?:nicks?|gouges?|dings?|dinks?|scrapes?|grazes?) (?:on|in|at|to|near|along) (?:the|one|both|left|right|its)\\b|\\b(?:kerben?|schrammen?|abschurfung\\w*|dellchen)\\b|\\b(?:entailles?|petits? (?:coups?|chocs?|impacts?)|eraflures?|eraflee?s?)\\b|\\b(?:muescas?|mellas?|golpecitos?|raspon(?:es|cito)?|raspad[oa]s?)\\b|\\b(?:taglietti?|intaccatur[ae]|sbucciatur[ae]|strisciat[ae])\\b`,
      'g',
    ),
  },
  // "Botones (falta uno)": the thing, then how many of it are gone.
  {
    id: 'missing-button',
    form: /\b(?:buttons?|poppers?|snaps?)(?: \w+){0,2} , (?:but |just |only )?(?:one|two|1|2|3|three|a couple|a few|top|bottom|last|the \w+)(?: (?:one|is|are|of them|has|have))* (?:missing|gone|lost|fell off|came off|broken|loose)\b|\b(?:knopf|knopfe|knopfen|druckknopfe)(?: \w+){0,2} , (?:aber |nur )?(?:einer|eins|zwei|drei|1|2|3|der \w+)(?: (?:davon|ist|sind))* (?:fehlt|fehlen|ab|verloren)\b|\b(?:boutons?|pressions?)(?: \w+){0,2} , (?:mais |il |en |un |deux |1 |2 )*(?:manque|manquant|manquants|perdu|perdus|en moins)\b|\bbotones(?: \w+){0,2} , (?:pero |le |les )?(?:falta|faltan) (?:uno|dos|1|2|alguno|el \w+)\b|\bbotones(?: \w+){0,2} , (?:uno|dos|1|2) (?:menos|perdido|suelto)\w*\b|\bbotton[ei](?: \w+){0,2} , (?:ma |ne |uno |due |1 |2 )*(?:manca|mancano|mancante|perso|staccato)\b/g,
  },
  // "Worn out cuffs": the state before the part.
  {
    id: 'wear',
    form: /\b(?:worn out|worn down|tatty|bobbly|scruffy|tired|ratty|knackered|raggedy|tattered) (?:(?:on|at|the|left|right|inner|outer|toe|heel) )*(?:cuffs?|collars?|knees?|elbows?|heels?|soles?|edges?|hems?|toes?|insoles?|straps?|handles?|corners?|seat|lining|laces|treads?|tips?|elastic|pockets?|neck\w*|waistband|seams?|piping)\b|\b(?:cuffs?|collars?|knees?|elbows?|heels?|soles?|hems?|toes?|insoles?|straps?|handles?|lining|treads?|outsoles?)(?: (?:is|are|a|bit|little|quite|slightly|pretty|looking|getting))* (?:worn out|worn smooth|worn flat|tatty|scruffy|ratty|tattered|raggedy|thinning)\b/g,
  },
]
