import type { Language } from '../../taxonomy/taxonomy.ts'
import type { FlawForm } from './flaw-forms.ts'

/** "Heels worn once" is praise. */
const notOften =
  '(?! (?:once|twice|only|a|an|one|two|three|few|for|to|by|with|about|maybe|just|briefly|indoors|inside|handful|couple|little|at|as|over|under|\\d))'

/**
 * A part and what happened to it, in either order, as forms over the line of folded words: "sole is coming away", "am Saum hat
 * sich die Naht gelöst", "l'anse s'effiloche". Sellers name the part and a verb where no noun names the flaw.
 */
export const damageForms: readonly FlawForm[] = [
  // What is sewn comes apart.
  {
    id: 'tear',
    form: /\bsplits? (?:at|in|on|near|along|by|up|down) (?:the |one |both |left |right |a )*(?:ankle|sole|seam|toe|heel|rubber|leather|upper|lining|crotch|back seam|side seam|back|side|underarm|armpit|pocket|shoulder|elastic|crease|gusset|arm)s?\b|\b(?:gap|opening|hole) in (?:the |a |one )*(?:\w+ )?seam\b/g,
  },
  ...both(
    'en',
    'tear',
    '(?:seam|stitch\\w*|hem|lining|strap|handle|pocket|belt loop|loop|trim|piping|edging|side|collar|cuff|sleeve|waistband|bow|popper|hook|toggle)s?',
    '(?:(?:coming|come|came|gone|going) (?:away|apart|off|down|undone|loose|open|unsewn|unpicked)|(?:given|gave|giving) way|(?:hanging|held on|holding on) (?:off|by a thread|by threads|down|loose)|dropp(?:ed|ing)|is down|unravel\\w*|detached|detaching|open(?:ed|ing) up|let go|blown|busted|burst|rip(?:ped|ping)|torn)',
  ),
  ...both(
    'en',
    'tear',
    '(?:seam|stitching|lining|strap|pocket|crotch|zip tape)s?',
    '(?:has split|have split|is split|split|splitting|splits)',
  ),
  ...both(
    'de',
    'tear',
    '(?:naht|nahte|saum|innenfutter|futter|trager|henkel|schlaufe|schleife)',
    '(?:gelost|lost sich|lost|lose|locker|offen|aufgegangen|geht auf|ist auf|abgerissen|eingerissen|ausgerissen|abgegangen|geplatzt|aufgeplatzt|aufgetrennt)',
  ),
  ...both(
    'de',
    'tear',
    '(?:tasche|kragen|armel|bund)',
    '(?:abgerissen|eingerissen|ausgerissen|aufgeplatzt|aufgetrennt|lost sich)',
  ),
  ...both(
    'fr',
    'tear',
    "(?:couture|ourlet|doublure|bretelle|anse|poche|passant|col|manche|l'ourlet|l'anse)s?",
    '(?:decousue?s?|defaite?s?|craque\\w*|dechiree?s?|arrachee?s?|se decou\\w+|qui pend\\w*|pend)',
  ),
  ...both(
    'es',
    'tear',
    '(?:costura|bajo|dobladillo|forro|asa|tirante|bolsillo|trabilla|manga)s?',
    '(?:descosid[oa]s?|rot[oa]s?|rasgad[oa]s?|desprendid[oa]s?|colgando)',
  ),
  ...both(
    'it',
    'tear',
    "(?:cucitur[ae]|orlo|l'orlo|fodera|manic[oi]|tasc(?:a|he)|spallin[ae]|passante|bretell[ae])",
    '(?:scucit[oaie]|strappat[oaie]|staccat[oaie]|rott[oaie]|saltat[oaie]|lacerat[oaie]|scollat[oaie])',
  ),
  { id: 'tear', form: /\b(?:un )?(?:pequeno |pequenito )?siete (?:en|detras|debajo)\b|\bdesgarron\w*\b/g },
  // What is glued or rubbed comes off or gets thin.
  ...both(
    'en',
    'wear',
    '(?:sole|heel|toe ?cap|rubber|insole|glue|logo|print|velcro|varnish|coating|foil|plating|leather|heel tip|finish)s?',
    '(?:(?:coming|come|came|comes|gone|going) (?:away|off|apart|unstuck|unglued|loose|soft|thin|sticky|bald)|lifting|peel\\w*|flak\\w*|separating|separated|detached|detaching|crumbl\\w*|perish\\w*|brittle|crack\\w*|thinn\\w+)',
  ),
  ...both(
    'en',
    'wear',
    '(?:elbow|knee|seat|hem|cuff|collar|corner|edge|heel|toe|sole|strap|handle|thigh|tread|tip|piping|bottom)s?',
    `(?:worn${notOften}|wearing thin|fraying|frays|fray|(?:going|gone|getting) thin|thinn\\w+|threadbare|bald\\w*|tatty|cracking|nibbled)`,
  ),
  ...both('en', 'wear', '(?:elbow|knee|seat|heel|tread|thigh)s?', '(?:a bit thin|thin|a bit shiny|shiny|going|gone)'),
  {
    id: 'wear',
    form: /\b(?:worn|thinned|threadbare|frayed|bald) (?:knees?|elbows?|seat|edges?|corners?|patch(?:es)?|spots?|areas?|heels?|soles?|toes?|cuffs?|collar|treads?|tips?|handles?|straps?|insoles?|bits?)\b|\b(?:start\w*|begin\w*|began) to (?:fray|peel|crack|wear|thin|flake|go)\b|\b(?:dried|drying) out\b|\bcrispy\b|\bthigh rub\b|\b(?:beat|beaten|bashed) up\b|\bcrep[ae] (?:su|sul|sulla|sulle|nel|nella)\b|\bgrietas? en\b/g,
  },
  ...both(
    'de',
    'wear',
    '(?:sohle|sohlen|gummi|klett\\w*|aufdruck|druck|beschichtung|leder|absatz|absatze|ecken?|kanten?|ellenbogen|ellbogen|knie|kragen|bundchen|griffe?|riemen|saum|innensohle|spitzen?)',
    '(?:(?:ab|durch)?gescheuert|abgewetzt|abgegriffen|durchgelaufen|abgelaufen|abgelatscht|dunn|bruchig|sprode|poros|speckig|abgeblattert|blattert|brockelt|franst|fransen|ausgefranst|gelost|lost sich|lost|schief|lasst nach)',
  ),
  {
    id: 'wear',
    form: /\b(?:dunn\w*|abgewetzte\w*|abgenutzte\w*|kahle|durchgescheuerte|blanke|speckige) (?:stellen?|ecken|kanten|knie)\b|\b(?:druck|knick|lauf|nutzungs|abnutzungs|alters|scheuer)(?:stellen?|spuren)\b|\b(?:franst|fransen) (?:\w+ )?aus\b/g,
  },
  ...both(
    'fr',
    'wear',
    "(?:semelle|talon|anse|poignee|coin|col|coude|genou|bord|bout|flocage|poignet|l'anse|cuir|lettre|manche|pointe|simili|bandouliere|bretelle)[sx]?",
    "(?:s'effiloch\\w+|effiloch\\w+|usee?s?|use|elimee?s?|rapee?s?|frottee?s?|craquel\\w+|ecaill\\w+|s'ecaill\\w+|pele\\w*|lustree?s?|abimee?s?|decoll\\w+|se decoll\\w+|fatiguee?s?|amincie?s?|limee?s?)",
  ),
  {
    id: 'wear',
    form: /\b(?:marques?|signes?|traces?) (?:\w+ )?(?:d'usages?|d'usures?|de port|d'utilisation|du temps|d'usages)\b/g,
  },
  ...both(
    'es',
    'wear',
    '(?:suela|tacon|tapa|asa|esquina|punta|puntera|codo|rodilla|cuello|puno|borde|pun(?:o|os)|estampado|polipiel|correa|forro)e?s?',
    '(?:gastad[oa]s?|desgastad[oa]s?|pelad[oa]s?|cuartead[oa]s?|despegad[oa]s?|despegand[oa]|levantad[oa]s?|raid[oa]s?|deshilachad[oa]s?|comid[oa]s?|agrietad[oa]s?|tocad[oa]s?)',
  ),
  ...both(
    'it',
    'wear',
    '(?:suol[ae]|tacc(?:o|hi)|manic[oi]|angol[oi]|punt[ae]|gomit[oi]|ginocchi[oa]|collo|colletto|polsin[oi]|bord[oi]|stampa|ecopelle|tracolla|cinturin[oi]|spigol[oi]|orlo)',
    '(?:consumat[oaie]|usurat[oaie]|lis[oaie]|logor[oaie]|spellat[oaie]|sfilacciat[oaie]|rovinat[oaie]|segnat[oaie]|screpolat[oaie]|scollat[oaie]|scrostat[oaie]|sciupat[oaie])',
  ),
  // What has a spot on it.
  {
    id: 'stain',
    form: /\b(?:smears?|smeared|smudg\w+|splodges?|specks? of \w+|blot|blotch\w*|grim[ey]|grubby|mucky|muddy|soiled|scribbl\w*|water ?(?:damage|stain\w*|mark\w*|spot\w*|ring\w*|line\w*)|(?:salt|tide|sweat|dirt|mud|grease|food|milk|glue|pen|biro|felt tip|make ?up|lipstick|foundation|fake tan|deo|deodorant|oil|ink|paint|bleach|grass|coffee|tea|wine|rust|wax) (?:line|mark|stain|spot|patch|patches|ring|smear|residue|transfer|splash|splashes|blob|drip)s?)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:dirty|discolou?red) (?:marks?|hem|soles?|collar|cuffs?|laces|patch(?:es)?|insoles?|spots?|uppers?|bits?)\b|\b(?:hem|soles?|collar|cuffs?|laces|insoles?|uppers?|knees?|trim|lining|bottoms?|toes?) (?:(?:is|are|a|bit|little|slightly|quite|have|has|got|gone) )*(?:dirty|marked|mucky|filthy|black)\b|\b(?:slightly|a bit|a little|lightly|bit) (?:dirty|marked|soiled)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:\w*(?:wasser|schweiss|salz|kalk|schnee|deo)(?:rand|rander|randern|spuren|flecken?)|(?:kuli|kugelschreiber|edding|filzstift|stift|farb|make ?up|deo|rost|schmutz|schuhcreme)\w*(?:strich\w*|spritzer\w*|spuren?|rander|abdruck\w*|streifen|klecks\w*)|angeschmutzt\w*|schmutzig\w*|dreckig\w*|schmuddelig\w*|verunreinigung\w*|verunreinigt\w*|spritzern?|angegraut\w*|kleckse?)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:traces?|marques?|taches?|points?) (?:d'eau|d'encre|d'herbe|d'humidite|de (?:boue|peinture|stylo|feutre|bic|fond de teint|maquillage|transpiration|sueur|gras|terre|sel|rouille|cafe|vin|colle|deodorant|deo)|jaunes?|noires?|blanches?|brunes?|jaunatres?)\b|\b(?:noircie?s?|salie?s?|encrassee?s?|grisatres?)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:marcas?|restos?|rastros?|punt(?:o|itos?)|churretes?|gotas?|cercos?) (?:\w+ )?de (?:boli\w*|tinta|pintura|maquillaje|rotulador|agua|sudor|grasa|oxido|barro|lejia|desodorante|cafe|vino|moho)\b|\b(?:sucia?s?|sucios?|manchad[oa]s?|ennegrecid[oa]s?|churretes?)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:segn[oi]|tracc(?:ia|e)|puntin[oi]|gocc[ei]\w*|schizz[oi]|residu[oi]) (?:\w+ )?di (?:penna|biro|inchiostro|trucco|fondotinta|pennarello|acqua|sudore|unto|olio|ruggine|fango|vernice|candeggina|caffe|vino)\b|\b(?:sporc[oaie]|sporchi|sporche|unt[oaie] sul\w*|annerit[oaie])\b/g,
  },
  {
    id: 'scratch',
    form: /\b(?:verres?|cadran|boitier|fermoir|boucle|cristal|cristales|esfera|caja|hebilla|lentes?|vetro|quadrante|cassa|fibbia|lenti)(?: (?:est|sont|un|peu|legerement|algo|un|poco|esta|estan|e|sono|leggermente|tout|muy|molto|minerale?|mineral)){0,3} (?:raye?e?s?|rayad[oa]s?|rigat[oaie]|graffiat[oaie]|aranad[oa]s?)\b/g,
  },
  {
    id: 'missing-button',
    form: /\b(?:perdu|perso|perdido|lost|verloren) (?:un|une|uno|il|el|le|son|deux|dos|due|a|one|its|einen) (?:bouton|bottone|boton|button|knopf)\w*\b|\beinen knopf verloren\b/g,
  },
  {
    id: 'hole',
    form: /\bmoths? (?:nips?|tracks?|trails?|graz\w+|nicks?|munches|chew\w*|marks?)\b|\bmothing\b|\bmoths? (?:has |have |s )?(?:got|had|been|nibbl\w+|doing|attack\w*|snack\w*|graz\w+|trail\w*|activity|munch\w*)\b|\bmotten\w*(?:frass|schaden|spuren)\b|\b(?:trous?|attaque) de mites?\b|\b(?:agujeros? de|comido por la) polillas?\b|\b(?:buc(?:o|hi)|buchin[oi]) (?:di|da) tarm[ea]\b/g,
  },
  // Threads, color, shape, smell.
  {
    id: 'snag',
    form: /\b(?:a|one|two|small|tiny|little|slight|few|couple of) runs?(?= (?:in|near|on|at|down|up|by|from)\b)|\bsnagg\w+\b|\b(?:pull|pulls|catch|catches|loop) (?:in|on|at|near|to) (?:the |one |left |right )*(?:knit|fabric|front|back|sleeves?|hem|weave|satin|silk|side|cuff|thread|shoulder|bum|leg)\b/g,
  },
  {
    id: 'fading',
    form: /\b(?:loss|lack) of (?:\w+ )?(?:colou?r|dye|shine|black)\b|\b(?:slightly|a bit|bit|little|quite|has|have|is|are|gone|little bit|somewhat|now|knees|seat|evenly) (?:faded|washed out)\b|\bmore (?:like )?(?:a )?(?:charcoal|gr[ae]y|dark gr[ae]y) (?:than black|now|these days)\b|\bnot as (?:black|bright|dark|vibrant|red|blue) as\b|\b(?:legerement|un peu|quelque peu|assez|couleur|devenue?|bien|leicht|etwas|algo|un poco|un po|leggermente) (?:delavee?s?|ternie?s?|passee?s?|ausgebleicht\w*|verwaschen\w*|ausgeblichen\w*|desteñid\w+|destenid\w+|descolorid\w+|scolorit\w+|sbiadit\w+|stint\w+)\b/g,
  },
  {
    id: 'discoloration',
    form: /\b(?:denim|jeans?|blue|dye|colou?r|indigo) (?:blue )?transfer\b|\bwhites? (?:has |have |is |are |bits? |parts? )*(?:gone|going|turned|turning|now) (?:a bit |a little |slightly |bit )*(?:gr[ae]y|yellow\w*|cream|off white|dingy|dull)\b|\b(?:more cream than white|dingy|(?:gone|turned|going) (?:a bit |a little |slightly |bit )*(?:yellow\w*|green|dull|gr[ae]y))\b|\b(?:vergilb|vergrau)\w+\b|\b(?:grisaille|jaunit|jaunis)\w*\b|\b(?:amarill|ingiall)(?:ead|it)\w+\b/g,
  },
  {
    id: 'repair',
    form: /\b(?:buttons?|one) (?:\w+ ){0,2}(?:is|was|has been|been) (?:a )?(?:replac\w+|swapped|resewn)\b|\bpatch(?:es)? (?:i|my|we|she|he) (?:\w+ )?(?:sewed|ironed|put|added|sewn)\b|\b(?:gestopft\w*|geflickt\w*|genahte\w*|reparierte\w*|ausgebesserte\w*) (?:stellen?|loch\w*|locher|riss\w*|naht)\b|\b(?:orlo|bottone|zip|cerniera|suola) (?:\w+ )?(?:rifatt[oa]|sostituit[oa]|cambiat[oa]|riparat[oa])\b|\babsatze? (?:\w+ )?(?:neu|erneuert)\b/g,
  },
]

/** The part, then what happened within three words, and the other way round with nothing but small words between. */
function both(language: Language, id: string, part: string, damage: string): FlawForm[] {
  return [
    {
      id,
      language,
      form: new RegExp(
        `\\b${part}(?: (?!not\\b|nicht\\b|pas\\b|non\\b|no\\b|fine\\b|good\\b|barely\\b|hardly\\b|never\\b|kaum\\b|peine\\b|apenas\\b|appena\\b|with\\b|and\\b)[\\w']+){0,3} ${damage}\\b`,
        'g',
      ),
    },
    {
      id,
      language,
      form: new RegExp(
        `\\b${damage} (?:(?:the|on|at|a|in|one|left|right|of|both|die|der|das|den|am|an|im|la|le|les|au|aux|du|el|los|las|en|del|il|lo|gli|i|nel|sul|sui|alla|sulla|small|inside|top|side|front|back|bottom|inner|outer) )*${part}\\b`,
        'g',
      ),
    },
  ]
}
