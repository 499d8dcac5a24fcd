import { isDenied } from './context.ts'
import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'

/**
 * The category that other words of the text make of the one named, or give where none is named: a "bracelet" with a dial is a
 * watch's, flares of denim are jeans, a suit jacket with its trousers is a suit, an adult's onesie is no baby's.
 */
export function cuedCategory(reading: Reading, named: string | null): Mention | null {
  const known = new Set(reading.dictionary.taxonomy.categories.map(({ id }) => id))
  for (const { id, from, forms } of [...cues, ...told]) {
    if (!known.has(id) || !from.has(named ?? 'none')) continue
    const matches = forms.map((form) =>
      reading.line.find(form).find(({ first, last }) => isOfItem(reading, first, last)),
    )
    const first = matches[0]
    if (first !== undefined && matches.every((match) => match !== undefined))
      return { id, first: first.first, last: first.last }
  }
  return null
}

/** "Suit jacket, no trousers": what is denied gives no cue. */
function isOfItem(reading: Reading, first: number, last: number): boolean {
  if (reading.asides.has(first) || reading.beside.has(first)) return false
  return !isDenied(reading.tokens, first, last, undefined, 0)
}

/** From these categories ("none": none is named) to `id`, where each of the forms is in the text. */
type Cue = { id: string; from: ReadonlySet<string>; forms: readonly RegExp[] }

const cues: readonly Cue[] = [
  {
    id: 'watches',
    from: new Set(['none', 'bracelets', 'watch-straps', 'handbags', 'belts']),
    forms: [
      /\b(?:dial|bezel|chronograph|chrono|lume|nato strap|resin strap|steel bracelet|mesh strap|milanese strap|keeps (?:\w+ )?time|runs (?:well|fast|slow|\d)|zifferblatt|lunette|chronographen?|cadran|trotteuse|quadrante|esfera|cronografo)\b|\b(?:new|needs (?:a )?(?:new )?|neue|replaced) ?(?:battery|batterie)\b|\bbattery (?:replaced|changed|dead|flat|needs)\b|\bpile (?:neuve|a changer)\b|\bpila (?:nueva|nuova|da cambiare)\b/g,
    ],
  },
  {
    id: 'jeans',
    from: new Set(['pants']),
    forms: [/\b(?:denim|jeansstoff)\b(?! (?:blue|look|effect|print|shirt|jacket|colou?r))/g],
  },
  {
    id: 'jeans',
    from: new Set(['none']),
    forms: [
      /\b(?:boot ?cut|skinny|straight leg|flared?|flares|slim fit|wide leg|barrel leg|baggy|tapered|mom fit) (?:\w+ )?denims?\b|\bdenims\b/g,
    ],
  },
  // How a jacket is tailored makes it a blazer.
  {
    id: 'blazers',
    from: new Set(['jackets']),
    forms: [
      /\b(?:k jackets?|(?:half|full|fully|part|un) ?canvass?ed|hopsack|(?:notch|peak|shawl)(?:ed)? lapels?|3 roll 2|pick ?stitch\w*|ticket pocket|surgeon s? cuffs?|(?:double|side|twin|single) vents?|unstructured (?:wool|linen|cotton)|fallendes revers|spitzrevers|revers cranté|revers crante)\b/g,
    ],
  },
  {
    id: 'suits',
    from: new Set(['blazers', 'jackets', 'pants']),
    forms: [
      /\bsuit (?:jacket|blazer|coat)\b(?! only)|\banzug(?:jacke|sakko)\b|\bveste de costume\b|\bchaqueta de traje\b|\bgiacca (?:dell'abito|da completo)\b/g,
      /\b(?:trousers|pants|anzughose|hose|pantalon|pantalones|pantaloni)\b(?! not)/g,
    ],
  },
  {
    id: 'sleepwear',
    from: new Set(['baby-one-pieces']),
    forms: [/\b(?:adults?|adult's|mens|men's|womens|women's|ladies|teen|teens|erwachsene|adulte|adulto|adulta)\b/g],
  },
]

/** What is told beside a kind that is left out: fits of jeans, lenses, a shoe's maker and size. From "none" where no kind is named. */
const none: ReadonlySet<string> = new Set(['none'])
const shoeSize =
  /\b(?:3[4-9]|4[0-8])(?: ?\.5)?\b|\b(?:uk|us|eu|men s|(?:wo)?men's|mens|womens|ladies|size|sz) ?\d{1,2}(?:\.5)?[a-h]?\b|\b[wm] ?\d{1,2}(?:\.5)?\b/g
const told: readonly Cue[] = [
  { id: 'boots', from: none, forms: [/\b(?:wallab(?:ee|ees|y|ies)|desert treks?)\b/g] },
  {
    id: 'dresses',
    from: none,
    forms: [
      /\b(?:mini|midi|maxi)\b(?! (?:skirts?|bags?|me|moi|mouse|coat|cardigan|pliage|boden|rodini|cooper|scale))(?= [.,]|$| in\b| with\b)/g,
      /\b(?:weddings?|neck\w*|hems?|sleeve\w*|straps?|waist|floral|linen|silk|satin|wrap|lined|cotton|viscose|slits?|part(?:y|ies)|bias)\b/g,
    ],
  },
  {
    id: 'jeans',
    from: none,
    forms: [
      /\b(?:boot ?cut|skinn(?:y|ies)|straight leg|slim straight|mom fit|dad fit|flares?|wide leg|ankle(?! strap| boots?| socks?| length)|relaxed fit|loose fit|slim fit|(?:high|mid|low) rise|tapered?|barrel leg|cigarette|looker|(?:dark|light|medium|mid|acid|stone) ?(?:wash|rinse|indigo)|raw indigo|selvedge|501s?|505s?|511s?)\b/g,
      /\bw ?(?:2[3-9]|3\d|4[0-4])\b|\b(?:2[3-9]|3\d|4[0-4]) ?(?:x|\/) ?(?:2[6-9]|3[0-8])\b|\b(?:2[3-9]|3\d|4[0-4])x(?:2[6-9]|3[0-8])\b|\b(?:2[3-9]|3[0-4])(?= [,.]|$| waist| inch)|\b(?:dark|light|medium|mid|acid|stone) ?(?:wash|rinse)\b/g,
    ],
  },
  {
    id: 'shirts',
    from: none,
    forms: [
      /\boxford\b(?! (?:shoes?|flats?|heels?|bags?|navy|street|university|brogues?|lace))/g,
      /\b(?:collars?|slim|sleeves?|buttons?|button down|non iron|(?:classic|regular|custom|relaxed) fit|cotton|xs|xl|xxl|[sml]|1[4-8](?:\.5)? (?:\/ )?3[2-7])\b/g,
    ],
  },
  {
    id: 'bodysuits',
    from: none,
    forms: [
      /\b(?:string|thong|lace|turtleneck|ribbed) body\b|\bbody\b(?! (?:shop|lotion|butter|warmer|con|bag|chain|length|spray|wash|fit|positive|type|shape|heat|scrub|is|care|of|and|has))(?= [.,]|$| string| thong| black| white| noir| nero| schwarz| negro| [sml]\b| size)/g,
    ],
  },
  {
    id: 'sweatshirts',
    from: new Set(['none', 'jackets']),
    forms: [
      /\breverse weave\b|\bcrew\b(?! (?:neck|necks|socks?|cut|length|member|team))(?= [.,]|$| [a-z]+ [.,]| sweat| fleece| size)/g,
    ],
  },
  {
    id: 'sunglasses',
    from: none,
    forms: [
      /\b(?:lens(?:es)?|uv ?400|polari[sz]ed|frames?|glaser|verres|lenti)\b/g,
      /\b(?:cat ?eyes?|round|square|oversized?|wayfarers?|aviators?|matte|mirrored|tinted|retro|uv ?400|polari\w+|spotless|scratch\w*|tortoise\w*|acetate)\b/g,
    ],
  },
  {
    id: 'swimwear',
    from: none,
    forms: [/\btrunks\b/g, /\b(?:swim\w*|pool|beach|mesh|quick dry|drawstring|surf)\b/g],
  },
  { id: 'underwear', from: none, forms: [/\b(?:trunks|boy ?shorts)\b/g] },
  {
    id: 'caps',
    from: none,
    forms: [/\b[67] (?:[1357] \/ [48]|1 \/ 2)\b|\b(?:59|9|39) ?(?:fifty|thirty|forty|twenty)\b/g],
  },
  {
    id: 'bras',
    from: none,
    forms: [
      /\b(?:2[68]|3[02468]|4[02468]) ?(?:aa|a|b|c|d{1,4}|e{1,2}|f{1,2}|g{1,2}|h{1,2}|j{1,2}|k{1,2})\b/g,
      /\b(?:plunge|balcon\w+|padded|underwired?|push ?up|wired|wireless|soft cup|demi|full cup|half cup|strapless|t shirt style)\b/g,
    ],
  },
  { id: 'rings', from: none, forms: [/\b(?:signet|solitaire|eternity band|siegel|chevaliere)\b/g] },
  {
    id: 'watches',
    from: none,
    forms: [
      /\b(?:casio|seiko|g ?shock|tissot|swatch|timex|festina|lorus|rolex|longines|breitling|tag heuer|daniel wellington|certina|junghans|lugs?|crown|automatic|quartz|automatik|automatico|automatique)\b/g,
      /\b(?:\d{2} ?mm|straps?|battery|batterie|dial|runs|runn?ing|ticks|ticking|movement|automatic|quartz|lugs?|bracelet|crown|resin|digital|steel|black|works?|case|armband)\b/g,
    ],
  },
  {
    id: 'sneakers',
    from: none,
    forms: [
      /\b(?:superga|converse|keds|veja|allbirds|asics|saucony|hoka|novesta|feiyue|spring court|onitsuka tiger|air force|air max|jordans?|chucks|stan smiths?|gazelles?|sambas?|old skools?|gel \w+|cloud ?(?:\d|x|monster|flow|swift|nova|tilt|surfer|runner|stratus|boom|eclipse|ultra|venture)|ultra ?boost|nmd|pegasus|vomero|ghost \d+|adrenaline|clifton|bondi|speedgoat|wave rider|endorphin|kinvara|speedcross|fresh foam|dunks?|vapor ?max|campus 00s|spezials?|new balance \d{3,4}\w?|nb \d{3,4})\b/g,
      shoeSize,
    ],
  },
  {
    id: 'boots',
    from: none,
    forms: [
      /\b(?:chelseas?(?! (?:fc|football|collar|girls?|street))|dr martens|doc martens|docs|dms|uggs?|blundstones?|sorels?|red wings?|timbs|1460s?)\b/g,
      shoeSize,
    ],
  },
  { id: 'sandals', from: none, forms: [/\b(?:birkenstocks?|birks|havaianas|tevas?|chacos?)\b/g, shoeSize] },
  {
    id: 'boots',
    from: none,
    forms: [
      /\b(?:lowa|meindl|hanwag|zamberlan|asolo|danner)\b/g,
      /\b(?:gtx|gore ?tex|nubu[ck]k?|sohle|sole|vibram|hik\w+|wander\w*|trek\w*|leder|leather|mid)\b/g,
      shoeSize,
    ],
  },
  {
    id: 'baby-one-pieces',
    from: new Set(['none', 'jumpsuits']),
    forms: [
      /\b(?:all in ones?|zippy|zippies|zip ?suits?|wondersuits?|einteiler|combi)\b/g,
      /\b(?:\d{1,2} (?:\d{1,2} )?(?:months?|mths?|mois|meses|mesi|monate)|\d{1,2}(?: \d{1,2})? ?m(?:o|os)?|(?:50|56|62|68|74|80|86) ?cm|gr (?:50|56|62|68|74|80|86)|new ?born|baby|bebe|neonat[oa])\b/g,
    ],
  },
  // A maker's bag by the name of its model alone.
  {
    id: 'handbags',
    from: none,
    forms: [
      /\b(?:neverfull|bayswater|birkin|pochette metis|le pliage|antigona|falabella|lady dior|dionysus|marmont|peekaboo|loulou|re edition|jypsere|amazona|marcie|selma)\b(?! (?:shoes?|loafers?|sneakers?|belts?|wallets?|sandals?|pumps?))/g,
    ],
  },
  {
    id: 'handbags',
    from: none,
    forms: [
      /\b(?:loewe|mulberry|louis vuitton|lv|hermes|chanel|gucci|dior|prada|celine|chloe|fendi|givenchy|balenciaga|bottega veneta|saint laurent|ysl|coach|longchamp|stella mccartney|furla|goyard|kate spade|michael kors|tory burch|burberry|valentino|polene|strathberry|jacquemus|apc|a p c)\b/g,
      /\b(?:puzzle|hammock|gate|flamenco|alexa|amberley|lily|darley|iris|speedy|alma|keepall|noe|papillon|delightful|artsy|favorite|multi pochette|kelly|constance|evelyne|garden party|lindy|picotin|classic flap|double flap|boy|woc|2\.55|gst|19|jackie|ophidia|horsebit|soho|bamboo|saddle|book tote|galleria|cleo|cahier|luggage|nano|trio|box|belt|drew|nile|faye|tess|paddington|baguette|pandora|nightingale|city|hourglass|le cagole|cassette|jodie|arco|cabat|kate|sac de jour|niki|le 5 a 7|tabby|rogue|willow|swagger|cassie|roseau|cavalcade|metropolis|st louis|saint louis|lee radziwill|fleming|lola|tb|rockstud|numero|le chiquito|bambino|half moon|demi lune)\b(?! (?:shoes?|loafers?|sneakers?|belts?|wallets?|sandals?|pumps?|rings?|buckle))/g,
      /\b(?:dust ?bag|straps?|handles?|hardware|calf\w*|leather|cuir|leder|piel|pelle|canvas|monogram|turn ?lock|clasp|corners?|interior|lining|lambskin|suede|nylon|\d{2} cm|mm|gm|pm|mini|medium|small|large|grained|gold tone|crossbody|cross body|zip\w*|lock|keys?|clochette|charm|caviar)\b/g,
    ],
  },
  {
    id: 'jackets',
    from: none,
    forms: [
      /\b(?:hard ?|soft ?|rain ?)?shells?\b(?! (?:tops?|stitch\w*|suit|toes?|bag|print|buttons?|pink|necklace|earrings?|bracelet|is|of|made|fabric|material|cordovan|, \d|\d))/g,
      /\b(?:gore ?tex|gtx|waterproof\w*|seams?|delam\w*|pit ?zips?|hood\w*|arc'teryx|arcteryx|patagonia|north face|rab|mammut|marmot|norrona|mountain hardwear|haglofs|outdoor research|black diamond|montane|salomon|helly hansen|dwr|taped|event|pertex|wasserdicht|kapuze|impermeable|ski\w*)\b/g,
    ],
  },
  {
    id: 'socks',
    from: new Set(['none', 'boots']),
    forms: [
      /\b(?:darn tough|smartwool|bombas|falke|stance|farm to feet|injinji|burlington|bresciani|pantherella|happy socks|balega|feetures|swiftwick|point6|icebreaker|rohner|bridgedale|thorlo\w*|wigwam|gold toe)\b/g,
      /\b(?:hikers?|crews?|micro crews?|quarters?|no shows?|pairs?|prs|paar|paires?|pares|paia|knee highs?|kniestrumpfe|over the calf|otc|mid calf|cushion\w*)\b(?! (?:boots?|shoes?|well|with|nicely|neck|necks))/g,
    ],
  },
  { id: 'flats', from: none, forms: [/\b(?:rothy'?s?|tieks|vivaia)\b/g] },
  { id: 'handbags', from: none, forms: [/\bduff(?:el|le)s?\b(?! (?:coat|jacket|toggle))|\b(?:baggu|telfar)\b/g] },
  {
    id: 'backpacks',
    from: new Set(['none', 'handbags']),
    forms: [/\b(?:eastpak|jansport|deuter|ergobag|satch|kanken)\b(?! (?:pencil|wallet|cross|belt|bum|tote|shoulder))/g],
  },
  { id: 'clogs', from: none, forms: [/\b(?:crocs|danskos?)\b/g, shoeSize] },
  // A shirt for sport is a tee; "trucker" with a collar is a jacket; a child's shoes with velcro are trainers.
  {
    id: 't-shirts',
    from: new Set(['shirts']),
    forms: [
      /\b(?:heat ?gear|cold ?gear|compression|dri ?fit|clima\w+|aeroready|running|gym|workout|training|football|soccer|rugby|cycling|yoga|band|tour|concert|tie dye|team|quiz) (?:\w+ ){0,2}?shirts?\b|\bshirts? (?:\w+ )?(?:dri ?fit|heatgear|climacool|aeroready)\b/g,
    ],
  },
  {
    id: 'denim-jackets',
    from: new Set(['caps']),
    forms: [
      /\btruckers?\b(?! (?:hats?|caps?|mesh))/g,
      /\b(?:collar|lined|lining|blanket|denim|sherpa|type (?:3|iii|ii)|corduroy|storm rider|sleeves?)\b/g,
    ],
  },
  {
    id: 'sneakers',
    from: new Set(['flats']),
    forms: [
      /\b(?:velcro|strapp[oi]|scratch|klett\w*|klittenband)\b/g,
      /\b(?:shoes?|\w*schuhe?|chaussures?|scarp[ea]\w*|zapatos?)\b/g,
      /\b(?:kids?|child\w*|boys?|girls?|toddlers?|infants?|baby|kinder\w*|jungen|madchen|enfants?|garcon|fille|bebe|bimb[oai]|bambin[oai]|nin[oa]s?|1[89]|2\d|3[0-4])\b/g,
    ],
  },
]
