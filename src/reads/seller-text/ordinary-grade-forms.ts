import type { ConditionForm } from './condition-forms.ts'

type Row = readonly [ConditionForm['grade'], ConditionForm['band'], RegExp]

const indoors =
  '(?:indoors?|inside(?: the)?(?: house| home| flat| only)?|in(?:side)? (?:the|my|our) (?:house|home|flat|apartment|office|bedroom|carpet|living room|studio|kitchen)|round the house|around the house|at home|on carpets?|on the carpet)'
const unlikeIt = '(?:other than|apart from|aside from|besides|except for|beyond) (?:that|this|which|it)'

/**
 * Grades in ordinary words: nothing is wrong with it, one could not ask for better, there is some life left in it, it is fit for
 * a costume.
 */
const perfect: readonly Row[] = [
  [
    'excellent',
    3,
    /\b(?:could|can|would|will|do)(?:n't| not|not|nt)? (?:(?:you|anyone|one|even|really|possibly|not) )*(?:ask|wish|hope) for (?:a )?(?:\w+ )?(?:better|nicer|finer|cleaner|more)\b|\b(?:couldn't|could not|couldnt|can't|cannot|cant|can not) (?:be (?:\w+ )?(?:nicer|better|cleaner|newer|more perfect)|(?:really |honestly |possibly |be )*faulte?d?\b(?: (?:it|them|this|these))?|find (?:a|any|one) (?:single )?(?:fault|flaw|mark|thing wrong))\b|\bnot a (?:single )?(?:mark|scratch|blemish|flaw|fault|scuff|snag|bobble|stain|thread out of place|stitch out of place|hair out of place)(?= [.,&]| on | to be| in sight|$)/g,
  ],
  [
    'excellent',
    3,
    new RegExp(
      `(?<=\\b(?:${unlikeIt}|otherwise) (?:, )?(?:(?:it's|its|it is|they are|they're|all|absolutely|is|are|just|still|in|i'd say|really) )*)(?:perfect|immaculate|flawless|mint|spotless|pristine|like new|as new|faultless)\\b`,
      'g',
    ),
  ],
  [
    'excellent',
    3,
    /\b(?:nichts|gar nichts|uberhaupt nichts) (?:dran )?(?:auszusetzen|zu (?:bemangeln|meckern|beanstanden))\b|\bkonnte (?:nicht |kaum )besser sein\b|\b(?:rien|pas grand chose) a (?:redire|signaler|reprocher)\b|\bon ne peut (?:pas )?(?:rever|demander) mieux\b|\bsans (?:un seul|le moindre|aucun) defaut\b|\b(?:nada|ni una pega) que (?:objetar|reprochar|decir)\b|\b(?:no se (?:le )?puede pedir|imposible pedir) (?:mas|mejor)\b|\bni (?:un|una) (?:solo |sola )?(?:defecto|mancha|rozadura|pega|marca)\b|\b(?:niente|nulla) da (?:dire|ridire|segnalare|eccepire)\b|\bnon si puo chiedere (?:di )?meglio\b|\bnemmeno un (?:difetto|graffio|segno)\b/g,
  ],
  [
    'excellent',
    2,
    /\b(?:never|not|hardly|wouldn't|won't|don't|couldn't|can't|can hardly|barely) (?:\w+ )?(?:know|tell|guess|see|believe) (?:that )?(?:it|they|it's|they've|this|these|it'd|i've|i|she|he)(?: (?:was|were|had|has|have|been|is|are|ever|even))* (?:worn|used|second ?hand|pre ?owned|old|out of the box)\b|\b(?:nothing|not a thing) to (?:complain|grumble|moan|report|fault)\b|\b(?:could|would|will|can|should|easily) (?:easily )?pass (?:for|as|off as) (?:brand )?(?:new|unworn|unused)\b|\bindistinguishable from (?:a )?(?:brand )?new\b|\bas (?:fresh|crisp|good|nice|perfect|clean) as (?:the day|when|on the day|the first day)\b|\b(?:looks?|look) (?:like|as if|as though) (?:it|they|it's|they've|you)(?: \w+)? (?:left|came (?:from|out of|off)|walked out of|come (?:from|out of|off)|bought) (?:it )?(?:the |a )?(?:shop|store|factory|boutique|shelf|rack|hanger|packet|box|yesterday)\b|\bshop fresh\b|\b(?:no|zero|without) (?:visible )?(?:(?:signs?|trace|hint|sign) of )?(?:any )?(?:wear|use)(?: and tear)? (?:at all|whatsoever|that i can see|to speak of)\b|\bzero (?:signs? of )?(?:wear|use)\b/g,
  ],
  [
    'excellent',
    2,
    /\b(?:parece|parecen|sembra|sembrano|pare) (?:\w+ )?(?:nuev|nuov)[oaie]s?\b|\bon dirait (?:du |un )?(?:neuf|neuve)\b|\bcomme (?:s'il|si elle|s'ils|si elles|si on) (?:\w+ )?(?:sort\w+|venai\w+|achet\w+)\b|\b(?:nessun|nemmeno un|senza alcun) segno di (?:usura|utilizzo|uso)\b|\b(?:aucune?|sans la moindre|sans aucune?) (?:trace|signe|marque) d'(?:usure|usage|utilisation)\b|\b(?:ni rastro|sin rastro|ningun signo|sin ninguna senal) de uso\b|\b(?:keinerlei|keine|ohne jegliche|null) (?:gebrauchsspuren|tragespuren|nutzungsspuren)\b/g,
  ],
  [
    'excellent',
    2,
    new RegExp(
      `\\b(?:worn|used|wore|walked in|tried)(?: (?:it|them|only|just|once|ever|briefly|exclusively|solely|a bit))* ${indoors}(?: only)?(?= [.,&/]|$| only| and| so| for| to)|\\b(?:indoor|house) (?:use|wear) only\\b|\\b(?:nur|ausschliesslich|bloss|lediglich) (?:drinnen|in der wohnung|im haus|indoor|zuhause|zu hause|daheim|auf teppich|im buro) (?:\\w+ )?(?:getragen|benutzt|angehabt)\\w*\\b|\\b(?:porte|mis|utilise)e?s? (?:seulement |uniquement |que |juste |exclusivement )+(?:a l'interieur|en interieur|a la maison|chez moi|dans la maison)\\b|\\b(?:usad|puest|llevad)[oa]s? (?:solo |solamente |unicamente )+(?:en casa|dentro de casa|en interior(?:es)?)\\b|\\b(?:usat|indossat|mess|portat)[oaie] (?:solo |soltanto |unicamente )+(?:in casa|dentro casa|al chiuso|in ufficio|per casa)\\b`,
      'g',
    ),
  ],
  // As a machine translates: "ninety percent new", "was put on few times".
  [
    'excellent',
    4,
    /\b(?:9[0-9]|ninety(?: (?:five|eight|nine))?) ?(?:%|percent|per cent) ?(?:\w+ )?(?:new|neu|neuf|neuve|nuev[oa]s?|nuov[oaie])\b|\b9 ?(?:5 )?(?:tenths?|parts?) new\b/g,
  ],
  [
    'good',
    4,
    /\b(?:8[0-9]|7[0-9]|eighty(?: five)?|seventy(?: five)?) ?(?:%|percent|per cent) ?(?:new|neu|neuf|nuev[oa]|nuov[oa])\b/g,
  ],
  ['fair', 4, /\b(?:[56][0-9]|sixty|fifty) ?(?:%|percent|per cent) new\b/g],
  [
    'excellent',
    2,
    /\b(?:put on|dressed|had on|clothed|attired) (?:me |it |them |only |just |very |a |on )*(?:once|twice|few times|one time|two times|several times|one or two times|couple (?:of )?times|little|rarely|one day|few days)\b|\b(?:few|little) times? (?:of )?(?:use|usage|wear|wearing|worn|used|put on)\b|\b(?:almost|nearly|practically) (?:not|never|no) (?:been )?(?:worn|used|wear|use|put on|carried|dressed)\b/g,
  ],
  [
    'excellent',
    3,
    /\b(?:dead|near|really|proper) mint\b|\bminty\b(?! (?:green|blue|fresh|colou?r))|\b(?:exceptional|immaculate|perfect|excellent|superb|amazing|stunning|incredible) for (?:its|their|the) (?:age|years)\b|\blike of new\b|\bzustand (?:, )?1(?= [.,&/]|$)|\b(?:nur|bloss) (?:einmal|zweimal|1x|2x) (?:kurz )?(?:an|auf)(?= [.,&/]|$)/g,
  ],
  // Polish, of which only the lines with a label are read.
  [
    'excellent',
    3,
    /\bstan (?:, )?(?:\w+ )?(?:bardzo dobry|b dobry|bdb|idealn\w+|perfekcyjn\w+|swietn\w+|jak now\w+|doskonal\w+|super)\b|\bjak (?:nowy|nowa|nowe)\b|\bw (?:bardzo dobrym|idealnym|swietnym|doskonalym) stanie\b/g,
  ],
  ['good', 3, /\bstan (?:, )?(?:dobry|db|uzywan\w+)\b|\bw dobrym stanie\b/g],
  ['fair', 3, /\bstan (?:, )?(?:dostateczn\w+|przecietn\w+|sredni\w*|zadowalajac\w+)\b|\bslady uzytkowania\b/g],
]

const kept: readonly Row[] = [
  [
    'good',
    1,
    /\b(?:commensurate|consistent|in line|in keeping|keeping) with (?:its |their |the )?(?:age|use|years|vintage)\b|\b(?:altersentsprechend\w*|dem alter entsprechend) (?:\w+ )?(?:gut\w*|ok|okay|erhalten|gepflegt)\b|\b(?:played|slept|run|walked|ridden) in and washed\b/g,
  ],
  [
    'good',
    1,
    /\b(?:well|carefully|lovingly|always|been) (?:looked after|taken care of|treated|maintained|kept)\b|\b(?:worn|used|washed|treated|handled) (?:with|using) (?:great |much |a lot of )?care\b|\b(?:good|great|lovely|nice|fine|decent|not bad|pretty good|remarkable|amazing) for (?:its|their|the|an? \w+ of (?:its|this|that)|something (?:its|this)) ?(?:age|years|year)\b|\bgood for age\b|\b(?:holding|held|holds|hold|stood) up (?:\w+ )?(?:well|great|nicely|fine|beautifully)\b|\b(?:worn|wears|wore|aged|ages|washed) (?:its years |their years )?(?:well|beautifully|nicely|gracefully)\b|\bno complaints\b|\b(?:minor|slight|light|normal|usual|little|few|faint|general|expected|age appropriate) (?:signs?|traces?) of (?:use|usage|age|life)\b|\bg u c\b|\bkeeps (?:good|great|perfect|excellent|accurate) time\b|\bin good (?:working )?(?:order|fettle|repair)\b/g,
  ],
  [
    'good',
    1,
    /\b(?:gut|pfleglich|sorgfaltig|sorgsam|immer gut) (?:behandelt|gepflegt|gehalten)\b|\b(?:fur (?:sein|ihr) alter) (?:\w+ )?(?:gut|top|super)\b|\bporte\w* (?:avec soin|soigneusement)\b|\b(?:bien|muy bien) (?:tratad|mantenid|conservad)[oa]s?\b|\btrattat[oaie] (?:bene|con cura)\b|\bper (?:la sua|l') ?eta\b/g,
  ],
]

const shabby: readonly Row[] = [
  [
    'fair',
    2,
    /\b(?:a bit|bit|well|rather|slightly|looking|somewhat) past (?:it|(?:its|their) (?:best|prime))\b|(?:^|[.,] )(?:one |just |ok |okay |fine |good |great |perfect |ideal |keep it |keep them |best )?(?:for )(?:wearing )?(?:the |around |round |messy |muddy |mucking |knocking )*(?:house|home|garden|gardening|allotment|decorating|diy|dog walks?|dog walking|messy play|about|nursery|forest school|painting)(?= [.,&/]|$| only| now| clothes| wear)|\b(?:good|fine|ok|okay|nice) enough (?:for|to)\b(?! eat)|\bnot (?:for|one for) (?:best|weddings?|show|sundays?|church|the office|smart|special occasions)\b|(?:^|[.,] |\b(?:bit|little|looking|looks|look|getting|rather|slightly|quite|very|now|and|is|are) )tired(?= [.,&/]|$| but| looking| now| and| around| in places)|\brough (?:a?round|at|about) the edges\b|\b(?:and|but|which) (?:it|that|they|boy does it|you can) (?:really )?shows?(?! (?:it|its|well|\w+ well))\b(?= [.,&/]|$)|\bneeds? (?:a )?(?:good|proper|deep|thorough|gentle|quick|decent) (?:wash|clean|cleaning|scrub|soak|brush|iron|press|polish|airing)\b|\bgood enough\b(?= [.,]|$)/g,
  ],
  [
    'fair',
    2,
    /\bsichtbar getragen\w*\b|\bnicht mehr (?:die|der|das|ganz|so) (?:schonste\w*|neueste\w*|neuste\w*|jungste\w*|frisch\w*|schon)\b|\b(?:man sieht|sieht man) (?:es )?(?:ihm|ihr|ihnen|das alter|den gebrauch)\b|\by se (?:le |les )?notan?\b|\bet (?:ca se|cela se) voit\b|\be si vede(?= [.,&/]|$| tutt)|\b(?:ha visto|hanno visto|ha conosciuto) (?:giorni|tempi) migliori\b|\b(?:a|ont) connu (?:des jours meilleurs|de meilleurs jours)\b|\b(?:ha|han) (?:visto|conocido|tenido) (?:dias|tiempos) mejores\b/g,
  ],
  [
    'poor',
    2,
    /\b(?:a )?project (?:for (?:someone|a|anyone)|only|dress|bag|shoes|jacket|coat)\b|\b(?:more holes? than|held together (?:by|with))\b/g,
  ],
  [
    'fair',
    2,
    /\b(?:some|a (?:bit|little) of|a little|a bit|little|not much|a few (?:years|seasons)) (?:of )?(?:life|wear|mileage|use|years) (?:still )?(?:left|remaining|to give|in it|in them)\b|\b(?:sold|selling|offered|buy|bought|comes?)? ?as (?:found|it comes|they come|it stands)(?= [.,&/]|$| no)|\bas found condition\b|\b(?:seen|known) (?:better|happier) (?:days|times|years)\b|\b(?:past|beyond) (?:its|their) (?:best|prime)\b|\bnot (?:what|as good as) (?:it|they) (?:was|were|used to be)\b|\b(?:looks?|looking|gone|going|getting) (?:its age|very tired|pretty tired|a bit sad|rather sad|sorry for itself|past it|old and tired)\b/g,
  ],
  [
    'fair',
    2,
    /\b(?:run|runs|running|ran|works|working|ticks|ticking|goes|going|stops) (?:but |only |just |very |a bit )*(?:intermittently|on and off|off and on|sporadically|erratically|when it wants|after (?:an?|a few|some) (?:hours?|minutes?|while)|now and then|and stops)\b|\b(?:not|doesn't|does not|isn't|won't|will not|no longer|stopped) (?:currently |keeping |keep |be )*(?:run|running|tick|ticking|working|work time|time|wind)(?= [.,&/]|$| needs| for| as| but)|\bsold as not working\b|\b(?:lauft|tickt) (?:nicht(?! ein)|nur (?:zeitweise|ab und zu|manchmal)|unregelmassig)\b|\bbleibt (?:\w+ )?stehen\b|\b(?:ne marche|ne fonctionne) (?:plus|pas)\b|\bs'arrete (?:parfois|de temps)\b|\bno (?:funciona|anda|va)(?= [.,&/]|$)|\bse para a veces\b|\bnon (?:funziona|va)(?= [.,&/]|$)|\bsi ferma (?:ogni|a volte|spesso)\b/g,
  ],
  [
    'poor',
    2,
    /\b(?:costume|costumes|craft|crafts|crafting|fabric|cutters?|pattern|patterns|parts|study|display|scrap|scraps|rags?|quilting|halloween|fancy dress|dress up|upcycl\w+|repurposing|restoration)(?: (?:or|and|and or|&|\/) (?:costumes?|crafts?|parts|fabric|display|study|repair|restoration|pattern|upcycl\w+|fancy dress|scraps?))*(?: (?:use|purposes?|project|piece|value|material|fodder))? only\b|\bonly (?:good |fit |suitable |useful |any good )+(?:for|as) (?:\w+ (?:or|and) )?(?:a )?(?:costumes?|crafts?|parts|fabric|scraps?|rags?|quilting|upcycling|cutting up|patterns?|display)\b/g,
  ],
  [
    'fair',
    2,
    /(?:^|[.,] )(?:a ?\/ ?f|af)(?= [.,]|$)|\bplay ?worn\b|\b(?:have|has|some|with) used (?:traces?|marks?|signs?)\b|\b(?:good|ok|okay|fine|great|perfect|ideal) for (?:the )?(?:nursery|play ?group|forest school|messy play|mud kitchen|camping|festivals?|allotment|decorating|gardening|grubbing)(?= [.,&/]|$)|\b(?:fur|furs) (?:die |den |das )?(?:kita|krippe|kindergarten|spielplatz|matschkuche|krabbelgruppe|zuhause|daheim)(?= [.,&/]|$| noch| ok| reicht| gut| geeignet)/g,
  ],
  [
    'fair',
    2,
    /\b(?:dans son jus|dans l'etat|(?:vendue?s?|vente|laissee?s?) en l'etat|en l'etat(?= [.,]|$)|tal cual|cosi com'e|cosi come (?:si vede|sta)|visto e piaciuto|vista e piaciuta|nello stato in cui|wie (?:gesehen|abgebildet) verkauft|gekauft wie gesehen|wie besehen)\b/g,
  ],
  ['poor', 2, /\bals putz(?:lappen|lumpen)\b|\b(?:study|pattern|cutter|restoration|parts) piece\b|\bbastlerware\b/g],
]

const rows: readonly Row[] = [...perfect, ...kept, ...shabby]
export const ordinaryGradeForms: readonly ConditionForm[] = rows.map(([grade, band, form]) => ({
  grade,
  band,
  form,
  needs: /^/,
}))
