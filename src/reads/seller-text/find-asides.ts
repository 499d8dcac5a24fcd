import type { WordLine } from './word-line.ts'

/**
 * Tokens of chatter that says nothing of the item: post and payment, the seller's other listings, why it is sold, the seller's
 * pets and rooms, another thing's state. Nothing in them is a claim. `beside` are those that speak of what goes with the item:
 * a kind, a color or a material there is another thing's.
 */
export type Asides = { asides: ReadonlySet<number>; beside: ReadonlySet<number> }

export function findAsides(line: WordLine): Asides {
  const asides = new Set<number>()
  const beside = new Set<number>()
  for (const { form, scope } of chatter) {
    for (const { first, last } of line.find(form)) {
      const from = scope === 'clause' ? line.startOf(first) : first
      // The first words of a text are its title; they name the item whatever else they say.
      if (from === 0 && scope === 'clause') continue
      for (let index = from; index < line.endOf(last, scope); index++) asides.add(index)
    }
  }
  for (const form of companions) {
    for (const { last } of line.find(form)) {
      for (let index = last; index < line.endOf(last, 'clause'); index++) beside.add(index)
    }
  }
  for (const { first, last } of line.find(containers)) for (let index = first; index <= last; index++) beside.add(index)
  return { asides, beside }
}

type Chatter = { form: RegExp; scope: 'clause' | 'sentence' }

const chatter: readonly Chatter[] = [
  // Post and collection.
  {
    scope: 'clause',
    form: /\b(?:postage|posted|shipping|ships|shipped|will ship|dispatch(?:ed)?|mailing|mailed|royal mail|evri|tracked|usps|ups|fedex|pick ?up only|collection only|versand\w*|verschick\w*|versende\w*|abholung|envoi|envois|livraison|mondial relay|remise en main|expedi\w+|colissimo|envio|envios|correos|recogida|entrego|spedi\w+|consegna|ritiro)\b/g,
  },
  {
    scope: 'clause',
    form: /\b(?:no (?:trades|swaps|returns|offers)|(?:make|open to|sensible|reasonable|no|best|silly) offers?|offers? (?:over|welcome|considered|accepted)|proceeds|paypal|venmo|privatverkauf|keine (?:rucknahme|garantie)|paiement|rembours\w+|pagos?|pagamento)\b/g,
  },
  // The seller's other listings.
  {
    scope: 'sentence',
    form: /\b(?:(?:check|see|browse|have a look at|look at|visit|view) (?:out )?(?:all )?(?:of )?my|my other (?:listings?|items?|ads?|stuff|things)|more of (?:her|his|their|my|our|the same) (?:\w+ )?(?:clothes|clothing|things|stuff|wardrobe|closet|items|pieces|collection|jewell?ery|shoes|bags|dresses)|(?:have|got|ve got|listing|adding|lots|plenty|many) more (?:pieces|items|things|like (?:this|these)|in my (?:shop|store|closet))|more (?:pieces |items |things |lots )?(?:going up|to be listed|to list|being listed|coming soon|on the way|to follow)|i also (?:have|sell|am selling)|i m also selling|also (?:selling|listing|available|for sale)|other (?:listings|items) |verkaufe (?:auch|noch)|schaut? (?:auch|gern\w*|mal)|(?:meine|meinen) (?:anderen|weiteren)|je vends (?:aussi|egalement)|(?:aussi|egalement) en vente|mes autres|regardez (?:mon|mes)|tambien vendo|vendo (?:tambien|anche)|(?:mira|mirad|visita|ved) (?:mi|mis)|mis otr[oa]s|mi perfil|(?:i miei|le mie) altr[ie]|guarda(?:te)? (?:anche|gli|i|il) (?:miei|mio|altri))\b/g,
  },
  // Why it is sold, and for whom.
  {
    scope: 'sentence',
    form: /\b(?:(?:selling|sold|sale|letting (?:it )?go|clearing|listing)(?: \w+){0,3} (?:because|as i|as we|as she|as he|since|due)|reason for (?:sale|selling)|(?:verkaufe|verkauf|abzugeben)(?: \w+){0,4} ,? ?(?:weil|da ich|da wir|da sie|da er|wegen)|(?:je )?(?:vends|vendue?s?)(?: \w+){0,4} (?:car|parce|suite)|(?:lo |la |los |las )?vendo(?: \w+){0,4} (?:porque|ya que|por que|perche|causa)|who has|who discovered)\b/g,
  },
  // Pets, smoke and rooms.
  {
    scope: 'clause',
    form: /\b(?:(?:smoke|pet|smoking|animal) ?free|(?:smoke|smoking) (?:and|or|&) pet|non ?smok\w+|no (?:pets|smoke|smokers)|(?:my|our|the|a|two|three|house with|unser\w*|mein\w*|mon|notre|mi|nuestr[oa]|il mio|la mia|nostr[oa]) (?:cats?|dogs?|kitten|puppy|pets?|katzen?|hunde?n?|chat|chien|chatte|gat[oai]|perr[oa]|can[ei])\b(?! (?:print|face|motif|graphic|design|made|makes|got|clawed|claws|scratched|snagged|chewed|chews|pulled|attacked|decided|bit|ate|nibbled|gnawed|caught|did|had (?:a|his|her)|kneaded|jumped|ripped|tore|peed|hat|a |l'a|m'a|ha|lo|la|l'ha))|(?:cats?|dogs?) (?:is|are|was|were|hair|has|have|not|sleeps?|slept|sat)|nichtraucher\w*|tierfrei\w*|rauchfrei\w*|non fumeurs?|sans animaux|libre de humo|no fumador\w*|non fumator\w*)\b/g,
  },
  {
    scope: 'clause',
    form: /\b(?:my|our|mein\w*|unser\w*|mon|ma|mes|mi|mis|il mio|la mia) (?:hair|eyes|sofa|couch|car|kitchen|floor|bed|bedroom|wall|carpet|curtains?|house|flat|haare|augen|wand|boden|cheveux|yeux|canape|pelo|ojos|capelli|occhi|divano|letto)\b/g,
  },
  // Where and on what it was photographed; the box and bag it comes in.
  {
    scope: 'clause',
    form: /\b(?:(?:photo(?:graph)?(?:ed|s)?|pictured|shown|displayed|pics?|taken|modell?ed|fotografiert|photographi\w+) (?:\w+ )?(?:on|against|with|over|auf|sur|in front)|(?:mannequin|dress form|hanger|kleiderbugel|cintre|percha|gruccia|manichino|maniqui) (?:is|not|nicht|non|no|n)|(?<!\b(?:from|by|of|off|where|in) )the (?:hanger|mannequin|box|background|sheet|table))\b/g,
  },
  // A person's own measures.
  {
    scope: 'clause',
    form: /\b(?:model (?:is|wears|wearing|in)|(?:the )?model s|el modelo|la modella|le mannequin)\b/g,
  },
]

/** What the item is worn with, looks good with or comes with; the last word of each is the "with". */
const companions: readonly RegExp[] = [
  /\b(?:worn|wear|wore|wearing|goes|go|went|looks?|looked|pairs?|paired|pairing|styles?|styled|team|teamed|match(?:es)?|works?|worked|great|perfect|lovely|nice|cute|amazing|gorgeous|good|fab|layer(?:ed|ing)?)(?: (?!new|nwt|condition|shape)\w+){0,4} (?:with|over|under|underneath)(?= )(?! (?:care|love|no|tags?|a? ?(?:small|tiny|slight|few|minor|flaw|mark|stain|hole)|pride|out))/g,
  /\b(?:passt|passen|getragen|kombinier\w+|sieht|trage|trug|tragbar)(?: \w+){0,4} (?:mit|zu|zum|zur|uber|unter)(?= )/g,
  /\b(?:port\w+|va|vont|ira|iront|associ\w+|mettre|mets|assorti\w*)(?: \w+){0,4} (?:avec|sur|sous)(?= )/g,
  /\b(?:combin\w+|va|van|queda\w*|llev\w+|pon\w+|pegan?)(?: \w+){0,4} con(?= )/g,
  /\b(?:abbin\w+|sta|stanno|indoss\w+|perfett[oa] (?:con|su|sotto|sopra))(?: \w+){0,3} (?:con|su|sotto|sopra|a)(?= )/g,
  /\b(?:comes? (?:with|in)|came (?:with|in)|includes?|including|included|sold with|kommt mit|inklusive|inkl|livree? avec|vendue? avec|avec (?:sa|son) (?:boite|housse|pochon)|viene con|incluye|compreso|con (?:la )?scatola|arriva con)\b/g,
  /\b(?:like (?:wearing|putting on|a second)|instead of|rather than|not a|more of a|statt|anstatt|plutot que|en vez de|invece di)(?= )/g,
]

/** Bags that hold things on their way are no handbags. */
const containers =
  /\b(?:garment|dust|mailing|plastic|poly|gift|storage|carrier|laundry|shopping|paper|ziplock|zip lock|vacuum|freezer|bin|protective|original) bags?\b|\b(?:dustbag|shoe ?box|staubbeutel|plastiktute|pochon|housse de protection|bolsa de (?:plastico|polvo|tela guardapolvo)|guardapolvo|sacchetto|busta)\b/g
