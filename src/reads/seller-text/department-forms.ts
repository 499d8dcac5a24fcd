/** For whom an item is, where no word for a department says so, as forms over the line of folded words (see word-line.ts). */
type Cue = { department: 'women' | 'men'; form: RegExp }

/** "Mens 7.5 / womens 9", "M7/W9", "L10 M8": one item for both. */
export const bothForm =
  /\b(?:men s|mens|men's|men|m's|herren|hommes?|hombres?|uomo)(?: (?:us|uk|eu|size|sz|\d{1,2}(?:\.5)?))* (?:\/|&|and|or|und|oder|et|ou|y|o|e|=) (?:\w+ ){0,2}(?:womens|women's|women|wmns|ladies|w's|damen|femmes?|mujer|donna)\b|\b(?:womens|women's|women|wmns|ladies|damen|femmes?|mujer|donna)(?: (?:us|uk|eu|size|sz|\d{1,2}(?:\.5)?))* (?:\/|&|and|or|und|oder|et|ou|y|o|e|=) (?:\w+ ){0,2}(?:mens|men's|men|herren|hommes?|hombre|uomo)\b|\bm ?\d{1,2}(?:\.5)? (?:\/ |, )?(?:w|l) ?\d{1,2}(?:\.5)?\b|\b(?:w|l) ?\d{1,2}(?:\.5)? (?:\/ |, )?m ?\d{1,2}(?:\.5)?\b/g

/** Kinds and cuts that are made for women or men, though the category is not of one alone. */
export const cutForms: readonly Cue[] = [
  {
    department: 'women',
    form: /\b(?:bikinis?|biquinis?|tankini|trikini|monokini|swimsuits?|swimming costume|badeanzug|costume intero|trikini|one piece swimsuit|maillot (?:de bain )?(?:une|1) piece|fascinator|nighties?|nightgowns?|nightdress(?:es)?|negligee|babydoll|nachthemd|chemise de nuit|nuisette|camison|camicia da notte|corset|korsett|corpino|girdle|bustier|shapewear|hold ups|halterlose|stockings|garter|suspender belt|pantyhose|feinstrumpfhose|collants?|medias|lingerie|bridal|bride|brides|bridesmaid|braut\w*|novia|mariee|sposa|maternity|(?<!\b(?:is|am|m|was|got|fell|getting|when|while|i'm|she's|not|i) )pregnan\w+|premama|premaman|grossesse|umstands\w*|schwangerschaft\w*|nursing|embarazo|gravidanza|allattamento|boyfriend (?:jeans|fit|blazer|shirt|jean)|bodycon|peplum|pussy bow|sari|saree|kurti|lehenga|hen do|sorority|ballet flats|ballerinas?|ballerines|bailarinas|ballerine|mom ?jeans|shift|sheath|tea dress|wrap top|off shoulder|bardot|halterneck|cold shoulder|skirt suit|twin ?set|knickers|panties|bragas|braguitas|mutandine|schlupfer|skorts?|hosenrock|falda (?:pantalon|short|culotte)|jupe (?:culotte|short|pantalon)|gonna (?:pantalon\w*|short)|(?:top|blouse|crop top|cami|jacket|blazer) (?:and|&|with|und|et|y|e) (?:a )?(?:matching )?(?:mini |midi |maxi )?(?:skirt|rock|jupe|falda|gonna)|pants? suit|tailleur|damenuhr)\b/g,
  },
  {
    department: 'men',
    form: /\b(?:trunks(?! (?:swim|kids))|y fronts|cummerbund|boxers?|boxer (?:shorts|briefs)|boxershorts|swim trunks|jammers|tuxedo|smoking(?= (?:completo|da|jacke|anzug|veste|uomo|negro|noir|nero|,))|tux|sport coat|sports coat|dress shirt|groom\w*|trauzeuge)\b/g,
  },
  // A number of a system that only women's clothes have: "22W", and a woman's shoe "W7".
  {
    department: 'women',
    form: /\b(?:1[246]|2[02468]|3[02])w\b|\bw(?:omens|s)? ?(?:[4-9]|1[0-2])(?:\.5)?\b(?! ?l ?\d)(?= |$)/g,
  },
  { department: 'women', form: /\bw's\b|\b\d{2}(?: \d{2})? bust\b/g },
  {
    department: 'men',
    form: /\bsuit (?:jacket|coat|trousers)(?: ,)?(?: (?!women|ladies)[\w']+(?: ,)?){0,4} (?:3[4-9]|4\d|5[0-4]) ?(?:r|l|s|short|regular|long)\b|\b(?:sakkos?|anzug\w*|suits?|tuxedo|americana) (?:gr |size |sz |, )?(?:4[4-9]|5\d|(?:3[4-9]|4\d|5[0-4]) ?[rls])\b|\bm's\b|\b(?:3[4-9]|4[0-9]|5[0-4]) ?(?:r|l|s|regular|long|short)(?= (?:suit|jacket|blazer|chest|coat|tux|sport))\b/g,
  },
]

const his =
  '(?:husband|hubby|dad|father|boyfriend|grandad|granddad|grandfather|grandpa|brother|fiance|man|partner s dad|late (?:father|husband|dad|grandfather))'
const hers =
  '(?:wife|mum|mom|mother|girlfriend|nan|nana|gran|grandma|grandmother|granny|sister|aunt|auntie|late (?:mother|wife|mum|mom|grandmother|nan))'

/** Whose it was or for whom it is sold: weak, but often all that is said. */
export const ownerForms: readonly Cue[] = [
  {
    department: 'men',
    form: new RegExp(
      `\\bhe (?:wore|only wore|never wore|has worn|barely wore|hardly wore)\\b|\\b(?:opas|papas)\\b|\\b(?:for|was|were|belonged to|belongs to|of) (?:my|our|her) ${his}\\b|\\b(?:my|her|our) ${his}'s\\b|\\b(?:my|our) ${his} (?:wore|never wore|has worn|bought himself|grew out|outgrew|has outgrown|doesn't wear|no longer wears|never wears|hates it on)\\b|\\b(?:itched|fit|fits|fitted|too small for|too big for|too tight on|looked good on) him\\b|\\b(?:meines|fur meinen|meinem) (?:mann\\w*|freund\\w*|vater\\w*|opa\\w*)\\b|\\b(?:a|de|pour|etait a) mon (?:mari|pere|copain|grand pere|frere)\\b|\\b(?:de|para|era de) mi (?:marido|padre|novio|abuelo|hermano)\\b|\\b(?:di|per|era di) mio (?:marito|padre|nonno|fratello|papa)\\b`,
      'g',
    ),
  },
  {
    department: 'women',
    form: new RegExp(
      `\\b(?:omas|mamas|muttis)\\b|\\b(?:for|was|were|belonged to|belongs to|of) (?:my|our|his) ${hers}\\b|\\b(?:my|his|our) ${hers}'s\\b|\\b(?:my|our) ${hers} (?:wore|never wore|has worn|bought herself|grew out|outgrew|has outgrown|doesn't wear|no longer wears)\\b|\\bshe (?:wore|only wore|never wore|has worn)\\b|\\b(?:she|mum|mom|nan|nana|gran|granny|grandma|grandmother) (?:lived in|loved|danced in|(?:got|was) married in|kept|saved|wore|bought) (?:it|this|these|them)\\b|\\b(?:my|our) ${hers}\\b[^.]{0,90}\\b(?:in|wearing|wore) (?:these|this|it|them)\\b|\\b(?:meiner|fur meine) (?:frau|mutter|oma|freundin|schwester)\\b|\\b(?:a|de|pour|etait a) ma (?:femme|mere|grand mere|soeur|copine)\\b|\\b(?:de|para|era de) mi (?:mujer|madre|novia|abuela|hermana)\\b|\\b(?:di|per|era di) mia (?:moglie|madre|nonna|sorella|mamma)\\b`,
      'g',
    ),
  },
]

/** A child of the seller's: says a girl or a boy where the size is a child's. */
export const childForms: readonly { department: 'girls' | 'boys'; form: RegExp }[] = [
  {
    department: 'girls',
    form: /\b(?:my|our|the|for|his|her) (?:(?:little|youngest|eldest|oldest|\w+ year old) )?(?:daughter|granddaughter|niece|girl)(?:'s)?\b|\b(?:meine[r]?|unsere[r]?) (?:tochter|kleine|nichte|enkelin)\b|\b(?:ma|sa|notre) (?:fille|petite fille|niece)\b|\b(?:mi|su|nuestra) (?:hija|nieta|sobrina)\b|\b(?:mia|nostra|sua) (?:figlia|nipotina)\b|\bshe (?:just |has |only |never |simply )?(?:demanded|insisted|wanted|wore|outgrew|grew|loved|loves|refused|refuses|hated|hates|never wore|only wore|lived in|has outgrown|picked|chose)\b|\bprinces(?:s|sa)\b|\bprincipessa\b|\bprinzessin\b|\b(?:shrunk|grew out|outgrew).{0,20} she\b/g,
  },
  {
    department: 'boys',
    form: /\b(?:my|our|the|for|his|her) (?:(?:little|youngest|eldest|oldest|\w+ year old) )?(?:son|grandson|nephew|boy|lad)(?:'s)?\b|\b(?:mein(?:em|en|es)?|unser(?:em|en|es)?) (?:sohn\w*|enkel|neffe\w*|kleiner)\b|\b(?:mon|son|notre) (?:fils|petit fils|neveu)\b|\b(?:mi|su|nuestro) (?:hijo|nieto|sobrino)\b|\b(?:mio|nostro|suo) (?:figlio|nipotino)\b|\bhe (?:just |has |only |never |simply )?(?:demanded|insisted|wanted|wore|outgrew|grew|loved|loves|refused|refuses|hated|hates|never wore|only wore|lived in|has outgrown|picked|chose)\b/g,
  },
]
