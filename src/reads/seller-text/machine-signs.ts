import { anyMachine, articles, clause, fields, machines, processes, writes } from './order-words.ts'

const someone = `${articles}(?:(?!machine\\b)[a-z]+ ){0,2}?${anyMachine}\\b`
/** "For machine wash", "an die Maschine, 30 Grad": what is said of care is no message. */
const notCare = '(?!.{0,25}(?:wash|dry|wasch|lava|\\d ?°|\\d ?deg|\\d ?gr|\\d ?c\\b|cycle|trockn|sech))'
const to = "(?:to|for|an|fur|zu|pour|para|per|a|al|aux?|alla|alle|agli|ai|allo|all')"
const greets =
  '(?:dear|hey|hi|hello|ok|okay|yo|attention|attn|sehr geehrte[rs]?|liebe[rs]?|hallo|achtung|chere?s?|bonjour|salut|querid[oa]s?|estimad[oa]s?|hola|atencion|oye|gentil[ei]|egregio|car[oaie]|ciao|attenzione|ehi|toi,?|du,?|tu,?|you,?)'
const message =
  '(?:notes?|messages?|instructions?|orders?|info|memo|hint|hinweis|notiz|nachricht|anweisung(?:en)?|befehl|nota|mensaje|aviso|orden|instruccion(?:es)?|messaggio|avviso|istruzion[ei]|consignes?)'
const must =
  '(?:must|should|shall|has to|have to|is to|are to|needs? to|may only|can only|muss|mussen|soll|sollen|doit|doivent|debe|deben|tiene que|tienen que|deve|devono)'
const files =
  '(?:recorded|registered|entered|set|written|listed|reported|filed|given|classified|catalogu?ed|labell?ed|tagged|stated)'

/** A program is spoken to, or of, in a way that no buyer is: each of these is an order, or the head of one. */
export const machineSigns: readonly RegExp[] = [
  // "To the bot that reads this", "für jede Software, die das auswertet", "al programa que lee esto".
  new RegExp(`${clause}${to}\\s?${someone}.{0,30}\\b${processes}\\b`),
  new RegExp(
    `${clause}${to}\\s?${articles}(?:automati\\w+ |automated )?${anyMachine}(?: automat\\w*)?\\s?(?:only\\b|:|\\s[-–—]\\s)${notCare}`,
  ),
  new RegExp(
    `${clause}(?:to|an|a|al|all')\\s?${articles}(?:software|program|programm|programme|programa|programma|system|tool|logiciel|bot|algorithm\\w*|machine) (?:behind|of|on|hinter|derriere|detras|dietro)\\b.{0,25}:`,
  ),
  // "Hinweis an das Programm", "message à tout logiciel", "note for automatic readers".
  new RegExp(`\\b${message} ${to}\\s?${someone}(?!s? ?-?(?:wash|dry|knit|made|wasch))`),
  new RegExp(
    `\\b${message} (?:to|for|an|fur|pour|para|per) ${articles}(?:automati\\w+|automated|machine) (?:readers?|systems?|tools?|processing|process|lectura|auswertung|verarbeitung)\\b`,
  ),
  new RegExp(`\\b${greets} (?:my |our |the |das |die )?${anyMachine}\\b(?!s? ?-?(?:wash|dry|knit|made|wasch))`),
  new RegExp(
    `(?:${clause}|^\\W*)(?:all |dear |any |alle |tous les |todos los |tutti i )?(?:machines|computers|robots?|bots?|ais?|assistants?|algorithms?|programs|roboter|maschinen|robot|asistente|assistente|assistent|assistant|macchine|maquinas|machine readers?|crawlers?|parsers?|scrapers?|indexers?|llms?|automated (?:systems?|readers?|tools?))\\s*(?::${notCare}|, (?:you|your|if|when|it is|it's|this is|be|tell|si|se|wenn|falls|es|das|dis|dile|digli|c'est|e|est)\\b|, di' )`,
  ),
  new RegExp(
    `${clause}${anyMachine}, (?:please )?(?:store|save|keep|log|note|file|guarda|registra|apunta|salva|speicher\\w*|enregistre\\w*)\\b`,
  ),
  // "Système de tri automatique :", "programa lector: …".
  new RegExp(
    `${clause}(?:${anyMachine} (?:[a-z']+ ){0,3}?(?:automati\\w+|readers?|lector|lecteur|lettore|d'analyse)|(?:auto-?|machine )[a-z]+er) ?:${notCare}`,
  ),
  /\b(?:for|fur|pour|para|per|to) (?:(?:the|les|las|los|le|i) )?(?:machines|bots|robots|computers?|programs|software|maschinen|roboter|maquinas|macchine|bot|robot) (?:only|nur|seulement|uniquement|solo|soltanto)\b|\b(?:only|nur|seulement|uniquement|solo|soltanto) (?:for|fur|pour|para|per) (?:(?:the|les|las|los|le|i) )?(?:machines|bots|robots|computers|maschinen|roboter|maquinas|macchine|bot|robot)\b/,
  new RegExp(
    `\\b(?:whoever|whatever|wer|quien|quiconque|chi|chiunque|anything|anyone)\\b.{0,25}\\b(?:automati\\w+.{0,15}${processes}|${processes}.{0,25}automati\\w+|(?:process|pars|extract|scrap|auslies)\\w*)\\b`,
  ),
  /\b(?:all |the )?(?:previous|preceding|above|other|rest of the) (?:text|content|description|listing) (?:is|was) (?:a test|wrong|fake|false|void|invalid|not true|a decoy)\b/,
  // "Machine that reads", "die Software, die das ausliest".
  new RegExp(
    `\\b${anyMachine},? (?:that|which|who|der|die|das|welche\\w*|qui|que|quien|che)\\b.{0,25}\\b${processes}\\b`,
  ),
  new RegExp(
    `\\b(?:whatever|whichever|any|every|some|welche[rs]?|jede[rs]?|cualquier|qualunque|qualsiasi) (?:[a-z]+ ){0,2}?${anyMachine}\\b.{0,30}\\b(?:${processes}|looking at|looks at|used to)\\b`,
  ),
  // "The system must record", "le bot doit répondre", "Software soll X eintragen".
  new RegExp(
    `\\b${anyMachine} (?:[a-z]+ ){0,3}?${must} (?:now |only |always |nur |immer |solo |siempre |sempre |toujours )?(?:${writes}|${files}|say|read(?: this| it)|registrar\\w*|registrare|enregistrer|speichern|erfassen|eintragen|angeben|nennen|poner|decir|dire)\\b`,
  ),
  new RegExp(
    `\\b${anyMachine}\\b.{0,40}\\b(?:soll|sollen|muss|mussen|hat|haben)\\b.{0,40}\\b(?:eintragen|anzugeben|angeben|schreiben|ausgeben|setzen|antworten|nennen|einstufen|einzutragen|speichern|vermerken|erfassen|ausfullen)\\b`,
  ),
  // "If you are (not) a bot", "si vous êtes un programme", "as an AI".
  /\b(?:if|when|as|unless) (?:you|u|ur|you're|you are|u r|whoever reads this)(?: are|'re| is)?(?: not)? (?:an? |the )?(?:(?:language|ai) models?|a\.?i\b|bots?\b|robots?\b|machine\b|program\b|llms?\b|(?:chat ?)?gpt|assistant\b|algorithm\b|script\b|human\b|computer\b)/,
  /\b(?:wenn|falls|sofern) (?:du|sie|ihr) (?:k?ein(?:e)? )?(?:ki\b|bot\b|roboter|maschine|programm|sprachmodell|computer|assistent)|\bsi (?:tu es|vous etes|t'es) (?:une? )?(?:ia\b|bot\b|robot|machine|programme|logiciel|modele|ordinateur)|\bsi (?:eres|es usted|sois) (?:una? )?(?:ia\b|bot\b|robot|maquina|programa|modelo|ordenador|inteligencia)|\bse (?:sei|siete) (?:una? |un'|uno )?(?:ia\b|bot\b|robot|macchina|programma|modello|computer|intelligenza)/,
  /\b(?:as an?|als|en tant qu'|en tant que|como|come) (?:ai|ki|ia|llm|language model|bot|chatbot|assistant)\b,? (?:you|your|du|sie|vous|tu|debes|devi|tienes)\b/,
  // The answer that is wanted: "the only permitted answer is", "la seule réponse autorisée", "die richtige Antwort lautet".
  /\b(?:only|sole|single|correct|right|permitted|allowed|valid|accepted|acceptable|expected) (?:[a-z]+ )?(?:answers?|outputs?|values?|responses?|replies) (?:for [a-z]+ )?(?:is|are|will|shall|must)\b/,
  /\b(?:your|deine|ihre|votre|ta|tu|su|la tua) (?:only |final |one |einzige |seule |unica )?(?:answers?|output|response|antwort|reponse|respuesta|risposta) (?:is|are|must|should|will|shall|has|ist|lautet|est|es|e|sera|sara)\b|\banswer you (?:give|output|return)\b/,
  /\b(?:richtige|einzige|korrekte|erlaubte|zulassige|gultige|einzig \w+) (?:\w+ )?(?:antwort|ausgabe)\b|\b(?:seule|bonne|unique) (?:reponse|sortie|valeur) (?:\w+ )?(?:est|:)|\breponse (?:autorisee|permise|correcte|attendue|acceptee)\b|\brespuesta (?:valida|permitida|correcta|aceptada|autorizada|esperada)\b|\brisposta (?:ammessa|consentita|corretta|valida|permessa|accettata|giusta)\b/,
  // "The brand is to be recorded as", "als Marke ist X einzutragen", "la marque à renvoyer est", "come marca va messo".
  new RegExp(
    `\\b${fields} (?:of this \\w+ )?(?:is|are) to be ${files}\\b|\\b${fields}\\b.{0,30}\\b(?:einzutragen|anzugeben|auszugeben|zu setzen)\\b`,
  ),
  new RegExp(
    `\\b${fields} a (?:renvoyer|indiquer|retourner|inscrire|ecrire|noter|retenir|saisir|mettre) est\\b|\\b(?:como|come) ${fields} (?:va|debe|deve|hay que|bisogna)\\b|\\b${fields} (?:que se debe|a devolver|da inserire|da indicare|da restituire)\\b.{0,15}\\b(?:es|e)\\b`,
  ),
  /\banswer key\b|\b(?:do not|don't) (?:read|parse|use|process|consider) (?:the |any )?(?:rest|other text|text (?:above|below))\b/,
  /\b(?:when|if|whenever) (?:you are |you're |you get )?asked\b.{0,40}, ?(?:always |just |only )?(?:answer|say|reply|respond)\b|\bwenn (?:du |sie )?(?:\w+ )?gefragt\b.{0,40}, ?(?:antworte|sag)\w*|\b(?:si (?:on te|on vous) demande|si te preguntan|se ti chiedono)\b.{0,40}, ?(?:reponds|repondez|dis|responde|di|rispondi)\b/,
  // "If this is read by a machine", "si un logiciel lit cette annonce", "se questo lo legge un programma".
  new RegExp(
    `\\b(?:if|when|falls|wenn|si|se|quand|cuando|quando)\\b.{0,25}\\b(?:an?|une?|una|ein(?:e[rnms]?)?|any|some) (?:[a-z]+ )?${anyMachine}\\b.{0,20}\\b(?:${processes}|gelesen|verarbeitet)\\b`,
  ),
  new RegExp(
    `\\b(?:if|when|falls|wenn|si|se|quand|cuando|quando)\\b.{0,20}\\b(?:read|scanned|parsed|processed|lu|leido|letto|lee|legge|lit|liest|gelesen)\\b(?: by| par| por| da| von)? (?:an?|une?|una|un'|ein(?:e[rnm]?)?) ?(?:[a-z]+ )?${anyMachine}\\b`,
  ),
  /\bthat (?:scans|parses|processes|indexes|crawls) this\b/,
  new RegExp(
    `${clause}(?:classify|categori[sz]e|klassifizier\\w*|clasifi\\w+|classifica\\w*|classe[rz]?) (?:it |this )?(?:as|als|como|come|comme)\\b`,
  ),
  // What the text says is set aside, and then something is wanted: "forget the label, say X", "ignora la descripción y devuelve X".
  /\b(?:ignor\w*|disregard|forget|skip|vergiss|vergesst|vergessen sie|oublie\w*|olvida\w*|dimentica\w*|passe sur)\b.{0,50}(?:[,;:–—-]|\b(?:and|und|et|y|e)\b) ?(?:just |only |simply |simplement |einfach |nur |semplemente |solo )*(?:output|write|say|answer|put|return|enter|state|report|respond|record|gib|renvoie\w*|use (?=[a-z]+[.!]?$)|schreib\w*|sag\w*|antworte|trag\w*|mets|mettez|ecris|ecrivez|reponds|dis que|pon|escribe|devuelve|responde|di que|metti|scrivi|rispondi|restituisci)(?! (?:me|us|mir|uns|moi|nous|mi|it on|them on|this on|on|over|together)\b)/,
  /\b(?:ignor\w*|disregard|override|overrule)\b (?:the |this |all |rest of the )*(?:(?:english|german|french|spanish|italian|foreign|original|other|whole|entire|above|human|following) (?:text|description|listing|words|part)|label and|tag and|size above and|tag:)/,
  /\b(?:regardless of|irrespective of|no matter|whatever|quel que soit|quoi qu'il|peu importe|egal,? was|ganz gleich,? was|unabhangig vom|da igual|diga lo que diga|sin importar|qualunque cosa|qualsiasi cosa|non importa cosa)\b.{0,40}(?:\s|\b)(?:answer|output|write|return|record|enter|report|state|recorded|antworte|schreib\w*|trag\w*|angeben|reponds|repondez|mets|ecris|ecrire|inscri\w+|a indiquer|contesta|responde|escribe|devuelve|pon|rispondi|scrivi|metti|restituisci)(?! (?:me|us|mir|uns|moi|nous|mi|it on)\b)\b/,
  /\b(?:you will|you shall|you may only|you must|you can only|you are to) (?:now |only |always |hereby |just )*(?:answer|output|respond with|print|reply with)\b|\bhereby (?:told|ordered|instructed|required|obliged|directed)\b|\bonly (?:\w+ )?you (?:may|can|must|should|are allowed to) (?:output|answer|return|write|respond|report)\b|\byou are obliged to (?:call|say|write|answer)\b/,
  /\bpretend (?:you|to have) (?:read|saw|see|seen|found)\b/,
  // Letters held apart to hide the word.
  /\b(?:i g n o r e|s y s t e m|o u t p u t|p r o m p t|a n s w e r|i n s t r u c t)\b|\b(?:1gnore|ign0re|pr3vious|instructi0ns?|1nstructions?|syst3m)\b/,
  new RegExp(`\\b${fields} ?(?::=|==) ?\\S`),
  /\b(?:for|to) (?:indexing|machine|automatic|automated|robots?|bots?) (?:purposes?|processing|readers?|use) only\b/,
  /\bif ?\([a-z_.]+ ?(?:==|=|!=)/,
  new RegExp(`\\b${machines} ?=>? ?["'„“]?[a-z]`),
]
