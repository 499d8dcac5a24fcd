import { commonWords } from '../../taxonomy/common-words.ts'
import { type Language, languages, type Taxonomy } from '../../taxonomy/taxonomy.ts'
import { createLexicon, type Lexicon, withoutElision } from './lexicon.ts'
import type { Dictionary } from './reading.ts'

/** What is known of names: the brands and shops, the names that are never the maker, and the words that are no name at all. */
export type BrandNames = {
  brands: Lexicon
  others: Lexicon
  /** Some name may begin with the word. */
  begins(word: string): boolean
  isShop(name: string): boolean
  /** The name is a word of the text's languages too, or one or two letters: only the words around it make it a brand. */
  isPlain(phrase: string, spoken: readonly Language[]): boolean
  /** A word of the taxonomy or of everyday speech in one of the five languages, or a form of one. */
  isOrdinary(word: string): boolean
  /** Words of the taxonomy alone: kinds, colors, cloths, sizes … */
  isItemWord(word: string): boolean
  /** Praise, kinds and states that sellers write. */
  isSellersWord(word: string): boolean
}

/** Made once for a dictionary. */
export function brandNames(dictionary: Dictionary): BrandNames {
  const ready = made.get(dictionary.taxonomy)
  if (ready !== undefined) return ready
  const { brands, otherNames } = dictionary.taxonomy
  const shops = new Set(brands.filter(({ shop }) => shop === true).map(({ name }) => name))
  const speakersOf = (word: string) => languages.filter((language) => commonWords(language).has(word))
  const isItemWord = (word: string) => dictionary.vocabulary.has(word)
  const known = (word: string) => speakersOf(word).length > 0 || sellersWords.has(word) || isItemWord(word)
  const ordinary = new Map<string, boolean>()
  const others = createLexicon(otherNames.map((name) => ({ id: name, words: [name] })))
  const firstWords = new Set([...dictionary.brands.firstWords, ...others.firstWords])
  const names: BrandNames = {
    brands: dictionary.brands,
    others,
    begins: (word) => firstWords.has(word) || (word.includes("'") && firstWords.has(withoutElision(word))),
    isShop: (name) => shops.has(name),
    isPlain(phrase, spoken) {
      if (phrase.length <= 2) return true
      if (!dictionary.plainWords.has(phrase)) return false
      const speakers = speakersOf(phrase)
      return speakers.length === 0 || speakers.some((language) => language === 'en' || spoken.includes(language))
    },
    isItemWord,
    isSellersWord: (word) => sellersWords.has(word),
    isOrdinary(word) {
      const ready = ordinary.get(word)
      if (ready !== undefined) return ready
      const answer = formsOf(word).some(known)
      if (ordinary.size > 50_000) ordinary.clear()
      ordinary.set(word, answer)
      return answer
    },
  }
  made.set(dictionary.taxonomy, names)
  return names
}

const made = new WeakMap<Taxonomy, BrandNames>()

/** The word, and what is left of it without a common ending of the five languages. */
function formsOf(word: string): string[] {
  const bare = word.replace(/['’].*$/, '')
  const stems = endings.flatMap((ending) =>
    bare.length > ending.length + (ending.length > 2 ? 3 : 2) && bare.endsWith(ending)
      ? [bare.slice(0, -ending.length)]
      : [],
  )
  return [word, bare, ...stems, ...stems.flatMap((stem) => [`${stem}e`, `${stem}o`, `${stem}a`, `${stem}y`])]
}

const endings =
  's es ed d ing ly y er ers est n en e em in ies ier iest ish less ful ness al ive ito ita itos itas ino ina ini ine etto etta ette mente ment ados adas ado ada ato ata ati ate i o a os as x'.split(
    ' ',
  )

/** Words that sellers of used clothes write and everyday lists lack. */
const sellersWords = new Set(
  (
    'preloved pre-loved boho bohemian slouchy sparkly sparkle glitzy glam comfy cosy cozy snuggly fuzzy fluffy floaty flowy swishy drapey stretchy oversized chunky cropped distressed faded ripped frayed ' +
    'embellished beaded sequined sequinned sequins ruched pleated tiered quilted padded puffer ruffled ruffle frilly smocked crochet crocheted knitted handknit handknitted handmade homemade upcycled reworked vintage retro grunge gothic ' +
    'goth emo punk preppy cottagecore fairycore gorpcore dreamy gorgeous stunning lovely adorable super amazing beautiful immaculate pristine unworn unused bnwt bnwot nwt nwot nib bnib vgc euc guc vguc ' +
    'bundle lot joblot haul wellies wellingtons wellington trainers trainer runners sneaker kicks sunnies specs shades brolly hoody jumper cardi cardie jeggings culottes dungarees salopettes onesie onesies sleepsuit sleepsuits babygrow babygro ' +
    'romper rompers bodysuit bodysuits pramsuit snowsuit joggers tracksuit gilet gilets anorak parka mac raincoat windbreaker windcheater poncho kimono kaftan caftan sarong pareo tunic smock pinafore dirndl lederhosen trachten kurta saree sari ' +
    'lehenga abaya hijab yukata qipao cheongsam kilt sporran balaclava snood cowl beret bobble pompom pom bumbag fanny crossbody tote satchel clutch wristlet holdall duffel weekender rucksack backpack bucket hobo pouch purse ' +
    'espadrilles espadrille mules mule slingback slingbacks stiletto stilettos kitten wedges wedge brogues brogue loafer moccasins moccasin slippers sliders slides flipflops clogs booties bootie ankle kneehigh plimsolls pumps ' +
    'ladies womens mens unisex girls boys toddler newborn infant junior teen plus petite tall maternity nursing authentic genuine original rare limited edition festival party prom bridal bridesmaid wedding holiday summer winter autumn spring ' +
    'damen herren kinder madchen jungen baby umstands gr grosse neu neuwertig getragen gebraucht wunderschon wunderschone schone tolle tolles super susse susses originale echte kuschelig kuscheliges ' +
    'femme homme fille garcon enfant bebe taille neuf neuve jolie joli belle magnifique superbe mignon mignonne ' +
    'mujer hombre nina nino bebe talla nuevo nueva precioso preciosa bonito bonita chulo ' +
    'donna uomo bambina bambino neonato neonata taglia tg nuovo nuova bellissimo bellissima stupendo stupenda splendida splendido ' +
    'smart casual dressy formal everyday work office gym yoga running hiking skiing cycling swim beach wool woollen silky satiny velvety furry lacy floral paisley gingham tartan plaid houndstooth herringbone pinstripe polka leopard zebra camo tie-dye tiedye ombre ' +
    'nope yep yeah nah yup aww omg bonsoir bonjour hello hi hey hola buenas coucou salut ciao hallo moin servus buongiorno buonasera salve saluti grazie danke merci gracias thanks pls plz thx asap lol omg ootd grwm fyp repost relist swap swaps trade trades offers offer welcome bargain cheap steal sale clearance reduced free postage shipping'
  ).split(/\s+/),
)
