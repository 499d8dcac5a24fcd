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
    /\b(?:put on|dressed|had on|clothed|attired) (?:me |it |them |only |just |very |a |on )*(?:once|twice|few times|one time|two times|several times|one or two times|couple (?:of )?times|little|rarely|one day|few days)\b|\b(?:few|little) times? (?:of )?(?:use|usage|wear|wearing|worn|used|put on)\b|\balmost (?:not|never|no) (?:been )?(?:worn|used|wear|use|put on)\b/g,
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

const shabby: readonly Row[] = [
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
]

const rows: readonly Row[] = [...perfect, ...shabby]
export const ordinaryGradeForms: readonly ConditionForm[] = rows.map(([grade, band, form]) => ({
  grade,
  band,
  form,
  needs: /^/,
}))
