import type { Language } from '../../taxonomy/taxonomy.ts'

/** `language`: only texts in it are searched. */
export type FlawForm = { id: string; form: RegExp; language?: Language }

/**
 * Flaws that sellers say in a sentence rather than a word, as forms over the line of folded words (see word-line.ts): a part
 * that is worn, a button that is gone, a print that is cracked.
 */
export const flawForms: readonly FlawForm[] = [
  {
    id: 'stain',
    form: /\b(?:felt tip|biro|scribbl\w+|(?:face |nail )?paint (?:on|at|around)|nail varnish|(?:wine|coffee|tea|paint|bleach|grease|oil|ink|ketchup|mud) (?:splash\w*|spill\w*|drips?|drops?|down the)|schweissrander|schweissflecken|verschmutzt\w*|ungereinigt\w*|traces? de (?:doigts|terre|rouge|javel))\b/g,
  },
  {
    id: 'repair',
    form: /\b(?:re ?sewn|resewn|restitched|re ?stitched|re ?soled|re ?heeled|sewn again)\b|\b(?:zip|zipper|heel tips?|soles?|elastic|buttons?) (?:was |were |has been |been )?replaced\b|\bcremallera (?:nueva|cambiada|cosida)\b|\b(?:ellenbogen|knie)flicken\b|\bcosid[oa]s? (?:a mano )?por (?:la|mi|una)\b/g,
  },
  {
    id: 'stretched',
    form: /\b(?:knie|knien|ellbogen|bund) (?:beult|beulen|ausgebeult)\b|\belastic[oi] (?:molle|molli|andat[oi]|lent[oi]|un po'? lent[oi])\b|\belastic(?:'s)? (?:baggy|shot|perished|slack|tired|gone|going)\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:velcro|klett\w*) (?:\w+ ){0,4}(?:tired|worn|weak|schwach|frayed)\b|\b(?:coudes?|genoux|ellbogen|codos|gomiti) (?:fins?|dunn|durchgescheuert|gastados|lisi)\b|\b(?:dorsal|estampado|vinilo|letras) (?:despegand\w+|levantad\w+|despegad\w+)\b|\bsuela despegad\w+\b|\bseam tape (?:\w+ )?(?:lifting|peeling)\b|\bfootprints?\b|\btoe prints?\b/g,
  },
  {
    id: 'discoloration',
    form: /\brostet\w*\b|\b(?:rust|rusty|rusted) (?:hardware|zip|buckle|rivets?|eyelets?|studs?|snaps?)\b|\b(?:oxidad[oa]s?|ossidat[oaie]|angelaufen)\b/g,
  },
  {
    id: 'scratch',
    form: /\bvetro (?:con )?(?:una )?(?:riga|righe|graffio)\b|\b(?:desk ?diving|hairline|swirl) (?:marks?|scratches)\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:heel|toe|sole|tip|elbow|cuff|corner|edge|strap|hem|handle|knee|insole|tread|collar|seat|thigh|piping|lettering)s?(?: (?:tips?|area|edges?|is|are|a|bit|little|slightly|quite|has|have|been|getting|showing|some|just|starting|to|be))* (?:worn(?! (?:once|twice|only|a|an|one|two|few|for|to|by|with|about|maybe|just|briefly|indoors|inside|\d))|wearing|fraying|frayed|fray|peeling|peel|gone|coming off|cracked|cracking)(?: (?:down|through|out|away|thin))?\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:logo|print|graphic|transfer|lettering|decal|design|number|flock\w*|aufdruck|druck|flocage|imprime|estampado|stampa)(?: (?:is|has|a|bit|little|slightly|some|on|the|front|starting|to|ist|leicht|un|peu|est|poco|algo|e|po))* (?:crack(?:ed|ing|s)?|peel(?:ing|ed)?|flak(?:ing|ed)|worn|brockelt|rissig|craquele\w*|abime\w*|cuartead\w+|rovinat\w+|crepat\w+)\b/g,
  },
  {
    id: 'wear',
    form: /\bwear (?:on|to|at|in|around|along) (?:(?:the|its|both|left|right|inner|outer|inside|one|under) )*(?:heels?|soles?|toes?|corners?|edges?|handles?|cuffs?|collar|hems?|elbows?|leather|straps?|knees?|insoles?|seat|lining|piping|tips?|sides?|back|front|pockets?|neck\w*|thighs?|bottoms?|underarms?|pits?|fabric|finish|bag)\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:rubbed|wearing|worn) (?:through|thin|smooth|bare)\b|\b(?:abgelaufene?|abgewetzte?) (?:absatze|sohlen?|ecken|kanten)\b|\b(?:absatze|sohlen?|spitzen?) (?:\w+ )?abgelaufen\b|\btalons? (?:\w+ )?use\w*\b|\bbouts? (?:\w+ )?(?:use|abime)\w*\b|\b(?:tacones|suelas?|tapas|puntas?) (?:\w+ )?(?:gastad|desgastad)\w+\b|\b(?:tacchi|suol[ae]|punte) (?:\w+ )?(?:consumat|usurat|rovinat)\w+\b/g,
  },
  {
    id: 'missing-button',
    form: /\b(?:missing|lost|lacks|lacking|minus|short of|without)(?: (?:only|just|one|two|three|a|1|2|3|couple|the|its|top|bottom|of|small|tiny|back|front|cuff|collar|last|first|second|third|spare|inner|inside|single|sleeve))* (?:buttons?|snaps?|poppers?|rivets?)\b/g,
  },
  {
    id: 'missing-button',
    form: /\b(?:buttons?|snaps?|poppers?|rivets?)(?: (?:on|at|from|the|cuff|sleeve|front|is|are|has|have|was|were|been|left|right|collar))* (?:missing|lost|gone|fell off|come off|came off|needs replacing|broken)\b/g,
  },
  {
    id: 'missing-button',
    form: /\b(?:ein|eine|zwei|der|die|oberste|unterste|letzte)?r? ?(?:knopf\w*|knopfe|druckknopf\w*)(?: \w+){0,3} (?:fehlt|fehlen|fehlend|verloren|abgerissen|ab)\b|\b(?:fehlt|fehlen)(?: \w+){0,2} (?:knopf|knopfe)\b|\bfehlende[rn]? (?:knopf|knopfe)\b/g,
  },
  {
    id: 'missing-button',
    form: /\b(?:manque|manquent)(?: \w+){0,3} (?:boutons?|pressions?)\b|\bboutons?(?: \w+){0,3} (?:manque|manquant|manquants|perdu|perdus|en moins|absent)\b|\b(?:falta|faltan)(?: \w+){0,3} (?:boton|botones)\b|\b(?:boton|botones)(?: \w+){0,2} (?:perdido|menos|falta|faltan)\w*\b|\b(?:manca|mancano|senza)(?: \w+){0,3} (?:bottone|bottoni|bottoncino)\b|\b(?:bottone|bottoni)(?: \w+){0,2} (?:mancant[ei]|pers[oi]|manca|mancano|in meno)\b/g,
  },
  {
    id: 'broken-zipper',
    form: /\b(?:zip|zipper|zips|zippers)(?: (?:on|the|is|a|bit|little|pull|slightly|side|back|front|left|right|has|gets|does|can|be|of|one|boot|sometimes|keeps|currently|needs|to|completely))* (?:broken|broke|stuck|sticks?|sticky|jams?|jammed|faulty|stiff|catches|snags|busted|split|splits|off track|replacing|fixing|repair|doesn't work|not work|missing|gone)\b/g,
  },
  {
    id: 'broken-zipper',
    form: /\b(?:broken|busted|faulty|stuck|jammed|dodgy|defective)(?: (?:side|back|front|main|inner|inside|outer|pocket))* (?:zip|zipper|zips|zippers)\b|\b(?:reissverschluss\w*|rv)(?: \w+){0,3} (?:defekt|kaputt|klemmt|hakt|gebrochen|schwergangig|streikt|hangt)\b|\b(?:defekte\w*|kaputte\w*) (?:reissverschluss|rv)\b|\b(?:fermeture|zip|glissiere|fermeture eclair)(?: (?!ok)\w+){0,3} (?:casse|cassee|coince|coincee|bloque|bloquee|defectueu\w+|hs|abime|abimee|accroche|force|ferme (?:mal|plus)|dure|dur|a (?:changer|reparer|remplacer))\b|\b(?:cremallera)(?: \w+){0,3} (?:rota|atascad\w+|estropead\w+|atasca|encalla|engancha|cierra mal)\b|\b(?:cerniera|zip|lampo)(?: \w+){0,3} (?:rotta|difettosa|bloccata|inceppata|blocca|inceppa|da (?:cambiare|sostituire))\b/g,
  },
  {
    id: 'stretched',
    form: /\b(?:cuffs?|neck\w*|collar|elastic|waist\w*|waistband|bund|bundchen|kragen|col|poignets?|elastique|cuello|punos?|goma|elastico|polsini|collo|polsi|kragen|gummi\w*)(?: (?:is|are|a|bit|little|slightly|has|have|gone|been|ist|sind|etwas|leicht|est|sont|un|peu|poco|algo|esta|e|sono|some|lost|its|band))* (?:stretched|baggy|loose|slack|saggy|ausgeleiert\w*|detendu\w*|distendu\w*|dad[oa]s? de si|floj[oa]s?|cedid[oa]s?|allargat[oaie]|slabbrat[oaie]|allentat[oaie]|sformat[oaie])\b/g,
  },
  {
    id: 'repair',
    form: /\b(?:has|have|had|been|was|were|is|are|i)(?: (?:been|professionally|neatly|carefully|badly|expertly|hand|nicely|it|them))* (?:mended|repaired|darned|patched|resoled|reheeled|re heeled|stitched up|sewn up|sewn back|glued|re glued|reglued)\b|\b(?:sewn|stitched|glued) (?:back|shut|closed|together|by hand by)\b|\b(?:new|replaced|replacement) (?:zip|zipper|heel tips|soles|heels)\b/g,
  },
  {
    id: 'tear',
    form: /\b(?:lining|seam|strap|belt loop|loop|pocket|hem|naht|doublure|couture|forro|costura|fodera|cucitura)s?(?: (?:is|are|has|have|a|bit|little|slightly|come|coming|came|gone|ist|etwas|est|un|peu|esta|e|at|in|on|the|inside|under|arm))* (?:torn|ripped|ripping|split|splitting|undone|apart|open|loose|unravel\w*|unstitched|detached|offen|gerissen|aufgegangen|decousu\w*|ouverte|dechiree?|descosid[oa]|abierta|rot[oa]|scucit[oa]|apert[oa]|strappat[oa])\b/g,
  },
  {
    id: 'snag',
    form: /\b(?:pulled|loose|pulled out|snagged|hanging) (?:stitch\w*|threads?|yarns?|knit)\b|\b(?:threads?|stitch|yarn) (?:is |are |has )?(?:pulled|loose|hanging)\b|\b(?:small|tiny|few|slight|a|little|minor|couple of) pulls?\b/g,
  },
  {
    id: 'fading',
    form: /\b(?:colou?r|black|print|dye|farbe|couleur|color|colore|nero|negro|noir|schwarz)(?: (?:is|has|a|bit|little|slightly|have|ist|etwas|leicht|est|a|un|peu|ha|esta|e|po|poco|algo))* (?:faded|fading|washed out|verblasst|verwaschen|ausgewaschen|passee?|delavee?|desteñid\w+|destenid\w+|perdido|sbiadit\w+|scolorit\w+|stint\w+)\b|\b(?:lost|losing) (?:some of |a bit of |a little )?(?:its |the |their )?(?:colou?r|blackness|shine)\b/g,
  },
  {
    id: 'discoloration',
    form: /\b(?:yellow|yellowish|brownish|pinkish) (?:tint|tinge|cast|patch\w*|underarms?|armpits?|soles?)\b|\b(?:soles?|collar|pits|underarms?|armpits?|rubber|semelles?|suelas?|suole|sohlen?) (?:\w+ )?(?:yellowed|yellowing|gone yellow|jaunie?s?|amarille\w+|ingiallit\w+|vergilbt\w*)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:a|one|two|few|small|tiny|faint|light|slight|couple of|some|little|visible|dark|minor|brown|yellow|white|black|red|pen|ink|grease|dirt|dirty|paint|bleach|water|rust|pink) (?:dirty |pen |ink |light |faint |small )*(?:marks?|spots?|dots? of \w+)\b|\b(?:marks?|spots?) (?:near|at|by|under|inside|around|along)\b|\bmarks on\b|\b(?:spots?|mark) on (?:the|one|left|right|front|back|its|a|sleeve\w*|hem|toe\w*|collar|lapel|inside|side|both|rear|bum|bottom)\b|\bpaint (?:on|splatter\w*|splashes)\b|\b(?:mucky|grubby|soiled)\b/g,
  },
]

/** Words that make damage a design: "distressed", "rotos de fábrica", "used look". A whole sentence speaks of the design then. */
export const designForm =
  /\b(?:distressed|distressing|by design|meant to be|supposed to be|on purpose|intentional\w*|intended|deliberate\w*|for effect|factory|pre ?ripped|pre ?distressed|destroyed (?:look|style|jeans|denim)|manufactured|part of the (?:look|style|design)|(?:used|destroyed|vintage|distressed|worn|washed|faded) (?:look|effect|style|optik|wash)|gewollt\w*|absichtlich\w*|bewusst|beabsichtigt\w*|designbedingt|so gewollt|mit absicht|extra so|gehort so|soll so|de fabrica|es el diseno|de diseno|a proposito|aposta|adrede|queriendo|de origen|d'origine|fait expres|expres|effet (?:use|dechire|delave|vieilli)|voulue?s?|style (?:destroy|troue)|effetto (?:usato|strappato|consumato|invecchiato|vintage)|di fabbrica|apposta|di proposito|fa parte del (?:modello|design)|volut[oaie]|strappat[oi] (?:di |alla )?moda|rotos de moda)\b/g
