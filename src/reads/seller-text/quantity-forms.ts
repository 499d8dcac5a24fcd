/** The number that a word for a pack says: "twin" is two of them there, and none elsewhere. */
export function packOf(text: string | undefined): number | null {
  return packs[(text ?? '').toLowerCase()] ?? null
}

/** "Twin pack", "Doppelpack". */
const packs: Readonly<Record<string, number>> = {
  twin: 2,
  double: 2,
  doppel: 2,
  zweier: 2,
  triple: 3,
  dreier: 3,
  vierer: 4,
  fünfer: 5,
  sechser: 6,
  siebener: 7,
  achter: 8,
  zehner: 10,
  zwölfer: 12,
}

export const packForm = new RegExp(
  `(?<!\\p{L})(${Object.keys(packs).join('|')})[\\s-]?(?:pack|packung|pak)(?!\\p{L})`,
  'iu',
)

/**
 * What stands right before and right after a number that counts the pieces of a lot. `before` is sticky, and its first group is
 * what it found; `after` begins with what is right behind the number.
 */
export type QuantityForm = {
  before?: RegExp
  after?: RegExp
  confidence: number
  /** Only where a kind of item follows. */
  leadsToKind?: boolean
  /** Only right behind the plural of a kind: "vests (6)". */
  followsKinds?: boolean
}

/** Words for a lot, and for what holds one. */
const lotAlone =
  '(?:job ?lots?|lots?|bundle|set|packs?|multi-?pack|konvolut|paket|\\p{L}{3,}paket|lote|conjunto|lotto|stock|blocco|bündel|ensemble)'
const lot =
  '(?:job[\\s-]?lots?|lots?|bundle|set|packs?|packets?|multi-?pack|konvolut|paket|\\p{L}{3,}paket|lote|conjunto|lotto|stock|stocco|blocco|box(?:es)?|bündel|ensemble|heap|pile|stack|bunch|bag(?: full)?|bagful|sack|collection|assortment|haul|carton|crate|case|pallet|batch|bale|stapel|haufen|kiste|tüte|karton|sammlung|posten|tas|carton|sac|palette|ballot|montón|caja|bolsa|colección|partida|mucchio|scatola|sacco|busta)'
const piece =
  '(?:pcs?|pces?|pieces?|items?|stück|stueck|stk\\.?|teile|teilig\\p{L}*|tlg\\.?|kleidungsstücke|pièces|articles|vêtements|prendas|piezas|pzas?|artículos|pezzi|pz|capi|indumenti|pairs|prs?|paar|paires|pares|paia|packets?|garments|bits|units?|sztuk|stuks)'
/** Looser words, that count pieces only behind a word for a lot. */
const thing = '(?:things|bits|sachen|dinger|choses|trucs|cosas|cose|roba|clothes|clothing|kleidung)'
const unit =
  '(?:%|cm|mm|ml|kg|g|m|in|inch(?:es)?|€|\\$|£|eur(?:o|os)?|dollars?|pounds?|quid|er|years?|yrs?|ans?|jahren?|años?|anni|anno|months?|mths?|mois|monaten?|meses|mesi|mos?|weeks?|days?|hours?|minutes?|times?|mal|fois|veces|volte|miles|km|pockets?|buttons?|photos?|pics?|pictures?|stains?|holes?|marks?|spots?|taschen|knöpfe|fotos|bilder|poches|boutons|bolsillos|botones|tasche|bottoni|charms?|beads?|links?|stones?|diamonds?|layers?|lagen|carats?|x)'
const ends = '(?=\\s*(?:[.,;:!)\\]\\n|/–—*]|-\\s|$))'
const notUnit = `(?!\\s?${unit}(?![\\p{L}])|\\s?[/-]\\s?\\d)`

const form = (source: string) => new RegExp(source, 'iu')
/** Looks back from a place: what stands there is found without a search for where it begins. */
const behind = (source: string) => new RegExp(`(?<=(${source}))`, 'iuy')

/** What says how many there are outright: it stands over whatever else is counted. */
export const statedForms: readonly QuantityForm[] = [
  // "Quantity: 3", "How many? Two."
  {
    before: behind(
      "(?:^|[\\n/|,;.•*])\\s*(?:quantity|qty|count|no\\.? of (?:items|pieces)|number of (?:items|pieces|pairs)|pieces|items|anzahl|anz\\.?|menge|stückzahl|teile|quantité|qté|nombre(?: de pièces| d[’']articles)?|pièces|articles|cantidad|uds?\\.?|unidades|piezas|prendas|número de piezas|quantità|qtà|numero (?:di )?(?:pezzi|capi)|pezzi|capi|ilość|aantal)\\s?[:=]\\s?|(?<!\\p{L})(?:quantity|qty\\.?|anzahl|stückzahl|quantité|cantidad|quantità)\\s",
    ),
    after: form(`^${notUnit}`),
    confidence: 0.92,
  },
  {
    before: behind(
      "(?<!\\p{L})(?:how many(?: \\p{L}+){0,4}|wie ?viele?(?: \\p{L}+){0,3}|combien(?: \\p{L}+){0,3}|cuánt[oa]s(?: \\p{L}+){0,3}|quant[ie](?: \\p{L}+){0,3})\\s?[?:]\\s?(?:[-–]\\s?)?(?:(?:there are|there's|i have|it's|just|only|es sind|sind|il y en a|ce sont|son|hay|sono|ce ne sono)\\s)*",
    ),
    after: form(`^${notUnit}`),
    confidence: 0.9,
  },
  // "= 7 pieces", "9 in total", "insgesamt 9".
  {
    before: behind('=\\s?'),
    after: form(`^\\s?(?:${piece}(?!\\p{L})|in total|total|insgesamt|au total|en total|in tutto)`),
    confidence: 0.9,
  },
  {
    after: form(
      `^\\s?(?:(?:${piece}|of them|x)\\s)?(?:in total|in all|altogether|all together|total${ends}|insgesamt|zusammen${ends}|au total|en tout|en total|in totale|in tutto|totali)(?!\\p{L})`,
    ),
    confidence: 0.88,
  },
  {
    before: behind(
      '(?<!\\p{L})(?:total of|in total|in all|altogether|insgesamt|au total|en total|in totale|in tutto)[\\s:,]{1,2}',
    ),
    after: form(`^(?:\\s?${piece}(?!\\p{L})|${ends})`),
    confidence: 0.88,
  },
]

/** The forms in which lots are counted, surest first. */
export const quantityForms: readonly QuantityForm[] = [
  // "Lot of 5", "LOT (3)", "Konvolut aus 12", "a box of twenty-three".
  {
    before: behind(
      `(?<!\\p{L})${lot}\\s(?:of|de|di|da|von|mit|aus|with|à)\\s(?:(?:the|about|approx\\.?|around|roughly|over|some|exactly|ca\\.?|circa|etwa|rund|environ|unos|unas|une?)\\s)?\\(?`,
    ),
    after: form(`^\\)?${notUnit}(?!\\s?(?:packs?|packets?|sets?) of)`),
    confidence: 0.92,
  },
  {
    before: behind(`(?<!\\p{L})(?:job ?lot|lot|bundle|set|pack|konvolut|lote|lotto|stock)\\s?[:x×]?\\s?\\(\\s?x?\\s?`),
    after: form('^\\s?x?\\)'),
    confidence: 0.92,
  },
  { before: behind(`(?<!\\p{L})${lotAlone}\\s?[:x×]\\s?`), after: form(`^${notUnit}`), confidence: 0.9 },
  { before: behind(`(?<!\\p{L})${lotAlone}\\s?`), after: form(`^${notUnit}`), confidence: 0.92, leadsToKind: true },
  {
    after: form(
      '^[\\s-]?(?:er[\\s-]?)?(?:x\\s)?(?:pack|packs|pk|lot|set|bundle|konvolut|paket|pezzi per confezione)(?![\\p{L}])',
    ),
    confidence: 0.92,
  },
  {
    after: form(
      `^(?:\\s?(?:x\\s)?|-(?=teil|pie|pcs?\\s(?:lot|bundle)))${piece}(?![\\p{L}])(?! (?:of (?!cloth|apparel|kids|baby|women|men)|(?:[\\p{L}-]+ ){0,2}(?:suit|set|outfit|swimsuit|bikini|tankini|\\p{L}*anzug|kostüm|kombi|pyjamas?|pajamas?|co-?ord|tracksuit)))`,
    ),
    confidence: 0.85,
  },
  { after: form('^\\s?(?:pairs|prs|paar|paires|pares|paia)(?![\\p{L}])'), confidence: 0.8 },
  // "A whole heap of 15 things".
  {
    before: behind('(?<!\\p{L})(?:of|de|di|von|mit|all|alle|with)\\s'),
    after: form(`^\\s${thing}(?!\\p{L})`),
    confidence: 0.75,
  },
  { after: form(`^\\s(?:of (?:them|these|those)|stück)${ends}`), confidence: 0.75 },
  {
    before: behind(
      "(?<!\\p{L})(?:there are|there’s|there's|i have|es sind|il y en a|ce sont|son|hay|ce ne sono|sono)\\s",
    ),
    after: form(`^(?: of (?:them|these))?${ends}`),
    confidence: 0.7,
  },
  {
    before: behind('(?:^|[\\s(])(?<!\\d\\s?["”″\']?\\s?(?:cm|in|mm)?\\s?)[x×]\\s?'),
    after: form(`^${notUnit}(?![\\s]?(?:getragen|in(?!\\p{L})|worn|mal|\\d))`),
    confidence: 0.75,
  },
  {
    after:
      /^(?: ?[x×]| X) (?=\p{L}{3})(?!(?:length|width|long|wide|height|drop|chest|waist|pit|sleeve|länge|breite|longueur|largeur|largo|ancho|lung|larg))(?!.{0,12}(?:getragen|worn|porté|usad|usat|gewaschen|washed|cm))/u,
    confidence: 0.75,
  },
  {
    before: behind('(?<!\\p{L})(?:all|alle|tous les|toutes les|tutt[ie] e|l[oa]s)\\s'),
    after: form('^\\s(?:together|zusammen|ensemble|junt[oa]s|insieme)(?!\\p{L})'),
    confidence: 0.7,
  },
  {
    before: behind(
      '\\p{L}\\s?\\(\\s?(?:[x×]|approx\\.?|about|around|ca\\.?|circa|environ|etwa|total(?: of)?|qty:?)?\\s?',
    ),
    after: form('^\\s?[x×]?\\s?\\)'),
    confidence: 0.7,
    followsKinds: true,
  },
  // "Price is for the 5", "prix pour les trois".
  {
    before: behind(
      '(?<!\\p{L})(?:for (?:the|all|all the|all of the)|für (?:alle|die)|pour les|por l[oa]s|per tutt[ie] (?:e |i |le )?|per (?:i|le))\\s',
    ),
    after: form(ends),
    confidence: 0.6,
  },
]

/** What is left after some were sold, or a number that is put right. */
export const correctedForms: readonly QuantityForm[] = [
  {
    after: form(
      `^\\s(?:${piece}\\s|of them\\s)?(?:left|remain(?:ing)?|still (?:available|here|for sale|left)|to go|übrig|verfügbar|noch (?:da|übrig|verfügbar|zu haben)|restant[es]*|restants|disponibles?|rimast[ie]|rimanenti|disponibili)(?!\\p{L})(?! (?:in stock|size|foot|boot|shoe))`,
    ),
    confidence: 0.85,
  },
  {
    before: behind(
      "(?<!\\p{L})(?:only|just|now|noch|nur noch|(?:il (?:en |n[’']en |ne )?)?reste(?: plus que)?|plus que|quedan|ya solo|ne rest[ao]n[oa]?|restano|rimangono|rimasti)\\s",
    ),
    after: form(`^(?:\\s${piece}|\\s(?:left|da|übrig))?${ends}`),
    confidence: 0.8,
  },
  {
    before: behind(
      "(?<!\\p{L})(?:edit|update|correction|oops|sorry|actually|korrektur|nachtrag|rectification|erratum|corrección|rectifico|correzione|errata)[\\s\\d:,!.-]{1,4}(?:(?:it[’']?s|it is|there are|there[’']?s|that[’']?s|make that|only|just|now|i have|we have|es sind|sind|nur|il y en a|ce sont|son|hay|sono|ce ne sono|a (?:bundle|lot|set|pack) of|lot of)\\s)*",
    ),
    after: form(
      `^(?:\\s(?:${piece}|in the (?:lot|bundle|set|pack)|not|instead)(?!\\p{L})|,? (?:not|nicht|pas|no|non) )`,
    ),
    confidence: 0.8,
  },
]

/** "One pair sold": taken from what was there. */
export const soldAfter = form(
  `^(?:\\s${piece}|\\s\\p{L}+)?\\s(?:(?:has|have|is|are|now|been|already|ist|sind|est|sont|está|è|ya|già|déjà|schon|bereits|wurde)\\s)*(?:sold|gone|verkauft|weg|vendue?s?|parti[es]*|vendid[oa]s?|vendut[oaie])(?!\\p{L})`,
)
/** "3 packs of 2": the number between the packs. */
export const packsOf = form(
  '^\\s?(?:x\\s?)?(?:packs?|packets?|sets?|boxes|bags|pakete|packungen|lots|paquets|paquetes|cajas|pacchi|confezioni)\\s(?:of|mit|à|zu|de|da|di|x)\\s$',
)
