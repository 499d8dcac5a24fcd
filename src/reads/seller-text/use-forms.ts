import type { ConditionForm } from './condition-forms.ts'
import { occasionForms } from './occasion-forms.ts'

const counted = '(?:one|a single|single|just one|only one|1|two|2|three|3|a couple of|couple of|a few|few)'
/** Hours to a few days, and what one goes to: worn so often is as good as new. */
const outings =
  '(?:hours?|hrs?|mins?|minutes?|evenings?|nights?|days?|weddings?|events?|part(?:y|ies)|do|dos|occasions?|shoots?|photo ?shoots?|photos?|pictures?|weekends?|dinners?|trips?|concerts?|gigs?|cruises?|ferr(?:y|ies)|flights?|interviews?|ceremon(?:y|ies)|dates?|plays?|proms?|balls?|games?|match(?:es)?|festivals?|shows?|funerals?|christenings?|baptisms?|graduations?|meetings?|conferences?|performances?|recitals?|races?|hikes?|outings?|wears?|tries|try|holidays?|vacations?|afternoons?|mornings?|session|sessions|dance|dances|formal|gala|brunch|lunch|service|banquet|halloween|photograph|costume party|stag|hen|walk|walks|run|rounds?|reunion|test drive)'
/** Weeks to years: it was in use. */
const seasons =
  '(?:weeks?|months?|seasons?|winters?|summers?|terms?|semesters?|school years?|years?|pregnanc(?:y|ies)|bab(?:y|ies)|child|kid|springs?|autumns?)'

const english: readonly (readonly [ConditionForm['grade'], ConditionForm['band'], RegExp])[] = [
  [
    'excellent',
    2,
    new RegExp(
      `\\b(?:worn|wore|used|carried)(?: (?!not\\b|never\\b|every\\b|each\\b|daily\\b)[\\w']+){0,4}? ${counted} (?:[\\w']+ )?(?:[\\w']+ )?${outings}\\b`,
      'g',
    ),
  ],
  [
    'excellent',
    2,
    /\b(?:worn|wore|used|carried)(?: (?:it|them|this|these|only|just|maybe))* (?:on|to|for|at|in|by) (?:one|a single|1) (?!season|winter|summer|year|term|month|week|semester|owner|baby|child|person|pregnancy|school|size|side|hand|shoulder|time\b|autumn|spring)[\w']+\b/g,
  ],
  [
    'excellent',
    2,
    new RegExp(
      `\\b(?:worn|wore|used|carried)(?: (?:it|them|this|these|only|just))* (?:to|at|for) (?:a|an|my|the|our|his|her|their|prom|ascot|graduation)(?: [\\w']+){0,3}? ?(?:cousin's|sister's|friend's|brother's|son's|daughter's)? ?${outings}\\b`,
      'g',
    ),
  ],
  [
    'excellent',
    2,
    /(?:^|[.,] )(?:only |just |maybe |about )?(?:one|two|single|1|2|a single|a couple of|couple of) (?:[\w']+ )?(?:evenings?|nights?|weddings?|wears?|outings?|trips?|parties|party|events?|occasions?|dinners?|holidays?|vacations?|days?|hours?|pool days?)(?= [.,]|$| only| then| at most)/g,
  ],
  [
    'excellent',
    2,
    /\b(?:carried|out of the (?:house|box|closet|wardrobe)|been out|been on|had (?:it|them) on|saw the outside|left the (?:house|closet|drawer)) (?:only |just |like |maybe )*(?:once|twice|one time|two times)\b|\b(?:hardly|barely|scarcely|rarely) (?:ever )?(?:left (?:the|its|my)|been (?:out|on|off)|out of|carried|seen)\b|(?<!\b(?:opened|unfolded|unpacked|unwrapped|unboxed|out) (?:\w+ )?(?:for|to take) )\b(?:wedding day|one day|photos?|photoshoot) only\b|\b(?:photo|picture|pictures|photos|wedding|party|ceremony|prom) ,? ?then (?:\w+ ){0,2}(?:closet|wardrobe|drawer|box|storage|cupboard|hanger)\b|\b(?:outgrew|outgrown|too small)(?: (?:it|them|this))? (?:in (?:a|one|two) (?:day|week|blink)|within (?:days|a week|weeks)|immediately|straight away|before(?! (?:he|she|they|it|we|i) (?:could|got|had|ever|even|was|managed))|overnight|right away)\b/g,
  ],
  [
    'good',
    1,
    new RegExp(
      `\\b(?:worn|wore|used|carried)(?: (?!not\\b|never\\b)[\\w']+){0,3}? (?:one|a|an|1|two|2|three|3|four|4|5|6|\\d|several|a couple of|couple of|a few|few|some|half a|many|through|during|my|his|her|all) (?:[\\w']+ )?${seasons}\\b`,
      'g',
    ),
  ],
  [
    'good',
    1,
    /(?:^|[.,] )(?:only |just |about )?(?:one|two|three|1|2|3|a couple of|a few) (?:ski )?(?:winters?|summers?|seasons?|terms?|months?|weeks?|ski trips?|ski weeks?|school years?)(?= [.,]|$| of (?:use|wear)| only)/g,
  ],
  [
    'good',
    1,
    /\b(?:worn|used|carried|wore (?:it|them|this)) (?:daily|every ?day|every (?:week|weekend|sunday|winter|summer)|most days|weekly|weekends|constantly|all the time|non stop|regularly|loads|lots|for (?:years|ages|work)|for \d+ years)\b|\bmy (?:every ?day|go to|daily|favou?rite)\b(?= (?:for|all|last|these)\b)|\b(?:years|months) of (?:sundays|wear|use|service|love)\b|\bused to (?:wear|live in) (?:it|them|this|these)\b|\bwashed (?:a lot|loads|often|many times|lots)\b|\bi(?: ve| have|'ve)? (?:worn|wore) (?:it|them|this|these)(?= (?:to|at|on|for|with|all|around|when|in)\b)|(?:^|[.,&] )worn(?= [.,&]|$)|\b(?:outgrew|outgrown)(?: (?:it|them|this|these))? in (?:a|one|two) months?\b/g,
  ],
  [
    'new-without-tags',
    4,
    /\b(?:none|neither|nothing|not one)(?: (?:of (?:them|these)))? (?:\w+ )?(?:worn|used|opened)\b|\b(?:both|all|one|others?|rest|pack|packs|pair|pairs|box|bag|packet|pouch|still|factory) (?:is |are |still |both |all )*sealed\b|(?:^|[.,] )sealed(?= [.,]|$| in)|\bnever (?:put (?:it |them )?on|on my|been on|had (?:it|them) on|saw|out|made it (?:out|past|on))\b|\bnever got (?:round |around )?to (?:wear\w*|use\w*|using)\b|\bstill (?:folded|pinned|wrapped|boxed|packaged|packed|in (?:the |its |their )?(?:box|boxes|wrapping|wrapper|tissue|cellophane|original box|shrink wrap|blister))\b|\b(?:unboxed|unwrapped) only\b|\bnever (?:opened|unboxed|unwrapped|unpacked|taken out)\b|\b(?:gift|present) (?:\w+ ){0,3}(?:never|didn't|doesn't)\b|\b(?:bought|brought) (?:but|and) never\b|\bunopened\b/g,
  ],
  [
    'new-with-tags',
    4,
    /\b(?:(?:still|fully) (?:tagged|ticketed)|all (?:tagged|ticketed)(?= [.,]|$| and (?:new|unworn|never|unused)| new| unworn))\b|\btagged(?= [.,]|$| and (?:new|unworn|never))|\btags? (?:are |is )?(?:still )?(?:on|hanging) (?:a|the|its) (?:string|sleeve|cuff|neck|loop)\b|\btags? (?:still )?(?:hanging|dangling)\b|\bunworn (?:and |, )?(?:tagged|with tag)/g,
  ],
  [
    'fair',
    2,
    /\b(?:work|hard|heavily|over) ?worn\b|\b(?:for|as) (?:painting|paint|decorating|gardening|messy|muddy|dirty|rough|garage|barn|stable|yard|farm|camping|dog|play|pajama|lounging|sleeping|house) (?:in|it|clothes|work|jobs?|play|walks?|wear|only|painting)\b|\b(?:workwear|barn|yard|mowing|lawn|garden|gardening|painting|chore|play|farm|fishing|decorating|garage|dog ?walking) (?:coat|jacket|jeans|jumper|clothes|condition|shirt|trousers|tee|shoes|boots|hoodie|sweater) now\b|\bold (?:gardening|painting|decorating|work) (?:jumper|jeans|shirt|clothes|sweater|hoodie|coat|trousers)\b|\b(?:thrashed|trashed|hammered|clapped|cooked|beat|haggard|wrecked|roughed up|used and abused|worn hard|hard used|worn to (?:bits|pieces)|been through (?:it|the wars|a lot)|seen some things|done its time)(?= [.,&]|$)|\bused hard\b|\b(?:felted|shrunk|shrank|ruined) in (?:the |a )?(?:wash|dryer|tumble)\b/g,
  ],
]

const others: readonly (readonly [ConditionForm['grade'], ConditionForm['band'], RegExp])[] = [
  // German.
  [
    'excellent',
    2,
    /\b(?:ein(?:en|e|er|em)?|1|zwei|2|paar|wenige) (?:\w+ )?(?:abend|abende|abenden|nachmittag|tag|tage|tagen|stunden?|hochzeit|feier|party|anlass|urlaub|taufe|kommunion|event|ball|abiball|veranstaltung)(?: \w+){0,3} (?:getragen\w*|angehabt|an|benutzt|angezogen)\b|\b(?:zur|zum|fur|auf|bei|an)(?: \w+){1,4} getragen\w*\b|\b(?:einmal|zweimal|1x|2x|ein mal|zwei mal) (?:an|ausgefuhrt|draussen|dran|auf|dabei|im einsatz|getragen|benutzt)\b|\bnur (?:ein|zwei|drei|wenige) mal\b/g,
  ],
  [
    'good',
    1,
    /\b(?:ein(?:en|e|er|em)?|1|zwei|2|drei|3|paar|wenige|mehrere|einige|\d) (?:winter|sommer|saison|saisons|woche|wochen|monat|monate|monaten|jahr|jahre|skiurlaube?)(?: \w+){0,3} (?:getragen\w*|angehabt|benutzt|gebraucht|alt|in gebrauch|genutzt)\b|\b(?:habe?n?|hab|hat|hatte) (?:ich |er |sie |wir )?(?:ihn|sie|es|das|die|den) (?:\w+ ){0,3}(?:gern|gerne|oft|viel|getragen|angehabt)\b|\btaglich getragen\w*\b/g,
  ],
  [
    'new-without-tags',
    4,
    /\b(?:noch )?(?:eingepackt|eingeschweisst|verpackt|versiegelt|eingetutet|in (?:der )?folie|in (?:der )?originalverpackung|ovp)\b|\b(?:ungeoffnet|unausgepackt|nie (?:aus|angezogen|ausgefuhrt|zum einsatz))\w*\b|\b(?:geschenk|fehlkauf)(?: \w+){0,3} (?:nie|nicht) \w+\b|\b(?:hing|hangt|lag|liegt) nur (?:im|in)\b|\b(?:alle|beide) (?:noch )?(?:neu|zu|verpackt)\b/g,
  ],
  [
    'new-with-tags',
    4,
    /\b(?:mit|inkl|noch) (?:original)?(?:preisschild\w*|preisetikett\w*|hangetikett\w*|ladenetikett\w*|hangtag\w*)\b|\b(?:neu|ungetragen) (?:mit )?(?:etikett|schild|label)\b|\b(?:etikett|schild)\w* (?:ist |sind )?(?:noch )?(?:dran|drin|daran|angebracht)\b/g,
  ],
  [
    'fair',
    2,
    /\b(?:baustelle|garten|matsch|stall|werkstatt|garage|renovieren|streichen|spielplatz|kita|kindergarten)(?:tauglich|hose|klamotten|kleidung)?(?= (?:gesehen|ok|tauglich|geeignet))|\b(?:als|fur die|fur den|furs|zum) (?:baustelle|garten|gartenarbeit|matsch|stall|werkstatt|arbeiten|renovieren|streichen|spielen|matschen|haus|hausputz|gassi\w*|zuhause|daheim)\b|[.,] (?:nur (?:noch )?)?(?:fur|furs) (?:zuhause|daheim|zu hause|haus|sofa)\b/g,
  ],
  // French.
  [
    'excellent',
    2,
    /\b(?:portee?s?|mise?s?|utilisee?s?|servi)(?: (?!jamais|pas)\w+){0,3}? (?:une?|1|deux|2|le temps d'une?|un seul|une seule|quelques) (?:\w+ )?(?:soirs?|soirees?|jours?|journees?|heures?|mariages?|fetes?|ceremonies?|baptemes?|occasions?|week ends?|apres midis?|evenements?|diners?|bals?|galas?|sorties?|voyages?|sejours?|seances?|essayages?|concerts?)\b|\b(?:portee?s?|mise?s?) (?:seulement |juste |que )?(?:pour|a|lors d'|au) (?:une?|un|mon|ma|le|l')? ?(?:\w+ )?(?:mariage|bapteme|ceremonie|communion|soiree|bal|gala|fete|reveillon|cocktail|entretien)\b|[.,] quelques (?:sorties|heures|jours)(?= [.,]|$)/g,
  ],
  [
    'good',
    1,
    /\b(?:portee?s?|mise?s?|utilisee?s?|servi)(?: (?!jamais|pas)\w+){0,3}? (?:une?|1|deux|2|trois|3|quelques|\d|plusieurs) (?:\w+ )?(?:mois|semaines?|hivers?|etes?|saisons?|ans?|annees?|bebes?|enfants?|grossesses?|printemps|rentrees?)\b|\b(?:servi|serviee?s?) (?:a|pour|par) (?:un|une|mon|ma|deux|mes)\b|\bportee?s? (?:par|regulierement|souvent|quotidiennement|tous les)\b|\bje l'ai (?:porte|mis|mise|portee)\b(?! (?:une|deux|qu'une|peu))/g,
  ],
  [
    'new-without-tags',
    4,
    /\b(?:sous|dans (?:son|leur|l'|sa)) ?(?:emballage\w*|blister|plastique|sachet|film|pochette d'origine)\b|\b(?:cadeau|achat)(?: \w+){0,3} jamais\b|\bjamais (?:sortie?s?|ouverte?s?|deballee?s?|enfilee?s?|utilisee?s?|chaussee?s?)\b|\b(?:scelle|emballe)e?s?\b(?= [.,]|$)/g,
  ],
  [
    'new-with-tags',
    4,
    /\b(?:neuf|neuve|neufs|neuves)(?: (?:et|encore|toujours|,))? ?(?:etiquet\w+|tags?)\b|\betiquete\w*\b(?! (?:en )?\d)|\betiquette\w* (?:en place|accrochee?s?|dessus|d'origine|attachee?s?)\b/g,
  ],
  [
    'fair',
    2,
    /[.,] (?:bien |juste |plutot |plus que |ok |parfait |ideal |nickel )*pour (?:la maison|trainer|trainer a la maison|le jardin|jardiner|bricoler|le bricolage|les travaux|peindre|la campagne|le sport|dormir)(?= [.,]|$)|\bpour (?:bricoler|jardiner|peindre|trainer|les travaux|le bricolage)\b/g,
  ],
  // Spanish.
  [
    'excellent',
    2,
    /\b(?:usad|puest|llevad|estrenad)[oa]s?(?: (?!nunca|no)\w+){0,3}? (?:una?|1|dos|2|un par de|unas|unos|pocos|pocas) (?:\w+ )?(?:noches?|dias?|tardes?|ratos?|horas?|bodas?|eventos?|fiestas?|ocasion(?:es)?|veces|puestas?|comunion|bautizo|cena|viajes?|finde|graduacion|nochevieja)\b|\b(?:solo |se )?(?:us[oe]|puse|llev[oe]|puso)(?: \w+)? (?:en )?(?:una?|dos|un par de) (?:\w+ )?(?:noche|dia|tarde|rato|vez|veces|boda|evento|fiesta|ocasion)\w*\b/g,
  ],
  [
    'good',
    1,
    /\b(?:usad|puest|llevad)[oa]s?(?: (?!nunca|no)\w+){0,3}? (?:una?|1|dos|2|tres|un par de|unos|unas|varios|varias|\d) (?:\w+ )?(?:mes|meses|semanas?|inviernos?|veranos?|temporadas?|anos?|ninos?|embarazos?|cursos?)\b|\b(?:lo|la|los|las) (?:us[oeaó]|usaba|llev[eoa]|llevaba|puse|puso|usamos|he llevado|he usado)\b(?! (?:una|poco|nada|nunca|un dia))|\b(?:de|[.,]) (?:un|dos|1|2) (?:inviernos?|veranos?|temporadas?)(?= [.,]|$)/g,
  ],
  [
    'new-without-tags',
    4,
    /\b(?:sin (?:abrir|sacar|desembalar|quitar|desprecintar)|nunca (?:abiert|sacad|estrenad|salid)[oa]s?|sellad[oa]s?|en su (?:embalaje|caja|bolsa|plastico|envoltorio))\b|\bregalo(?: \w+){0,3} (?:nunca|sin|no)\b/g,
  ],
  [
    'new-with-tags',
    4,
    /\b(?:nuev[oa]s?|sin (?:usar|estrenar)) (?:y |, )?(?:etiqueta\w*|etiquetad[oa]s?)\b|\b(?:con|tiene|lleva) (?:la |su |sus |las )?etiquetas? (?:puesta|original|aun|todavia|colgando)\w*\b|\betiquetad[oa]s?\b(?! (?:como|de))/g,
  ],
  [
    'fair',
    2,
    /\bpara (?:estar|andar|ir) (?:en|por) casa\b|[.,] (?:solo )?(?:para|de) (?:casa|estar en casa|andar por casa|el campo|la huerta|pintar|batalla|la obra|trabajar)(?= [.,]|$)/g,
  ],
  // Italian.
  [
    'excellent',
    2,
    /\b(?:indossat|usat|mess|portat|calzat)[oaie](?: (?!mai|non)\w+){0,3}? (?:una?|1|un'|due|2|un paio di|poche|pochi|qualche) ?(?:\w+ )?(?:ser[ae]|serat[ae]|giorn[oi]|giornat[ae]|or[ae]|cerimoni[ae]|matrimoni[oi]?|event[oi]|fest[ae]|occasion[ei]|volt[ae]|cen[ae]|compleann[oi]|comunione|battesimo|laurea|weekend|uscit[ae])\b/g,
  ],
  [
    'good',
    1,
    /\b(?:indossat|usat|mess|portat|calzat)[oaie](?: (?!mai|non)\w+){0,3}? (?:una?|un'|1|due|2|tre|un paio di|pochi|poche|qualche|\d) ?(?:\w+ )?(?:mes[ei]|settiman[ae]|invern[oi]|estat[ei]|stagion[ei]|ann[oi]|bimb[oi]|gravidanz[ae])\b|\busat[oaie] un'(?:estate|unica estate)\b|\bl'ho (?:usat|mess|indossat|portat)[oa]\b(?! (?:una|poco|solo|pochissimo|mai))|[.,] (?:un|due|1|2) (?:inverni?|estati|stagioni)(?= [.,]|$)/g,
  ],
  [
    'new-without-tags',
    4,
    /\b(?:mai (?:apert|uscit|provat|tolt|calzat)[oaie]|sigillat[oaie]|ancora (?:imbustat|confezionat|impacchettat|sigillat|nella (?:confezione|scatola|busta)|in confezione)\w*|nella (?:sua )?confezione(?: originale)?)\b|\bregalo(?: \w+){0,3} mai\b/g,
  ],
  [
    'new-with-tags',
    4,
    /\b(?:nuov[oaie]|mai (?:indossat|usat|mess)[oaie]) (?:e |, |ancora )?(?:con )?(?:cartellin\w+|etichett\w+|targhett\w+)\b/g,
  ],
  [
    'fair',
    2,
    /[.,] (?:solo |ormai |buon[oa] |va bene |ok )*(?:per|da) (?:casa|stare in casa|stare a casa|lavoro|lavori|giardinaggio|l'orto|dormire|imbiancare|battaglia)(?= [.,]|$)|\bper (?:stare in casa|fare i lavori|l'orto)\b/g,
  ],
]

/** What the text must hold for any of a group of forms to be worth trying. */
const needsEnglish =
  /\b(?:worn|wor[ek]|used|carried|been|left|only|then|outgr|my|years|months|none|neither|nothing|sealed|never|still|gift|present|bought|brought|unopened|unboxed|unwrapped|tag|unworn|for|as|old|thrashed|trashed|now|hard|one|two|three|single|couple|few|just|beat|done|seen|wrecked|i)/
const anything = /^/

/** How often and how long it was worn, by whom and at what: said in a sentence rather than as a grade. */
export const useForms: readonly ConditionForm[] = [
  ...english.map(([grade, band, form]) => ({ grade, band, form, needs: needsEnglish })),
  ...occasionForms,
  ...others.map(([grade, band, form]) => ({ grade, band, form, needs: anything })),
]
