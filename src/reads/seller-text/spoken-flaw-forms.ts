import type { FlawForm } from './flaw-forms.ts'

const food =
  '(?:soup|sauce|gravy|egg|ketchup|curry|food|wine|coffee|tea|mud|grease|oil|ink|paint|chocolate|milk|jam|mustard|beer|blood)'
const pale = '(?:white|black|bright|navy|cream|new|blue|red)'
const dull = '(?:gr[ae]y|gr[ae]yish|cream|beige|yellow|yellowish|ivory|off white|brown|pink|charcoal|rust|green)'

/**
 * Flaws as people say them over the counter: some soup, a couple of pulls, no stretch left, more grey than white, rubbed between
 * the legs, in shreds.
 */
export const spokenFlawForms: readonly FlawForm[] = [
  {
    id: 'stain',
    form: new RegExp(
      `\\b(?:some|a bit of|bit of|a little|little|a touch of|traces of|dried|old|the odd) ${food}(?= [.,&]|$| on| down| at| near| in| round| around| stain)|\\b${food} (?:down|all over) (?:the|one|its|my)\\b`,
      'g',
    ),
  },
  {
    id: 'stain',
    form: /(?:^|[.,&] |\b(?:some|light|slight|minor|little|bit of|faint|water|oil|grease|mild|heavy|visible|a few|has|with|age|brown|yellow|rust) )spotting\b(?! (?:it|this|these|them|the|my|a)\b)|\b(?:perspiration|sweat|underarm|armpit|deodorant|pit|tide|water|damp)s? (?:shadows?|shading|shadowing|rings?|lines?|halos?|tide ?marks?|ghosts?|traces?)\b|\bperspiration\b(?! (?:wicking|resistant|proof|absorb\w*|free))|\btide ?(?:marks?|lines?)\b|\b(?:schweiss|deo|achsel)(?:schatten|ringe?|rand|rander|spuren|stellen|flecke?n?)\b|\b(?:aureoles?|ombres?|traces?) (?:de )?(?:transpiration|sueur|sous les bras)\b|\b(?:cercos?|sombras?|marcas?) (?:de )?(?:sudor|transpiracion)\b|\b(?:alon[ei]|ombre|ombra) (?:di )?(?:sudore|traspirazione)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:fleck\w*|flecken|rotweinfleck\w*) (?:\w+ )?(?:geht|gehen|ging|gingen|lasst|lassen) (?:\w+ )*?nicht\b/g,
  },
  {
    id: 'snag',
    form: /\b(?:a couple|couple|couple of|some|several|two|three|one|odd|multiple|minor|handful of|numerous) (?:\w+ )?pulls?(?= [.,&]|$| in| on| at| near| to| from| along| across| and| where| but| here)|\b(?:claw|cat|velcro|ring) (?:pulls?|plucks?|snags?)\b/g,
  },
  {
    id: 'stretched',
    form: /\b(?:no|not much|little|zero|hardly any|not a lot of) (?:stretch|elastic|elasticity|snap|spring|give|bounce|recovery|tension) (?:is )?(?:left|remaining|anymore|any more|in the|in its)\b|\b(?:(?:straps?|waist\w*|elastic|cuffs?|collar|neck\w*|band|top|tops|fabric|knit|ribbing|rib)(?: (?:has|have|is|are))* )?(?:lost|losing|loses|lacks|gone) (?:all |most of |some of |a bit of )?(?:its|their|the) (?:snap|stretch|stretchiness|bounce|spring|grip|elasticity|elastic|recovery|shape)\b|\bstretch (?:has |is |had )?(?:gone|dead|shot|finished|done)\b|\b(?:elastic|waist\w*) (?:has |is )?(?:perished|dead|finished)\b|\bknees? (?:have |has |are |is |a bit |do )*(?:bagged|bag|bagging|bagged out)\b/g,
  },
  {
    id: 'stretched',
    form: /\b(?:ohne|keine|kaum (?:noch )?|null) (?:spannung|elastizitat|spannkraft|stretch)\b|\b(?:spannung|elastizitat|spannkraft) (?:\w+ )?(?:verloren|weg|raus|nachgelassen)\b|\b(?:plus|sans|perdu) (?:d'|de l'|son |de |l')?elasticite\b|\b(?:sin|perdido|perdida de|poca) (?:la |su )?elasticidad\b|\b(?:non ha piu|senza|perso|poca) (?:l'|la )?elasticita\b/g,
  },
  {
    id: 'pilling',
    form: /\b(?:fuzz|fluff|lint|wool) ?balls?\b|\b(?:little|small|tiny|some|few) (?:balls?|bobbles|bits) of (?:fluff|fuzz|lint|wool|fibre|fiber)\b|\b(?:kleine|paar|einige) (?:wollkugel\w*|kugelchen|flusen|fusselchen)\b/g,
  },
  {
    id: 'discoloration',
    form: new RegExp(
      `\\b(?:more (?:of an? )?(?:\\w+ )?${dull} than|rather ${dull} than|${dull} (?:rather|instead of|not)(?: than)?) ${pale}\\b|\\b(?:white|black) (?:once|when new|at first|to begin with|originally)\\b|\\b(?:once|formerly|previously|used to be|supposed to be|originally) (?:white|black)\\b(?! (?:with|trim|and))|\\b(?:was|were) (?:once |originally )?white(?= [.,&]| once| but| now| when|$)|\\bno longer (?:bright |pure |so |quite )?white\\b|\\bnot (?:so|as|really|quite|very|that) white (?:any ?more|any longer|now|these days)\\b|\\bwhites? (?:is|are|has|have) (?:\\w+ )?(?:gone|dull\\w*|dingy|tired)\\b`,
      'g',
    ),
  },
  {
    id: 'discoloration',
    form: /\b(?:eher|mehr|schon) (?:grau|gelb|beige|gelblich|graulich|creme) als (?:weiss|schwarz)\b|\b(?:nicht mehr|nicht ganz|nicht mehr ganz|nicht mehr so) (?:rein ?|strahlend |ganz |so )?weiss\b|\bmal weiss gewesen\b|\bplus (?:grise?s?|jaunes?|beiges?|cremes?) que (?:blanc|blanche|blancs|blanches|noir|noire)\b|\bplus (?:vraiment|tres|tout a fait|aussi) (?:blanc|blanche|blancs|blanches)\b|\bmas (?:gris|grises|amarill[oa]s?|beige|crema) que (?:blanc[oa]s?|negr[oa]s?)\b|\bya no (?:es|son|esta|estan)? ?(?:tan |muy )?blanc[oa]s?\b|\bpiu (?:grigi[oae]|giall[oaie]|beige|crema) che (?:bianc\w+|ner[oaie])\b|\bnon (?:e |sono )?piu (?:tanto |cosi |proprio )?bianc\w+\b/g,
  },
  {
    id: 'scuff',
    form: /\b(?:finish|leather|patent|polish|suede|nubuck|toes?|uppers?|toe ?caps?|heels?|corners?|edges?)(?: (?:is|are|has|been|a|bit|little|slightly|have|getting|both|got|was|were))* (?:rubbed|bumped|bashed|knocked|stubbed|kicked|bruised|grazed)(?: (?:through|off|away|thin|down))?\b|\b(?:rubbed|stubbed|bumped|bashed) (?:through )?(?:(?:at|on|the|both|left|right) )*(?:toes?|finish|leather|patent|heels?|toe ?caps?)\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:(?:between|inside) (?:the |my |his |her )?(?:legs|thighs)|(?:inner )?thighs?|inner legs?|crotch|gusset|elbows?|knees?|seat|cuffs?|collar)(?: (?:is|are|has|been|a|bit|little|slightly|have|getting|both|got|was))* rubbed(?: (?:thin|through|a bit|bare|smooth))*\b|\brubbed (?:a bit |thin |bare )?(?:between the|at the|on the|in the) (?:legs|thighs?|crotch|seat|knees?|elbows?|cuffs?|collar)\b|\b(?:soles?|heels?|treads?|insoles?)(?: (?:is|are|have|been|a|bit))* (?:much|well|very|heavily|a lot|quite|pretty) (?:walked|walked on|trodden|used|worn)\b|\b(?:gone|went|going|worn|getting) (?:bald|threadbare|shiny|thin)\b|\b(?:in|to) (?:shreds|tatters|ribbons)\b|\b(?:lining|hem|seams?|cuffs?) in (?:pieces|bits)\b/g,
  },
  {
    id: 'crease',
    form: /\b(?:permanent|stubborn|deep|hard|set in|bad) (?:\w+ )?(?:creases?|folds?|wrinkles?|kinks?|dents?)\b|\b(?:creases?|folds?|kinks?|wrinkles?) (?:that )?(?:will not|won't|doesn't|don't|does not|do not|never|can't be) (?:\w+ )?(?:out|off|flat|away|disappear|drop|steamed|ironed)\b|\b(?:crushed|squashed|squished|flattened) (?:in|by|during|at|on) (?:the |a |my |transit |storage |one |its )*(?:\w+)\b(?= [.,&]| so| and|$)|\b(?:brim|crown|peak|hat) (?:(?:is|has|a|been|bit|little|got|slightly|permanently) )*(?:crushed|squashed|bent|dented|creased|misshapen|squished)\b/g,
  },
  {
    id: 'snag',
    form: /\bpulls (?:here and there|all over|throughout|in places)\b|\b(?:a|one|two|few|some|odd|several) (?:\w+ )?threads? (?:out|hanging|loose|pulled|sticking out|has come|have come|come)\b/g,
  },
  {
    id: 'hole',
    form: /\b(?:toes?|thumb|finger|elbow|heel)s? (?:is |are |has |have )?(?:poked|poking|gone|worn|pokes?) (?:right )?through\b|\b(?:a|one|two|small|tiny|little|iron|cigarette|cig) (?:\w+ )?burns? (?:from|on|at|near|in|by|to)\b/g,
  },
  {
    id: 'fading',
    form: /\b(?:sun|light|window) (?:has |have |had )?(?:got|gotten|caught|bleached|damage|damaged|struck)(?: (?:at|to|it|the))?\b|\b(?:print|logo|graphic|lettering|design|picture|writing|pattern)s?(?: (?:is|are|has|have|a|bit|little|nearly|almost|mostly|half|partly|all|been|getting))* (?:gone|washed (?:away|off|out)|rubbed (?:off|away)|worn (?:off|away)|disappear\w*|vanish\w*|faint|ghostly)\b|\b(?:black|navy|red|blue|colou?r|it|they) (?:has |have |is |are |'s )?(?:gone|going|turned|washed) (?:a bit |a little |slightly |more |rather |quite )*(?:brownish|rusty|charcoal|dusty|pale|dull|washed out)\b|\bwashed (?:down )?to (?:a )?(?:soft |pale |light |dusty |faded )?(?:gr[ae]y|charcoal|blue|pink|white)\b/g,
  },
  {
    id: 'discoloration',
    form: /\bdye (?:from|off|rubbed|came|come)\b|\b(?:went|gone|turned|came out|come out|washed) (?:a bit |slightly |a little |all |rather )*(?:pink|gr[ae]y|yellow|blue|green|cream|beige|brown|purple|orange)(?:ish)? (?:in the|with the|from the|after a|after the|with age|at the|on the|in places|over time|over the)\b|\b(?:brass|metal|hardware|buckle|silver|chain|buttons|plating) (?:has |have |is |are |gone |going |turned |turning |a bit |slightly )+(?:green|dull|black|dark|brown|grey|gray)\b/g,
  },
  {
    id: 'missing-button',
    form: /\bneeds? (?:a |one |two |its |the |top |new |cuff |couple of )*buttons? (?:sewn|sewing|put|replaced|replacing|reattach\w*|stitched|fixing)(?: back)?(?: on)?\b|\bbuttons? (?:has |have )?(?:popped|pinged|dropped|come|came|fallen|fell|flew) (?:off|away)\b/g,
  },
  {
    id: 'broken-zipper',
    form: /\b(?:zip|zipper|fly) (?:\w+ )?(?:needs?|takes?|wants?|requires?) (?:a |some |a bit of |a little |a lot of )*(?:tug|wiggle|jiggle|coaxing|patience|persuasion|persuading|force|help|pliers|wax|lubricat\w+|yank|muscle|encourag\w+|fix|repair|replac\w+)\b|\b(?:reissverschluss|rv) (?:\w+ )?(?:geht|lauft|schliesst) (?:nur |sehr )?(?:mit|schwer|schlecht|nicht)\b/g,
  },
  {
    id: 'scratch',
    form: /\b(?:a|one|some|few|faint|light|fine|tiny) hairlines?\b(?! fracture| crack)|\bhairlines? (?:on|in|across|to)\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:needs?|could do with|due|due for|want|wants) (?:a )?(?:new )?(?:re ?tipping|re ?heeling|re ?soling|retipped|re ?heeled|re ?soled|tips|taps|heel (?:tips|taps|caps)|soles)\b|\bworn (?:down )?to (?:the )?(?:nail|metal|plastic|canvas|wood|threads?|cords?|nub|stump)s?\b|\b(?:cuffs?|collars?|hems?|edges?|welts?|ribbing|piping|lining|elbows?)(?: (?:is|are|just|starting|start|to))* (?:going|on (?:the|their|its) way out)(?= [.,&]|$| at| a bit| on)|\b(?:no|little|not much|hardly any|low) tread(?: (?:left|remaining))?\b|\btread (?:is |has |nearly |almost )*(?:gone|low|smooth|shallow)\b|\b(?:signs?|traces?) of (?:use|usage|age|life|being worn|having been worn)\b/g,
  },
  {
    id: 'tear',
    form: /\b(?:silk|satin|taffeta|lining|fabric|cloth|beading)(?: (?:is|has|have|are|some|a bit|badly|slightly|lightly))* (?:shatter\w*|split\w*|shred\w*|rotting|rotted|perished)\b|\bshatter(?:ed|ing) (?:silk|satin|taffeta|lining|fabric)\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:light|surface|minor|slight|honest|gentle|general|moderate|heavy|some|age related|expected) (?:surface |age |general |edge )?wear(?= consistent| commensurate| in (?:line|keeping)| for (?:its|the) age| [.,]| throughout| all over)|\b(?:loss|losses) (?:to|of|in) (?:the )?(?:beads?|beading|sequins?|plating|gilding|gilt|enamel|finish|paint|stones?|fringe|surface|leather|foil)\b|\b(?:have|has|some|with) used (?:traces?|marks?|signs?)\b|\b(?:absatz|absatze|sohle|sohlen) (?:\w+ )?(?:schief|runter|herunter) ?gelaufen\b/g,
  },
  {
    id: 'broken-zipper',
    form: /\b(?:zip|zipper|lightning|zip lock|lock of (?:the )?zipper)(?: (?:is|does|do|can|will))* (?:not|bad|badly|no) (?:\w+ )?(?:close|closes|closed|closing|go|goes|slide|slides|work|works)\b/g,
  },
  {
    id: 'stain',
    form: /\b(?:small|little|slight|some|one|bit|a) (?:dirt(?:y|iness)?|dirty (?:place|spot|point)|filth)(?= (?:on|at|in|near|place|spot)\b)/g,
  },
]
