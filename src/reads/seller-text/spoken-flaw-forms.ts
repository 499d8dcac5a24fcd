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
    form: /\b(?:no|not much|little|zero|hardly any|not a lot of) (?:stretch|elastic|elasticity|snap|spring|give|bounce|recovery|tension) (?:is )?(?:left|remaining|anymore|any more|in the|in its)\b|\b(?:lost|losing|loses|lacks|gone) (?:all |most of |some of |a bit of )?(?:its|their|the) (?:snap|stretch|stretchiness|bounce|spring|grip|elasticity|elastic|recovery|shape)\b|\bstretch (?:has |is |had )?(?:gone|dead|shot|finished|done)\b|\b(?:elastic|waist\w*) (?:has |is )?(?:perished|dead|finished)\b/g,
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
      `\\b(?:more (?:of an? )?(?:\\w+ )?${dull} than|rather ${dull} than|${dull} (?:rather|instead of|not)(?: than)?) ${pale}\\b|\\b(?:white|black) (?:once|when new|at first|to begin with|originally)\\b|\\b(?:once|formerly|previously|used to be|supposed to be|originally) (?:white|black)\\b(?! (?:with|trim|and))|\\b(?:was|were) (?:once |originally )?white(?= [.,&]| once| but| now| when|$)|\\b(?:no longer|not (?:so|as|really|quite|very|that|exactly)) (?:bright |pure )?white\\b|\\bwhites? (?:is|are|has|have) (?:\\w+ )?(?:gone|dull\\w*|dingy|tired)\\b`,
      'g',
    ),
  },
  {
    id: 'discoloration',
    form: /\b(?:eher|mehr|schon) (?:grau|gelb|beige|gelblich|graulich|creme) als (?:weiss|schwarz)\b|\b(?:nicht mehr|nicht ganz|nicht mehr ganz|nicht mehr so) (?:rein ?|strahlend |ganz |so )?weiss\b|\bmal weiss gewesen\b|\bplus (?:grise?s?|jaunes?|beiges?|cremes?) que (?:blanc|blanche|blancs|blanches|noir|noire)\b|\bplus (?:vraiment|tres|tout a fait|aussi) (?:blanc|blanche|blancs|blanches)\b|\bmas (?:gris|grises|amarill[oa]s?|beige|crema) que (?:blanc[oa]s?|negr[oa]s?)\b|\bya no (?:es|son|esta|estan)? ?(?:tan |muy )?blanc[oa]s?\b|\bpiu (?:grigi[oae]|giall[oaie]|beige|crema) che (?:bianc\w+|ner[oaie])\b|\bnon (?:e |sono )?piu (?:tanto |cosi |proprio )?bianc\w+\b/g,
  },
  {
    id: 'scuff',
    form: /\b(?:finish|leather|patent|polish|suede|nubuck|toes?|uppers?|toe ?caps?|heels?)(?: (?:is|are|has|been|a|bit|little|slightly|have|getting|both|got|was|were))* (?:rubbed|bumped|bashed|knocked|stubbed|kicked|bruised|grazed)(?: (?:through|off|away|thin|down))?\b|\b(?:rubbed|stubbed|bumped|bashed) (?:through )?(?:(?:at|on|the|both|left|right) )*(?:toes?|finish|leather|patent|heels?|toe ?caps?)\b/g,
  },
  {
    id: 'wear',
    form: /\b(?:(?:between|inside) (?:the |my |his |her )?(?:legs|thighs)|(?:inner )?thighs?|inner legs?|crotch|gusset|elbows?|knees?|seat|cuffs?|collar)(?: (?:is|are|has|been|a|bit|little|slightly|have|getting|both|got|was))* rubbed(?: (?:thin|through|a bit|bare|smooth))*\b|\brubbed (?:a bit |thin |bare )?(?:between the|at the|on the|in the) (?:legs|thighs?|crotch|seat|knees?|elbows?|cuffs?|collar)\b|\b(?:soles?|heels?|treads?|insoles?)(?: (?:is|are|have|been|a|bit))* (?:much|well|very|heavily|a lot|quite|pretty) (?:walked|walked on|trodden|used|worn)\b|\b(?:gone|went|going|worn|getting) (?:bald|threadbare|shiny|thin)\b|\b(?:in|to) (?:shreds|tatters|ribbons)\b|\b(?:lining|hem|seams?|cuffs?) in (?:pieces|bits)\b/g,
  },
  {
    id: 'crease',
    form: /\b(?:permanent|stubborn|deep|hard|set in|bad) (?:\w+ )?(?:creases?|folds?|wrinkles?|kinks?|dents?)\b|\b(?:creases?|folds?|kinks?|wrinkles?) (?:that )?(?:will not|won't|doesn't|don't|does not|do not|never|can't be) (?:\w+ )?(?:out|off|flat|away|disappear|drop|steamed|ironed)\b|\b(?:crushed|squashed|squished|flattened) (?:in|by|during|at|on) (?:the |a |my |transit |storage |one |its )*(?:\w+)\b(?= [.,&]| so| and|$)|\b(?:brim|crown|peak|hat) (?:(?:is|has|a|been|bit|little|got|slightly|permanently) )*(?:crushed|squashed|bent|dented|creased|misshapen|squished)\b/g,
  },
]
