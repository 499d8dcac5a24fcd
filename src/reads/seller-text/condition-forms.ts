import type { Language } from '../../taxonomy/taxonomy.ts'

/**
 * How sellers say a grade beyond set phrases, as forms over the line of folded words (see word-line.ts). `band` is how outright
 * it is said: 4 never worn, 3 a named grade, 2 how often it was worn, 1 that it was used at all. The highest band is the grade. `needs`: what the line must hold for the form to be worth trying.
 */
export type ConditionForm = { grade: string; band: 1 | 2 | 3 | 4; form: RegExp; needs: RegExp }

const state = '(?:condition|conditions|conditon|condtion|cond|con(?= [.,/&]|$)|shape|nick|order|state|clothes|wear)'
const kind =
  '(?:,? ?(?:overall|used|vintage|pre ?owned|second ?hand|pre ?loved|general|all round|secondhand|worn|cosmetic|structural|physical|clean|over all))*'
const nights =
  '(?:hours?|hrs?|minutes?|mins?|days?|evenings?|nights?|weddings?|events?|party|parties|occasions?|photoshoots?|photos|wears?|weekends?|dinners?|trips?|concerts?|gigs?)'
const few = '(?:one|two|three|a|an|the|single|a couple|couple|a few|few|a handful of|[1-5]|1 2|2 3)'

/** A form is tried only where its word for state is in the text: forty of them on every text take a third of a millisecond. */
const stateWords: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:con|shape|nick|order|state|clothes|wear)/,
  de: /zustand|erhalten|gepflegt|schuss/,
  fr: /\b(?:etat|condition|conserv|entreten|soign)/,
  es: /\b(?:estado|condicion|conserv|cuidad)/,
  it: /\b(?:stat[oi]|condizion|tenut|conserv)/,
}
const anything = /^/

/** A grade before or after the word for state: "très bon état", "Zustand: gut", "in great used condition". */
function graded(grade: string, words: Readonly<Record<'en' | 'de' | 'fr' | 'es' | 'it', string>>): ConditionForm[] {
  const forms: readonly [Language, string][] = [
    ['en', `(?:${words.en})${kind} ${state}`],
    [
      'en',
      `(?:condition|cond|shape) (?:[,.] )?(?:(?:is|was|are|still|used|overall|it s|in) (?:, )?)*(?:${words.en})(?= [,.&]| and| with| but| apart| except| for|$)`,
    ],
    ['de', `(?:${words.de}) (?:gebrauchte[rnm]? |getragene[rnm]? )?(?:zustand\\w*|erhalten\\w*|gepflegt|in schuss)`],
    ['de', `(?:gesamt)?zustand (?:[,.] )?(?:(?:ist|war|noch|insgesamt|wirklich|absolut) )*(?:${words.de})`],
    ['fr', `(?:${words.fr}) (?:etat|condition|conservee?s?|entretenue?s?|soignee?s?)`],
    ['fr', `etat (?:general )?(?:[,.] )?(?:(?:est|encore|vraiment) )*(?:${words.fr})`],
    ['es', `(?:${words.es}) (?:estado|condicion\\w*|conservad\\w*|cuidad\\w*)`],
    ['es', `(?:estado|condicion|condiciones) (?:general )?(?:[,.] )?(?:(?:es|esta|estan|muy) )*(?:${words.es})`],
    ['it', `(?:${words.it}) (?:stat[oi]|condizion\\w+|tenut\\w+|conservat\\w+)`],
    [
      'it',
      `(?:stato|condizioni|condizione|tenut\\w+) (?:general[ei] )?(?:[,.] )?(?:(?:e|sono|ancora|molto|davvero) )*(?:${words.it})`,
    ],
  ]
  return forms.map(([language, form]) => ({
    grade,
    band: 3,
    needs: stateWords[language],
    form: new RegExp(`\\b${form}\\b`, 'g'),
  }))
}

const grades: readonly ConditionForm[] = [
  ...graded('excellent', {
    en: 'near mint|mint|immaculate|pristine|perfect|perf|excellent|excelent|exc|superb|fantastic|amazing|great|fabulous|fab|outstanding|exceptional|flawless|beautiful|wonderful|stunning|awesome|incredible|brilliant|tip top|top|like new|as new|almost new|nearly new|spotless|gorgeous|phenomenal|a1|spectacular|super|stellar|terrific|splendid|marvell?ous|unbelievable|faultless|lush|showroom|museum quality|impeccable|unworn looking',
    de: 'neuwertig\\w*|sehr gut\\w*|top|super|tadellos\\w*|einwandfrei\\w*|perfekt\\w*|hervorragend\\w*|ausgezeichnet\\w*|best\\w*|wunderbar\\w*|toll\\w*|makellos\\w*|1a|spitzen|prima|absolut neu\\w*|fast neu\\w*|wie neu',
    fr: 'tres bon|tres bien|excellent|parfait\\w*|superbe|impeccable\\w*|super|neuf|top|magnifique|nickel|irreprochable|quasi neuf|comme neuf|exceptionnel',
    es: 'excelente\\w*|perfect[oa]s?|muy buen[oa]?s?|impecable\\w*|optim[oa]s?|inmejorable\\w*|estupend[oa]s?|como nuev[oa]|genial|fantastic[oa]s?|muy bien',
    it: 'ottim[oaei]|perfett[oaei]|eccellent[ei]|splendid[oaei]|impeccabil[ei]|pari al nuovo|come nuov[oaei]|ben(?:e|issimo)|stupend[oaei]',
  }),
  ...graded('good', {
    en: 'very good|v good|vg|really good|pretty good|quite good|good|gd|nice|lovely|decent|fine|solid|reasonable|clean|gently used|lightly used|sound|wearable|normal used|super good|used|tidy|honest|serviceable|presentable|respectable|well kept|nice used|reasonably good|fairly good',
    de: 'gut\\w*|ordentlich\\w*|schon\\w*|gepflegt\\w*|brauchbar\\w*|solide\\w*|gebraucht\\w*|normal\\w*',
    fr: 'bon|joli|bel|plutot bon|assez bon|bonne|bien',
    es: 'buen|buen[oa]s?|bien|bastante buen[oa]?s?',
    it: 'buon|buon[oaei]|bell[oaei]|discretamente buon\\w',
  }),
  ...graded('fair', {
    en: 'fair|ok|okay|acceptable|average|so so|worn|play|passable|beater|well worn|well used|well loved|tired|fairly worn|moderate|visibly worn|not perfect|less than perfect|imperfect|hand me down|playwear|knock about|rough and ready|mixed|meh',
    de: 'okay|ok|akzeptabel\\w*|akzeptable\\w*|mittel\\w*|massig\\w*|befriedigend\\w*|getragen\\w*|ausreichend\\w*|nicht perfekt\\w*',
    fr: 'correct|moyen|convenable|satisfaisant|passable|d usage|usage',
    es: 'regular|aceptable|normal|algo gastado',
    it: 'discret[oaei]|accettabil[ei]|sufficient[ei]|normal[ei]|medi[eo]',
  }),
  ...graded('poor', {
    en: 'poor|bad|rough|terrible|damaged|awful|heavily worn|trashed|sad|horrible|distressed used|thrashed|very worn',
    de: 'schlecht\\w*|mangelhaft\\w*|miserabl\\w*|desolat\\w*',
    fr: 'mauvais|tres use|pietre',
    es: 'mal|mal[oa]s?|pesim[oa]s?',
    it: 'cattiv[oaei]|pessim[oaei]|brutt[oaei]|mal',
  }),
]

const never: readonly RegExp[] = [
  /\bnever (?:(?:been|actually|in|out|into|to|seen|worn|off|left|of|near|even|gone|touched|the|its|their|my) ){1,5}(?:water|pool|sea|wardrobe|closet|hanger|packet|packaging|outside|outdoors|daylight|the road|the gym)\b|\bnever (?:left (?:the|its|my)|seen (?:the )?(?:light|outside|snow|rain|gym|road|pool)|made it out)\b|\b(?:nur|bloss) (?:zur |als )?(?:an)?probe? getragen\b|\bnur (?:zur )?anprobe\b|\b(?:mai|nunca|jamais) (?:uscit[oaie]|sali(?:do|eron|o)|sorti\w*)\b/g,
  /\b(?:never|nvr|not once|never ever) (?:(?:actually|really|been|even|got|got to|had a chance to|properly|once) )*(?:worn|used|warn|wore|wear|use|out of)\b(?! with\b| much)/g,
  /\b(?:not|not been|not yet|isn't|haven't|havent|hasn't|have not|has not|wasn't|didn't|did not|nobody has|no one has)(?: (?:been|ever|actually|even|yet))* (?:worn|wear|wore|used)\b(?: (?:it|them|this|once|yet|ever|outside|out))*(?= [.,&]| and | but | so | as |$)/g,
  /\b(?:only|just|simply)?(?: ?been)? ?tr(?:y|ied|ed)(?: (?:it|them|this|once))? on(?: (?:once|only|twice|briefly|at home|for fit|for size|for a minute))*\b(?! (?:by|many|a lot|lots|dozens|countless|several|in the shop|in shop|in store|in the store|in the salon)\b)/g,
  /\b(?:unworn|un ?used|unopened|still sealed|never been out|verschweisst\w*|originalverpackt\w*|sous blister|sous emballage|precintad[oa]s?|sigillat[oaie]|sealed (?:pack\w*|bag|box)|zero wears|0 wears|dead ?stock|new old stock)\b/g,
  /\b(?:(?:noch )?(?:nie|niemals)(?: \w+){0,2}|noch nicht|nicht|un) ?(?:getragen\w*|benutzt\w*|angehabt|angezogen|gebraucht)\b/g,
  /\b(?:nur|lediglich|einmal|bloss)(?: \w+){0,4} (?:anprobiert|probiert|aufgesetzt)\b|\banprobiert ,? ?(?:nie|nicht)\b/g,
  /\b(?:jamais|pas encore|n'a pas|n'ont pas)(?: (?:ete|encore))? ?(?:port|mis|servi|utilis|etren)(?:e|ee|es|ees|is|ise|ises)?\b|\b(?:jamais|pas) (?:porte|mis|servi)\w*\b/g,
  /\b(?:juste|seulement|uniquement|simplement|que) essaye\w*\b|\bessayee?s? (?:une fois|seulement|uniquement)\b/g,
  /\b(?:nunca|jamas|nadie|no)(?: (?:lo|la|los|las|me|se|he|ha|han|sido|ni))* (?:usad|puest|llevad|estrenad|utilizad)[oa]s?\b|\bsin (?:estrenar|usar|uso|poner)\b/g,
  /\b(?:solo|solamente|unicamente) (?:me )?(?:lo |la |los |las )?(?:he )?probad[oa]s?\b/g,
  /\b(?:mai|non)(?: (?:stat[oaie]|ancora|e|l ho|piu))* (?:indossat|usat|mess|portat|utilizzat|sfruttat)[oaie]\b/g,
  /\b(?:solo|soltanto|appena) provat[oaie]\b|\bprovat[oaie] (?:una volta|solo)\b/g,
]

const wornOnce: readonly RegExp[] = [
  /\b(?:looks?|looking|seems?|appears?|feels?) (?:(?!not|all)\w+ )?(?:brand new|like new|new|unworn|never worn|hardly worn|barely worn|unused)\b|\b(?:tell|telling|know|distinguish) (?:it |them |this )?(?:from|apart from) new\b|\b(?:you'd|youd|you would|would) think (?:it|they|it s|they re|they were|it was) \w* ?new\b|\bas if (?:\w+ )?(?:new|just bought|never worn)\b|\b(?:practically|basically|virtually|pretty much|nearly|almost|close to|praktisch|nahezu|beinahe|quasi|fast|so gut wie|pratiquement|quasiment|presque|practicamente|casi|praticamente|quasi come|come) (?:brand )?(?:new|neu|neuf|neuve|neufs|neuves|nuev[oa]s?|nuov[oaie]|unworn|unused)\b/g,
  /\b(?:like|as) (?:on )?(?:the day|the first day|when)(?: \w+){0,2} (?:bought|new)\b|\bstraight (?:from|out of) the (?:shop|store)\b|\bwie (?:am ersten tag|frisch gekauft|gerade gekauft|aus dem laden)\b|\bcomme (?:au (?:premier|1er) jour|sortie?s? (?:du|de) (?:magasin|la boutique)|juste achete\w*)\b|\bcomo (?:el primer dia|recien comprad[oa]s?|recien salid[oa]|salid[oa]s? de (?:la )?(?:tienda|fabrica)|de tienda)\b|\bcome (?:appena (?:comprat|acquistat|uscit)[oaie]\w*|il primo giorno|da negozio|in negozio)\b/g,
  /\b(?:nur|einmalig|bloss|lediglich) (?:zu |zur |zum |auf |fur |bei )(?:\w+ ){1,3}(?:getragen|angehabt|benutzt)\b|\b(?:indossat|usat|mess)[oaie] (?:solo |soltanto |giusto )?(?:per|a|ad|in) (?:una?|un solo|una sola) \w+\b|\bmis[oe]?s? (?:seulement |juste |que )?pour (?:une?|un seul|une seule) \w+\b|\b(?:usad|puest|llevad)[oa]s? (?:solo |unicamente )?(?:en|para) una? \w+\b/g,
  /\b(?:washed|lavee?s?|gewaschen|lavad[oa]s?|lavat[oaie])(?: \w+)? (?:once|une (?:seule )?fois|einmal|1x|una (?:sola )?vez|una volta)\b|\b(?:einmal|1x|zweimal) gewaschen\b/g,
  /\b(?:worn|used|wore|warn|wearing)(?: (?:it|them|these|this|only|just|maybe|about|around|approx|probably|literally|perhaps|at|most|max|less|than|no|more|under|once|or|like|a|grand|total|of|by|me|out|outside|inside|indoors))* (?:once|twice|thrice|one time|single time|couple(?: of)?(?: times)?|few(?: short)? times|handful(?: of times)?|(?:[1-5]|one|two|three|four|five)(?: ?x| times?| or \w+ times?| to \w+ times?| - \d times)|[1-5]x)\b/g,
  /\b(?:worn|used)(?: (?:only|just|maybe))? (?:once|twice)\b/g,
  new RegExp(
    `\\b(?:worn|used|wore|warn)(?: (?:it|them|only|just|about))* (?:for|to|at|on) ${few}(?: \\w+)? ${nights}\\b`,
    'g',
  ),
  /\b(?:one|two|2|1|three|3|a few|few|single|couple of|handful of) (?:light |gentle |short )?wears?\b(?! to)/g,
  /\b(?:wore|worn|used|had) (?:it |them |this )?(?:for )?(?:one|1|a) (?:day|night|evening|hour|time|trip|holiday|event|wedding|season only)\b|\b(?:washed|one wash|1 wash) once\b|\bone wash\b/g,
  /\b(?:worn|wore|used)(?: (?:it|them|this|only|just))? (?:to|at|for)(?: \w+){1,5} once\b|\b(?:worn|wore)(?: (?:it|them|only|just))? to (?:a|an|one|two|three|the|my|some|prom|ascot|coachella|church|graduation)\b(?! (?:work|death|school))|\bestrenad[oa]s? (?:para|en|por)\b|\b(?:une?|1) (?:seule )?soiree\b|\bein abend\b|\bfor (?:one|a single) (?:wedding|event|night|evening|party)\b/g,
  /\b(?:hardly|barely|rarely|scarcely|seldom|hardly ever|hardly been|barely been|little|very little)(?: (?:ever|even|been))* (?:worn|used|warn|wore|touched)\b/g,
  /\b(?:worn|used|warn) (?:very |so |really )?(?:little|rarely|seldom|sparingly|minimally)\b|\b(?:not|never) (?:been )?worn (?:much|a lot|often|many times)\b/g,
  /\b(?:(?:einmal|zweimal|dreimal|viermal|1 mal|2 mal|3 mal|[1-5] ?x|[1-5] mal|(?:ein|zwei|drei|vier|funf) mal|ein paar ?mal|paar ?mal|wenige male|selten|kaum|wenig|minimal|kurz|(?:1|einen?|zwei|2) (?:tage?|abend|stunden?|nachmittag))(?: \w+){0,4} (?:an gehabt|getragen\w*|angehabt|benutzt|gebraucht|angezogen|in gebrauch)|(?:getragen|benutzt) ,? ?(?:nur |erst )?(?:einmal|zweimal|dreimal|[1-5] ?x|[1-5] mal))\b/g,
  /\b(?:porte|mis|utilise|servi)(?:e|s|es|ses?)? (?:(?:seulement|que|qu'|juste|environ|a peine|maximum|max) )*(?:qu'une|une|deux|trois|quatre|cinq|[1-5]|quelques|peu de)(?: ou \w+| a \w+)?(?: seule| petite)? fois\b/g,
  /\b(?:(?:tres |trop )?peu|a peine|presque (?:jamais|pas)|quasi(?:ment)? (?:jamais|pas)|rarement) (?:porte|mis|servi|utilise)\w*\b|\b(?:porte|mis|servi)\w* (?:tres |trop )?(?:peu|rarement)\b/g,
  /\b(?:usad|puest|llevad|estrenad|utilizad)[oa]s? (?:(?:solo|solamente|unas|tan|un|apenas|como|mucho|maximo) )*(?:una vez|par de veces|una sola vez|(?:dos|tres|cuatro|cinco|[1-5]|pocas|contadas|unas) (?:o \w+ )?veces|1 vez|muy poco|poco|poquisimo|poquisimas veces)\b/g,
  /\b(?:una|dos|tres|pocas|un par de|[1-3]) (?:sola )?puestas?\b|\b(?:muy )?poco (?:uso|usad[oa]s?)\b|\bapenas (?:usad|puest|llevad)\w+\b|\bcasi sin (?:usar|uso)\b|\bme l[oa] (?:he puesto|puse) (?:solo )?(?:una|dos|tres|un par|[1-3])\b/g,
  /\b(?:indossat|usat|mess|portat|utilizzat)[oaie] (?:(?:solo|soltanto|appena|circa|al|massimo|giusto|si|no) )*(?:una|due|tre|quattro|cinque|[1-5]|poche|pochissime|qualche|un paio di)(?: o \w+| sola)? volt[ae]\b|\b(?:indossat|usat|mess)[oaie] per (?:una?|un solo|una sola|pochi|poche) (?:\w+ )?(?:cerimonia|giorno|sera|serata|matrimonio|occasione|ore|evento)\b|\bporte\w* (?:une?|le temps d'une?) (?:\w+ )?(?:jour|journee|soir|soiree|mariage|heure)\w*\b|\b(?:usad|llevad|puest)[oa]s? (?:en |para |solo )*(?:una?) (?:\w+ )?(?:boda|dia|noche|tarde|evento|fiesta|ocasion|rato)\b/g,
  /\b(?:indossat|usat|mess|portat)[oaie] (?:molto |davvero )?(?:poco|pochissimo|raramente)\b|\b(?:poco|pochissimo) (?:indossat|usat|mess|portat)[oaie]\b/g,
]

const usedWell: readonly RegExp[] = [
  /\b(?:still|ancora|encore|noch|aun|todavia) (?:looks?|looking|in |looks very |sehr |molto |tres |muy |quite |really |so |absolutely |such )*(?:lovely|nice|great|gorgeous|good|beautiful|fab|perfect|fine|pretty|smart|bell[oaie]|buon[oaie]|perfett[oaie]|bel|belle|beau|joli\w*|schon|gut|tragbar|top|super|bonit[oa]s?|bien)\b|\blooks? (?:lovely|great|good|nice|fab|fine) (?:still|for its age|for the age)\b|\b(?:fine|ok|okay|good) otherwise\b|\botherwise (?:fine|ok|okay|lovely|good|great|perfect|all good|sound|clean)\b|\b(?:sonst|ansonsten) (?:\w+ )?(?:gut|ok|okay|top|schon|super|einwandfrei|tadellos|in ordnung)\b|\b(?:por lo demas|sinon|sinon tout est|per il resto) (?:\w+ )?(?:bien|ok|bon|bonne|tout est ok|impeccable|bene|perfect[oa]|perfett[oa]|nickel)\b/g,
  /\b(?:done|did|worn|after|used|lasted) (?:for )?(?:one|1|a|two|2|half a|just one|only one) (?:term|school year|school term|winter|summer|season|year|festival|trip|ski season|marathon|semester)s?\b|\b(?:few|couple of|some|hundred|thousand|\d+) (?:miles|kilometres|kilometers|km|runs|washes|hikes|outings)\b|\b(?:esta|estan) (?:muy |bastante |todo |toda )?(?:bien|nuev[oa]|perfect[oa])\b|\b(?:tiene|tienen) (?:sus|unos|algunos) anos\b|\b(?:light|some|little|normal|general|slight|wash) (?:wash ?wear|washwear|wash wear|use)\b|\b(?:alles|all[es]?) (?:heile?|intakt|in ordnung|funktioniert|ganz)\b|\bportee?s? mais\b/g,
  /\b(?:worn|used|usato|usata|getragen|porte|portee|usado|usada)(?: \w+)? (?:one|1|2|two|a|un|una|una|eine[nr]?|une) (?:winter|summer|season|year|anno|stagione|inverno|estate|saison|hiver|ete|an|invierno|verano|temporada|ano|sommer|winter)\b|\b(?:lavad|lavat)[oa] (?:mil|muchas|molte|tante)\b|\b(?:machine )?washed (?:a few|several|many|lots)\b/g,
  /\b(?:worn|used|wore)(?: (?:maybe|about|around|approx|probably|perhaps|less|than|a|it))* (?:several times|(?:half a |a )?dozen(?: or so)? times|dozen|(?:[6-9]|1[0-9]|six|seven|eight|ten) ?(?:x|times))\b/g,
  /\b(?:mehrmals|mehrfach|einige male|ofter|gern\w*) getragen\b|\bplusieurs fois\b|\bvarias veces\b|\bdivers[ae] volte\b|\bpiu volte\b/g,
  /\b(?:gently|lightly|carefully|occasionally|sparingly) (?:worn|used)\b|\b(?<!\b(?:got|bought|found|purchased|acquired|thrifted|sourced|up|this|it|them) )(?:pre ?loved|pre ?owned|pre ?worn|second ?hand|2nd hand)\b|\b(?:gut |schon )?eingelaufen\w*\b|\bworn in\b(?! (?:the|a|my|this|one|two|19|20))|\bbroken in\b/g,
  /\b(?:worn|used) (?:a lot|often|regularly|but (?:still )?(?:good|loved|sound|great))\b|\b(?:lots|plenty|loads|years|tons) of (?:life|wear|use|years|love)\b|\bstill (?:going strong|got (?:lots|plenty)|wearable|looks (?:good|great|nice)|in good)\b/g,
  /\b(?:well|much|very|been) cared for\b|\b(?:gepflegt\w*|gut in schuss)\b|\bbien (?:entretenu|soigne)\w*\b|\b(?:muy |bien )cuidad[oa]s?\b|\bben tenut[oaie]\b|\btenut[oaie] (?:molto )?bene\b/g,
  /\b(?:gebraucht\w*|getragen\w*)\b(?! look| (?:gekauft|erworben|bekommen|gefunden))|(?<!\b(?:achetee?s?|trouvee?s?|prise?s?|acquise?s?) )\bd'occasion\b|\bdeja porte\w*\b|(?<!\b(?:comprad[oa]s?|compre|encontrad[oa]s?) )\bde segunda mano\b|(?<!\b(?:comprat[oaie]|pres[oaie]|trovat[oaie]|acquistat[oaie]) )\bdi seconda mano\b/g,
  /(?<!\b(?:i|we|she|he|they|you|never|not|be) )\bused\b(?! (?:to|as|for|in|by|with|it|this|them|look|wash|effect|only|on|instead)\b)|\bloved\b(?= [.,]|$)|\b(?:usad|usat)[oaie]s?\b(?! (?:por|da|per|para|como|come|con|look)\b)|\b(?:porte|portee|portes|portees)\b(?= [.,&]|$)/g,
]

/** In its packet: never out of it, unless a grade says otherwise ("dry cleaned, still in its plastic, good condition"). */
const wrapped: readonly RegExp[] = [
  /\bstill in (?:the |its |their |original )*(?:packet|packaging|plastic|bag|wrapper|box|cellophane)\b|\bin (?:the )?(?:packet|original packaging|wrapper)\b/g,
]

const worn: readonly RegExp[] = [
  /\b(?:ok|okay|fine|only|just|suitable|best|kept) (?:\w+ )?for (?:the |messy |muddy )?(?:garden|gardening|nursery|decorating|diy|painting|dog walk\w*|walking the dog|play|playing|mud|forest school|round the house|messing about|allotment)\b|\bnot for best\b|\b(?:knock ?about|messy play) (?:clothes|coat|jumper|condition|wear|shoes|trainers|jacket)\b|\b(?:seen|had) (?:some|a lot of|plenty of|much|a bit of) (?:action|wear|use|life|love|washes)\b|\blived in (?:this|it|these|them)\b|\b(?:past (?:its|their) best|knackered|shabby|ratty|on its last|had a hard life|rough around the edges|shrunk|shrank|shrunken|felted (?:now|in the wash)|eingelaufen|feutree?s? (?:apres|au lavage)|retrecie?s?|encogid[oa]s?|infeltrit[oaie]|ristrett[oaie])\b/g,
  /\b(?:bessere (?:tage|zeiten) gesehen|(?:viel|einiges|schon was) (?:mitgemacht|erlebt)|in die jahre gekommen|als arbeits\w+|furs? grobe|fur (?:den )?(?:garten|matsch|die baustelle|haus und garten)|zum (?:renovieren|streichen)|spielkleidung)\b|\b(?:beaucoup|bien|deja|pas mal|longtemps) (?:vecu|servi)\b|\b(?:bien fatiguee?s?|fatiguee?s?|fait son temps|a refaire|a retaper|a nettoyer|a laver|pour (?:le )?(?:jardin|bricolage|travaux))\b|\b(?:se le nota|se nota|nota|notan) el (?:uso|tiempo)\b|\b(?:para (?:trote|trotar|batalla|andar por casa)|tiene (?:mucho )?(?:uso|trote)|muy trotad[oa]s?|ya tiene tute)\b|\b(?:ne ha viste|si vede l'uso|si vedono i segni|da battaglia)\b/g,
  /\b(?:beaters?|well (?:worn|used|loved)|heavily (?:used|loved)|very (?:worn|used)|much (?:worn|loved)|worn to death|honest wear|beat up|beaten up|has seen better days|seen better days|battered|scruffy|tatty|play ?wear|play clothes|gardening|painting in|dirty|needs (?:a )?(?:wash|clean|cleaning|tlc|love|some love|some tlc|work)|as is|sold as seen|priced (?:to reflect|accordingly)|lived in(?! (?:a|an|the|my|its|storage|dry|tissue))|shows its age)\b/g,
  /\b(?:alles |gut |viel )?bespielt\w*\b|\b(?:viel|oft|stark|haufig|lange) (?:getragen\w*|benutzt\w*|gebraucht\w*)\b|\b(?:sichtlich|deutlich) getragen\w*\b|\babgetragen\w*\b/g,
  /\b(?:tres|bien|beaucoup|souvent) (?:porte|use|mis)(?:e|s|es)?\b|\bmuy (?:usad|gastad|llevad)[oa]s?\b|\bbastante (?:usad|gastad|llevad)[oa]s?\b|\bmucho uso\b|\b(?:molto|parecchio|abbastanza|tanto) (?:usat|indossat|sfruttat|consumat)[oaie]\b|\bvissut[oaie]\b/g,
]

const ruined: readonly RegExp[] = [
  /\b(?:ready for the bin|bin it|for the (?:bin|rag bag|scrap bag|scraps)|for (?:a )?(?:craft |sewing |upcycling |diy )?(?:project|projects|cutter|cutters|scrap|fabric)|project piece|last legs|unwearable|not wearable|nicht mehr tragbar|importable|inservible|inutilizabile)\b/g,
  /\b(?:(?<!\b(?:bought|got|purchased|meant|intended) )for parts|parts only|spares? or repairs?|for (?:repair|upcycling|crafts?|craft projects?)|(?:upcycl\w+|craft) (?:project|material)|falling apart|worn out|destroyed|beyond repair|rags?|zum (?:basteln|upcyceln)|fur bastler|bastler\w*|for display|display only|pour (?:pieces|bricolage|bricoleu\w+|couture)|a reparer|hors service|para (?:piezas|reparar|arreglar)|da (?:riparare|aggiustare|sistemare))\b/g,
]

const tagged: readonly RegExp[] = [
  /\bstill (?:has|have|with|got|in) (?:\w+ ){0,2}(?:tags?|tickets?|swing ?tags?|price sticker)\b(?! (?:says|size))|\b(?:swing|price|shop|store|hang|original) (?:tags?|tickets?|labels?)(?: (?:is|are|all))*(?: still)?(?: (?:on|attached|intact|included|there|present))?(?! (?:removed|cut|off|missing|gone|has been|have been|torn|says))\b(?=$| [.,&]| and| never| unworn| worn| still)|\b(?:tickets?|tags?) (?:is |are )?(?:still |all )*(?:on|attached|intact|in place)\b/g,
]

const all = (forms: readonly RegExp[], grade: string, band: ConditionForm['band']) =>
  forms.map((form): ConditionForm => ({ grade, band, form, needs: anything }))

export const conditionForms: readonly ConditionForm[] = [
  ...all(tagged, 'new-with-tags', 4),
  ...all(never, 'new-without-tags', 4),
  ...grades,
  ...all(wrapped, 'new-without-tags', 2),
  ...all(wornOnce, 'excellent', 2),
  ...all(ruined, 'poor', 2),
  ...all(worn, 'fair', 2),
  ...all(usedWell, 'good', 1),
]
