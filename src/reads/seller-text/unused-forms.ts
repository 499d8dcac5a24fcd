import type { ConditionForm } from './condition-forms.ts'

/** Where a clause ends in the line of words. */
const end = '(?= [.,&/]|$| but| and| so| yet| ever| as| in| since| because| mais| aber| pero| ma| und| et| y| e)'
const bodies =
  '(?:feet|foot|finger|fingers|toe|toes|wrist|neck|head|ears?|body|skin|shoulder|arm|hips?|back|belly|person|anybody|anyone|human|baby|child)'
const packets =
  '(?:packets?|packaging|packages?|packs?|poly ?bags?|cellophane|cello|shrink ?wrap|blister(?: packs?)?|wrappers?|wrapping|tissue|cardboard|plastic wrap)'

/**
 * Never used, in the words of the thing itself: a tie never knotted, a ring that was on nobody's finger, socks on their card,
 * a shirt as the factory folded it.
 */
const unused: readonly RegExp[] = [
  // What one does with a thing was never done with it. "Never washed" and "never altered" say nothing of use.
  new RegExp(
    `\\bnever (?:(?:been|once|ever|actually|even|got|yet|had|has|was|were|it|them) )*(?:knotted|tied|buttoned|zipped|laced(?: up)?|fastened|buckled|carried|walked|danced|swum|swam|slept|skied|ridden|run in|hiked|gone (?:out|anywhere|outside)|left (?:the|its|their|my|our)|filled|touched|hit (?:the|a)|met (?:a|the)|stepped|set foot|graced|on (?:a|any|anyone's|anybody's|my|a single|the) ${bodies}|near (?:a|any|anyone's|my) ${bodies})\\b(?! (?:[\\w']+ ){0,2}(?:dryer|drier|tumble\\w*|iron\\w*|bleach\\w*|washing|washer|wash|machine|style|fashion|up|dry)\\b)`,
    'g',
  ),
  new RegExp(
    `\\b(?:nobody|no one|no body|nobody's|no one's)(?:'s)? (?:(?:has|had|ever|else|even|have) )*(?:worn|used|tied|tried|carried|${bodies})\\b|\\bno (?:foot|feet|head|finger|wrist|neck|ear|hand|arm|shoulder|leg|human|baby|child|bride|groom) (?:(?:has|have|ever|yet|was|were|been) )+\\w+\\b|\\byet to be (?:worn|used|tied|walked in|carried|opened)\\b`,
    'g',
  ),
  /\b(?:noch )?(?:nie|niemals)(?: \w+){0,2} (?:gebunden|geknotet|zugeknopft|geschnurt|ausgefuhrt|gelaufen|getanzt|spazieren|am fuss|am finger|auf dem kopf|am hals|am handgelenk|draussen|vor der tur|einen fuss)\b|\b(?:kein|keinen) (?:fuss|finger|kopf|hals) (?:hat|war|je)\b/g,
  /\b(?:jamais|n'a pas|n'ont pas|n'a jamais|n'ont jamais)(?: (?:ete|encore|ni|lui|leur))* (?:noue|attache|boutonne|lace|chausse|marche|danse|enfile|foule|touche le sol|quitte|vu le|mis les pieds)\w*\b|\baucun (?:pied|doigt|cou|poignet) (?:n'\w+|ne)\b/g,
  /\b(?:nunca|jamas)(?: (?:ha|han|se|sido|he|lo|la|los|las))* (?:anudad|atad|abrochad|calzad|caminad|andad|bailad|pisad|tocad|salid)[oa]s?\b|\bsin (?:anudar|pisar la calle|desempaquetar|desenvolver)\b|\bni (?:un|una) (?:pie|dedo|puesta)\b/g,
  /\bmai (?:(?:stat[oaie]|ancora|una volta) )*(?:annodat|allacciat|abbottonat|calpestat|camminat|ballat|toccato terra|uscit|mess[oaie] (?:ai|al)|ai piedi|al (?:dito|collo|polso))\w*\b/g,
  /\b(?:never|not|hasn't|haven't|has not|have not)(?: (?:yet|ever|even|once))* (?:seen|saw|touched|met|hit|felt) (?:the |a |any |an )*(?:pavement|ground|street|road|outdoors|outside|light of day|sun|sea|sand|snow|rain|gym|pool|slopes?|dance ?floor|day ?light|daylight|runway|floor|grass|mud|mountain|trail|beach|court|pitch|concrete|tarmac|carpet|office|party|foot|feet|soil)\b/g,
  // What kept it from being worn.
  /\b(?:grew|grown|outgrew|outgrown)(?: out of)?(?: (?:it|them|this|these))? before (?:he|she|they|it|we|i|the baby|baby) (?:could|got|had|ever|even|was able|managed)\b|\b(?:stayed|sat|remained|waited|been sitting|been hanging|sitting|languished|lived|hung)(?: (?:unworn|untouched|unused|folded))? in (?:the|its|their|my|a) (?:\w+ )?(?:wardrobe|closet|drawer|box|packet|cupboard|bag|packaging) (?:ever )?since\b|\b(?:stayed|remained|languished) in (?:the|its|their|my|a) (?:\w+ )?(?:wardrobe|closet|drawer|box|packet|cupboard|bag|packaging)(?= [.,&/]|$)|\bunwanted (?:\w+ )?(?:gifts?|presents?)\b|\bordered (?:two|2|three|both) sizes\b|\bnever (?:got|had) (?:the|a|an|any) (?:chance|occasion|reason|opportunity)\b/g,
  /\bbevor (?:sie|er|ich|wir|es|das kind) (?:\w+ ){0,2}(?:tragen|anziehen|anhaben) (?:konnte\w*|wollte\w*)\b|\b(?:nie|nicht) dazu gekommen\b|\b(?:nie|keine) gelegenheit\b|\b(?:pas|jamais) eu l'occasion\b|\bavant (?:d'avoir pu|qu'il|qu'elle|de pouvoir) (?:\w+ ){0,3}(?:porter|mettre)\b|\bno (?:he|hemos|ha) llegado a (?:usar|poner|estrenar|llevar)\w*\b|\bno (?:llegue|llego) a (?:usar|poner|estrenar|llevar)\w*\b|\bno (?:he tenido|tuve) ocasion\b|\bnon ho mai avuto (?:l'|modo|un' ?)?(?:occasione)?\b|\bnon ho mai (?:mess|indossat|usat|portat)[oaie]\b|\bnon ha fatto in tempo\b/g,
  /\b(?:individually|each) (?:bagged|wrapped|packed|boxed|poly ?bagged|packaged)\b|\bpoly ?bagged\b|\bbanded (?:in|by) (?:the )?dozens?\b|\bas (?:they|it) came from the (?:mill|factory|shop|maker|store)\b|\bjust (?:off|finished|left) (?:the|my) (?:loom|needles?|bench|hook|sewing machine|workbench)\b/g,
  // In or on what the shop sold it in.
  new RegExp(
    `(?<!\\b(?:not|longer|comes?|came|shipped|sent|supplied|delivered) )\\b(?:still )?(?:in|inside) (?:the |its |their |his |her |an? |that )?(?:original |unopened |sealed |factory |shop |store |retail |own )*${packets}${end}|\\bunopened ${packets}\\b|\\bstill (?:on|pinned to|clipped to|stitched to) (?:the |its |their |a |that |original )*(?:cards?|cardboard|backing(?: cards?)?|display cards?|inserts?|card insert)\\b|\\bon (?:its|their|the original|original|the shop) (?:original )?(?:cards?|backing cards?|display cards?)\\b|\\bcarded\\b(?= [.,&/]|$)`,
    'g',
  ),
  /\b(?:factory|shop|store|mill) (?:folded|folds?|sealed|pinned|packed|packaged|packaging|wrapped|wrapping|wrap|bagged|tied|stapled|boxed|cellophane|packets?)\b(?! (?:into|neatly))|\b(?:factory|shop|store) fresh\b|\bas (?:it|they) left the factory\b|\b(?:fresh|straight) (?:off|from) (?:the|my|our) (?:mandrel|bench|needles?|loom|sewing machine|kiln|factory|workshop|hook)\b/g,
  /\b(?:pins|clips|tissue|cardboard|stickers?|film|plastic|foil|protector|protective \w+|plastic \w+|size sticker|paper stuffing)(?: (?:is|are|and|film|tissue|card|all|sleeve|cover|covers))* still (?:on|in|over|attached|inside|intact|in place|around|stuck)\b|\bstill (?:has|have|with|got) (?:the |its |their |all |shop |factory |original |protective |plastic )*(?:pins|cardboard|stickers?|film|plastic|tissue)\b/g,
  /(?:^|[.,&/] )(?:all |both |still |factory )*sealed(?= [.,&/]|$| in)|\bsealed (?:poly ?bags?|bags?|packs?|packets?|boxes|sleeves?|envelopes?|cello|cartons?|poly|units?)\b|\b(?:shelf pulls?|overstocks?|over stock|surplus stock|warehouse stock|unsold stock|shop stock|ex stock|closeouts?|dead ?stock|restposten|lagerware|fin de stock|invendus?|fondo de almacen|stock de tienda|fondo di magazzino|rimanenz[ae])\b/g,
  // A packet that was opened to look.
  /\b(?:opened|unfolded|unpacked|unwrapped|unboxed|taken out|took (?:it|them) out|out of (?:the |its |their )?(?:bag|box|packet|pack|wrapper|packaging|tissue))(?: (?:of (?:the |its |their )?(?:bag|box|packet|pack|wrapper|packaging)))? (?:it |them |only |just |once |purely |solely )*(?:for|to (?:take|get|check|measure|photograph|show|look|see|count|verify)) ?(?:the |these |this |a |some |my )*(?:photos?|pictures?|pics?|photographs?|photographing|listing|measuring|measurements|inspection|size|sizing|peek|look|\w*)\b/g,
  /\b(?:none|neither|not one|nothing)(?: of (?:them|these|it|the \w+))?(?: (?:has|have|was|were|is|are|ever|been|actually|yet|even|got))+ (?:worn|used|opened|touched|tried)\b/g,
  /\b(?:nur|bloss|lediglich|einmal) (?:fur|furs|zum|zu) (?:das |die |den |dem )?(?:fotos?|bilder|fotografieren|foto shooting|angucken|anschauen|zeigen|messen)(?: \w+)? (?:geoffnet|ausgepackt|aufgemacht|ausgebreitet|entfaltet|rausgeholt|herausgenommen)\b|\b(?:geoffnet|ausgepackt|aufgemacht|herausgenommen|rausgeholt) (?:nur |bloss )?(?:fur|furs|zum) (?:das |die |den )?(?:fotos?|bilder|fotografieren)\b|\b(?:noch |immer noch |original )(?:auf|an) (?:der|dem|ihrer|ihrem) (?:karte|pappe|karton)\b|\bin (?:der|ihrer|original|geschlossener|ungeoffneter) ?(?:original)?(?:verpackung|packung)\b|\bfolie (?:ist |noch |klebt )+(?:drauf|dran|drum)\b/g,
  /\b(?:ouvert|deballe|deplie|sorti)e?s? (?:de \w+ \w+ )?(?:juste |seulement |uniquement |que )*pour (?:la |les |faire (?:la|les) |prendre (?:la|les) )?(?:photos?|mesurer|verifier|regarder)\b|\b(?:encore|toujours) (?:sur|dans|sous) (?:son|leur|sa|le|la|l') ?(?:carton|cartonnette|carte|boite|sachet|emballage\w*|plastique|cellophane|blister|film)\b|\bsous cellophane\b|\bfilm (?:de protection )?(?:encore|toujours) (?:dessus|en place|present)\b/g,
  /\b(?:abiert|sacad|desdoblad|desempaquetad)[oa]s? (?:de \w+ \w+ )?(?:solo |unicamente |solamente )*para (?:las? |hacer (?:las? )?|sacar (?:las? )?|la )?(?:fotos?|medir|ver|comprobar)\b|\b(?:aun|todavia|sigue|siguen) (?:en|con) (?:su|el|la|sus) (?:carton|tarjeta|paquete|bolsa|caja|envoltorio|blister|plastico)\b|\bcon el plastico puesto\b/g,
  /\b(?:apert|tolt|spiegat|tirat)[oaie] (?:\w+ \w+ )?(?:solo |soltanto |giusto )*per (?:le |la |fare (?:le |la )?|misurare|vedere)(?:foto)?\b|\bancora (?:sul|nel|nella|nello|dentro|con)(?: (?:suo|sua|la|il))? (?:cartoncino|cartone|pacchetto|bustina|busta|scatola|confezione|blister|pellicola|plastica)\b|\bcon (?:la )?pellicola ancora\b/g,
]

const tag =
  '(?:tags?|tickets?|flashers?|swing ?tags?|hang ?tags?|labels?|price tags?|price stickers?|jokers?|barcodes?|stickers?)'
const fixed =
  '(?:on|swinging|hanging|dangling|stapled|pinned|attached|tied|intact|fastened|sewn|there|looped|in place|clipped|stuck|swing|dangle|hang)'

/** The shop's tag hangs, swings, is stapled or pinned to it. */
const ticketed: readonly RegExp[] = [
  new RegExp(
    `\\b${tag} (?:(?:is|are|all|both|and|flashers?|tags?|proudly|firmly) )*still (?:\\w+ )?${fixed}\\b(?! (?:the )?(?:inside|neck|side seam|size|care|wash))|\\b(?:paper|pocket|cardboard|back) flashers? (?:\\w+ )?${fixed}\\b|\\b(?:tags?|tickets?|swing ?tags?|hang ?tags?) (?:(?:is|are|all|both) )*(?:stapled|pinned|swinging|dangling|tied on|stitched on|tucked in|looped)\\b|\\bwith (?:its |the |their |all )*(?:swing ?|hang ?|price |paper |shop |store |original )*(?:tags?|tickets?|flashers?)(?= [.,&/]|$| still| on| and| attached)\\b`,
    'g',
  ),
  /\b(?:etikett\w*|preisschild\w*|schild\w*|hangtag\w*) (?:\w+ )?(?:baumelt|baumeln|hangt noch|hangen noch|noch angenaht|angeheftet|angetackert)\b|\betiquettes? (?:\w+ )?(?:pend|pendent|agrafee?s?|cousue?s? au|pendante?s?)\b|\betiquetas? (?:\w+ )?(?:colgando|grapadas?|cosidas?|colgadas?)\b|\b(?:con|ancora) (?:il |i |la |suo |suoi )*cartellin[oi]\b|\bcartellin[oi] (?:\w+ )?(?:spillat[oi]|appes[oi]|che pende|penzolante|cucit[oi])\b/g,
  /\b(?:nowy|nowa|nowe|nowych) (?:\w+ )?z (?:metk\w+|metka)\b|\bz metk(?:a|ami)\b/g,
]

const all = (forms: readonly RegExp[], grade: string): ConditionForm[] =>
  forms.map((form) => ({ grade, band: 4, form, needs: /^/ }))

export const unusedForms: readonly ConditionForm[] = [
  ...all(ticketed, 'new-with-tags'),
  ...all(unused, 'new-without-tags'),
  ...all(
    [/\bstan , (?:nowy|nowa|nowe)\b|\b(?:nowy|nowa|nowe|nowych) bez metk\w+\b|\bnieuzywan\w+\b|\bnienoszon\w+\b/g],
    'new-without-tags',
  ),
]
