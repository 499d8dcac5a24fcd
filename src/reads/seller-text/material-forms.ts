/** Materials that sellers say in other ways than by their names, as forms over the line of folded words (see word-line.ts). */
export const materialForms: readonly { id: string; form: RegExp }[] = [
  // "Jeans" alone names no fabric; a jacket, skirt or shirt of it is denim.
  {
    id: 'denim',
    form: /\b(?:jeans?) (?:jackets?|skirts?|shirts?|dress(?:es)?|vests?|shorts?|overalls?|dungarees|jumpsuits?|cut ?offs?|waistcoats?|hats?|coats?|bags?|miniskirts?)\b|\bjorts\b/g,
  },
  {
    id: 'denim',
    form: /(?<!\b(?:paio|paire|paires|paia|lot|lotto|lote|par|marca|marque|pantaloni|pantalon|pantalones|kauf) )\b(?:en|in|di|de|aus|tissu|tessuto|tela) (?:jeans?|jeansstoff|denim|vaquer[oa])\b/g,
  },
  {
    id: 'denim',
    form: /\b(?:cazadora|chaqueta|falda|camisa|mono|peto|vestido|chaleco|sobrecamisa|bermudas?|shorts?|bolso|mochila|gorra|abrigo|minifalda|jardinera|camisola|bluson)s? (?:\w+ )?vaquer[oa]s?\b/g,
  },
  {
    id: 'denim',
    form: /\bjeans(?:jacke|rock|hemd|kleid|weste|shorts|bluse|mantel|minirock|latzhose|overall|hut|tasche)\w*\b/g,
  },
  {
    id: 'denim',
    form: /\b(?:giacc\w+|giubbott\w+|giubbin\w+|gonn\w+|camici\w+|salopette|vestit\w+|gilet|veste|jupe|chemise|blouson|robe|combi\w*|shorts?) (?:(?!en|di|in)\w+ )?jeans?\b/g,
  },
  {
    id: 'stainless-steel',
    form: /\bsteel(?= (?:watch|bracelet|case|band|link|links|mesh|rings?|hoops?|chain|strap|jewell?ery)\b)|\b(?:all steel|brushed steel|316l)\b/g,
  },
  { id: 'canvas', form: /\b\d{1,2} ?(?:oz|ounce) canvas\b|\b(?:gg|lv|cd|mk) canvas\b|\bcanvas uppers?\b/g },
  // "700 fill goose down", "800-fill-power down", "90/10 down".
  {
    id: 'down',
    form: /\b\d{3} ?(?:\+ )?(?:fill|fp|cuin|loft|fill power|fp power)(?: power)? (?:(?:goose|duck|white|grey|gray|premium|european|hydrophobic|rds|water|repellent|resistant) )*(?:downs?|feathers?|daunen|gansedaunen|duvet|plumon|piuma)\b|\b(?:90 ?\/ ?10|80 ?\/ ?20|95 ?\/ ?5|85 ?\/ ?15|70 ?\/ ?30) (?:(?:goose|duck|white|grey|gray) )*down\b/g,
  },
  // Carats say that it is gold itself, unless it is plated or filled.
  {
    id: 'gold',
    form: /\b(?:[89]|1[0-9]|2[0-4]) ?(?:k|kt|ct|carat|karat|carats|carati|quilates)(?: (?:solid|real|yellow|white|rose|pink|fine))* gold\b(?! ?(?:plat|fill|vermeil|tone|dip|overlay|over|plaque))|\bgold (?:[89]|1[0-9]|2[0-4]) ?(?:k|kt|ct|carat|karat)\b/g,
  },
  {
    id: 'gold',
    form: /\b(?:333|375|585|750|916|999)(?:er)? ?(?:er )?(?:gelb|weiss|rot|rose|echt)?gold\b|\bor (?:jaune|blanc|rose|gris) (?:\d+ ?(?:k|carats?|ct)|massif)\b|\boro (?:giallo|bianco|rosa|amarillo|blanco) (?:de )?(?:\d+ ?(?:k|kt|carati|quilates))\b/g,
  },
]

/** On jewelry, silver said alone or behind "in" and "of" is the metal: a color has "tone", "plated" or "colored" with it. */
export const silverForm =
  /(?<=^|[,.] |\/ ?|\| )(?:real |solid |pure |genuine |all )?silver(?= (?:[,.]|\/)|[,.]|$| (?:rings?|bracelet|bangle|necklace|pendant|locket)\b)|\b(?:of|from|solid|real|pure|genuine) silver\b(?! ?(?:tone|plat|col|fin|metal))|\bsilver (?:(?!tone|col|metal|and|with|gold)\w+ ){0,2}?(?:rings?|bracelets?|bangles?|necklaces?|lockets?|pendants?|signets?|charms?)\b|\bsilber(?:ring|kette|armband|armreif|ohrringe|anhanger|schmuck|creolen|ohrstecker)\b|\b(?:aus|echt|echtes|echtem) silber\b|\b(?:ring|kette|armband|armreif|ohrringe|ohrstecker|anhanger|creolen) silber\b|\b(?:en|d'|bague|bracelet|collier|chaine) ?argent\b|\b(?:de|en) plata\b|\b(?:in|d') ?argento\b/g

/** "It's faux", "but faux": of the leather, suede or fur said before. */
export const fauxForm =
  /\b(?:it s|it's|its|is|are|was|they re|they're|but|well ,|no ,|nope ,|sadly|totally|completely|all|100 %) (?:it s |it's |its |is )?(?:faux|fake|vegan|imitation|synthetic|pu)(?= [,.)]|[,.)]|$)/g

/** The seller is not sure: nothing is claimed. */
export const doubtForm =
  /\b(?:i think|i believe|i guess|i m not sure|im not sure|not sure|unsure|maybe|possibly|perhaps|probably|could be|might be|may be|seems|feels like|looks like|appears|assume|presumably|guessing|no idea|don't know|dont know|glaube|denke|vielleicht|vermutlich|wahrscheinlich|wohl|eventuell|evtl|keine ahnung|weiss nicht|sieht aus wie|fuhlt sich|je crois|je pense|peut etre|sans doute|probablement|on dirait|semble|je ne sais pas|creo|quizas?|tal vez|puede que|puede ser|parece|diria|supongo|no se si|no estoy segur[oa]|credo|forse|penso|sembra|probabilmente|magari|non so|non sono sicur[oa])\b/g

/** What comes after takes the place of what came before. */
export const correctionForm =
  /\b(?:but|mais|aber|pero|ma) (?:(?:it s|it's|its|it is|is|c'est|est|es|e|ist|in fact|the (?:care )?label|label|care label|actually|really|etikett|etiqueta|etichetta|l'etiquette)\b)|\b(?:edit|correction|sorry|oops|turns out|update|actually(?: it s| it's| its)?|in realta|in wirklichkeit|en realite|en realidad|korrektur|perdon|scusate|pardon|rectification|care label says|label (?:actually )?says|tag (?:actually )?says)\b/g
