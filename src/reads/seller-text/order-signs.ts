// What gives an order to a computer away. All forms are held against folded text: lower case, no accents.

import { machineSigns } from './machine-signs.ts'
import { clause, fields, machines, notToMe, roles, small, surelyWrites, writes } from './order-words.ts'

/** What only a program is sent: role tags with what is between them, chat templates, comments, code fences, JSON with our fields. */
export const markup: readonly RegExp[] = [
  new RegExp(`<${roles}\\b[^>]*>[\\s\\S]*?(?:</${roles}\\s*>|$)`, 'g'),
  /<!--[\s\S]*?(?:-->|$)/g,
  /<\|[\s\S]*?\|>(?:[^<]*<\|[\s\S]*?\|>)?/g,
  /\[inst\][\s\S]*?(?:\[\/inst\]|$)/g,
  /<<sys>>[\s\S]*?(?:<<\/sys>>|$)/g,
  /\[+\s?(?:ai|bot|llm|machine|prompt|instructions?|system|ia|ki)\b[^\]]{0,20}\]+[^[]*\[+\/[^\]]*\]+/g,
  /%%[\s\S]*?%%end%%/g,
  /```[\s\S]*?(?:```|$)/g,
  /\[\[[\s\S]*?(?:\]\]|$)/g,
  /\{\{[^{}]{12,}(?:\}\}|$)/g,
  /\b(?:begin |start )?(?:of )?system\b[\s\S]{0,400}?\bend(?: of)? system\b[.:]?/g,
  new RegExp(`\\{[^{}]*["']?\\b${fields}["']?\\s*[:=][^{}]*\\}`, 'g'),
  // Words of a hashtag that speak to a program: "#ai_set_brand_x".
  /#(?:[^\s#_]+_)*(?:ai|ia|ki|bot|robot|assistant|system|prompt|set|write|output|answer|ignor[a-z]*|pon|escribe|responde|setze|schreibe?|antworte|mets|ecris|reponds|scrivi|rispondi|imposta)_[^\s#]+/g,
  /<([a-z]+)\b[^>]*\b(?:ai|bots?|llm|assistant|machine|model|robots?)\b[^>]*>[^<]*<\/\1>/g,
  /\{[^{}]*["'](?:instructions?|prompt|system|role|command|task)["']\s*:[^{}]*\}/g,
  new RegExp(`<(${fields})>[^<]*</\\1>`, 'g'),
  /<\/?[a-z][^<>]{0,60}>/g,
  /\/\*[\s\S]*?(?:\*\/|$)/g,
  // What a program's own line looks like: "set_brand(X)", 'print("X")'.
  /\b(?:set|override|update|assign|write|output|return|put|change|insert|force|fill)(?:[_.-][a-z]+)+\([^)\n]*\)|\b(?:print|return|output|echo|respond|answer|write)\(["'][^)\n]*\)/g,
]

export const signs: readonly RegExp[] = [
  /\b(?:system|developer|assistant|ai|ki|ia|model)[ -](?:prompt|message|instructions?|override|command)s?\b/,
  // Setting aside what a program was told.
  /\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass|skip|do not follow|don't follow|vergiss|vergessen sie|missachte\w*|oubli\w*|ne (?:tiens|tenez|tenir) pas compte|olvid\w*|omit[ea]|haz caso omiso|dimentica\w*|trascura\w*|non considerare)\b.{0,60}\b(?:instructions?|prompts?|guidelines|rules?|commands?|directions?|orders|anweisung\w*|regeln|vorgaben|befehl\w*|consignes?|regles?|ordres|instrucci\w+|reglas|ordenes|istruzion\w+|regole|ordini|(?:everything|all|text|anything) (?:above|before|you)|todo lo (?:anterior|de arriba)|tout ce qui precede|alles (?:vorherige|bisherige|davor|oben)|tutto (?:cio|quanto|quello)|rest of (?:the|this) (?:text|listing|description))\b/,
  // Speaking to a program: "dear robot", "note to the AI:", "SYSTEM:", "if you are a language model".
  new RegExp(
    `\\b(?:dear|hey|hi|hello|attention|attn|(?:note|message|instructions?|orders?|info|memo) (?:to|for)|(?:sehr )?geehrte[rs]?|liebe[rs]?|hallo|achtung|(?:hinweis|notiz|nachricht|anweisung) (?:an|fur)|chere?|bonjour|a l'attention de|(?:note|message|consignes?|instructions?) (?:a|pour|per)|querid[oa]|estimad[oa]|gentile|egregio|hola|atencion|(?:nota|mensaje|aviso|orden|instrucciones) (?:para|per)|car[oa]|ciao|attenzione|(?:nota|messaggio|avviso|istruzion[ei]) per)\\s+(?:(?:the|any|all|an|a|our|die|das|den|der|alle|l'|la|le|les|el|il|lo|i|gli)\\s*)?(?:[a-z]+ )?${machines}\\b`,
  ),
  new RegExp(
    `\\b(?:for|to|fur|an|pour|para|per|a)\\s+(?:(?:the|any|die|das|den|l'|la|le|les|el|il|lo)\\s*)?${machines}\\s*(?::|,.*(?:=|:|\\b${writes}\\b))`,
  ),
  new RegExp(`${clause}${machines}\\s*(?:[:>]|,\\s*(?:please|bitte|merci|por favor|per favore|${writes})\\b)`),
  new RegExp(`\\b(?:if|wenn|falls|si|se)\\b.{0,25}\\b${machines}\\b.*\\b${writes}\\b`),
  new RegExp(
    `\\b${machines}\\b.{0,15}\\b(?:reading|parsing|processing|summari[sz]ing|liest|lesen|lisant|lit|lisez|lee|leyendo|legge|leggendo)\\b`,
  ),
  /^[\W_]*(?:(?:ai|ia|ki|bot)\b|system|systeme|sistema|assistant|user|admin|administrator|developer|root|override|(?:new|updated|hidden|secret|neue|nouvelles?|nuevas?|nuov[ae]) (?:instructions?|anweisung\w*|instrucci\w+|istruzion\w+)|prompt|command|output|anweisung|befehl|consigne|comando)(?: (?:message|prompt|note|notice|override|update|instructions?))?\s*(?:[:>\]]|=>)/,
  // Orders to fill in a field: "set brand to X", "write size XXL", "mark it as new".
  new RegExp(
    `${clause}${writes}\\s(?:[^\\s.]+\\s){0,4}?${small}${fields}(?:\\s(?:field|feld|champ|campo))?\\s?(?:to|as|=|:|with|auf|als|mit|a|comme|como|come|su|con|be)(?:\\s|(?<=[=:]))`,
  ),
  new RegExp(`${clause}${surelyWrites}\\s(?:only |nur |seulement |solo )?${small}["«“]?${fields}\\b`),
  new RegExp(
    `${clause}(?!use )${writes}\\s(?:it|this|that|them|the item|the listing|this item|this listing|es|das|den artikel|dies|l'article|cet article|lo|la|el articulo|l'articolo)\\s(?:as|als|comme|como|come)\\b`,
  ),
  new RegExp(
    `\\b(?:you|du|sie|tu|vous|usted|lei|voi)\\s(?:must|should|shall|have to|need to|are to|are required to|musst|mussen|sollst|sollen|dois|devez|debes?|tienes que|devi|dovete)\\s(?:now |only |always |nur |seulement |solo )?(?:${writes}|say|state|claim|set|sagen|angeben|eintragen|setzen|dire|indiquer|decir|indicar|dire|indicare)\\b`,
  ),
  new RegExp(
    `${clause}(?:say|state|claim|pretend|assume|sag|sage|behaupte|schreib|tu so|dis|dites|affirme|affirmez|pretends|di|diga|afirma|finge|di'|afferma|fingi)(?: only| just| simply)?,?\\s(?:that|it|this|there|as if|the item|dass|es|als ob|que|qu'|che)`,
  ),
  new RegExp(
    `${clause}(?:gib|geben sie|trage?|tragen sie|schreibe?|setze?|nenne)\\s.{0,20}\\b${fields}\\b.{0,40}\\b(?:aus|ein|hin)\\b`,
  ),
  // What only a program does with a listing.
  new RegExp(
    `${clause}(?:translate|rewrite|rephrase|summari[sz]e|repeat|ubersetze?|traduis|traduisez|traduce|traduci|resume|riassumi|fasse)\\s.{0,20}\\b(?:this|the|above|diese[ns]?|den|cette|l'|este|el|questo)\\s?(?:listing|ad|text|description|anzeige|annonce|anuncio|annuncio|texte?o?)\\b`,
  ),
  /\b(?:when|while|before|once|after|if|whenever)\b (?:you |you're |you are )?(?:summari[sz]|describ|process|catalog|classif|analy[sz]|extract|index|pars|digiti[sz]|tagging|generat|auto-?fill)\w*/,
  /\b(?:wenn|beim|bevor|falls)\b.{0,40}\b(?:zusammenfass|katalogisier|klassifizier|auswert|analysier|verarbeit)\w*/,
  /\b(?:quand|lorsque|en|avant de|si)\b.{0,20}\b(?:resum|catalogu|classifi|analys(?:ez|ant|es)|traitez|traitant|remplissant|generant)\w*/,
  /\b(?:cuando|al|antes de|si)\b.{0,15}\b(?:resum|catalog|clasific|analic|analiz|proces)\w*/,
  /\b(?:quando|nel|prima di|se)\b.{0,15}\b(?:riassum|catalog|classific|analizz|elabor)\w*/,
  // "The correct brand field is X": a form is spoken of, and a listing has none.
  new RegExp(`\\b${fields} fields? (?:is|are)\\b`),
  new RegExp(
    `\\b${fields}\\s(?:field\\s)?(?:must|has to|shall)\\s(?:be|read|say|equal)\\b|\\b${fields}\\s(?:field\\s)?should\\s(?:read|say|be set)\\b`,
  ),
  new RegExp(
    `\\b${fields}\\s(?:muss|soll)\\s.{1,30}\\b(?:sein|lauten|stehen)\\b|\\b${fields}\\s(?:doit|devra)\\s(?:etre|indiquer)\\b|\\b${fields}\\s(?:debe|tiene que)\\s(?:ser|poner|decir)\\b|\\b${fields}\\s(?:deve)\\s(?:essere|risultare|dire)\\b`,
  ),
  /\bground truth\b|\bcorrect (?:answer|output|label|classification)\b|\bend(?: of)? (?:instructions?|prompt|message|override)\b/,
  new RegExp(`["“]${fields}["”]\\s*:`),
  ...machineSigns,
]

/** "brand = X", "size=XS", "condition: new-with-tags". */
export const assignment = new RegExp(`\\b${fields}\\s*(?:=|:=|->|=>)\\s*\\S|\\b${fields}\\s*:\\s*[a-z]+-[a-z]+-`)

/** "#material_silk" */
export const fieldTags = new RegExp(`#${fields}_[^\\s#]+`, 'g')

/** Where a seller takes the word again: "real info:", "dear human", "in reality". */
export const goesOn =
  /<<<|\b(?:nah|jk|just kidding|lol no)\b(?=,? )|={3}\s?(?:end|fin|fine|ende)\b|\b(?:(?:honestly|seriously|ehrlich|im ernst|spass beiseite|honnetement|en serio|sul serio|a parte gli scherzi)(?=\s?[:,])|for every(?:body|one) else|for (?:the )?(?:people|persons|buyers|rest of you|you lot|normal people)\b(?=\s?[:,])|(?:to|dear) (?:the )?(?:people|buyers)\b(?=\s?[:,])|people(?=: )|(?<=[,;] )for (?:the )?(?:people|humans|everyone else)\b|(?:real|actual|living) (?:people|persons|buyers|readers)|if (?:you are|you're|you aren't|you are not|not)(?=[,:] )|if you are (?:a )?(?:human|person|one|buyer)|(?:real|actual|true|genuine|honest) (?:info\w*|description|item|details?|listing|text|one)|(?:dear |for |to )?(?:the )?humans?\b|real (?:people|buyers)|echte beschreibung|wirkliche\w* \w+|(?:fur|an) (?:die |alle |echte )?(?:menschen|leute|personen|kaufer|lebewesen)|(?:fur|an) (?:euch|alle anderen|den rest)(?=\s?[:,])|wenn nicht(?=\s?[:,])|liebe menschen|in wirklichkeit|vraie? (?:description|infos?|article)|en realite|(?:pour|chers|aux) (?:les |autres )?(?:humains|gens|personnes|vrais acheteurs|acheteurs)\b(?=\s?[:,])|pour (?:les humains|les autres|les gens|vous)(?=\s?[:,])|sinon(?=\s?[:,])|descripcion (?:real|verdadera)|en realidad|(?:para|queridos|queridas|a) (?:los |las |todos los |todas las )?(?:humanos|personas|compradores|demas)\b(?=\s?[:,])|para (?:los |las )?(?:humanos|personas)|si no(?=\s?[:,])|descrizione (?:vera|reale)|vera descrizione|in realta|per (?:gli umani|le persone|la gente|tutti gli altri|voi umani)|(?:cari|agli|ai) (?:umani|esseri umani|compratori)|alle persone|altrimenti(?=\s?[:,]))\b/

/** Whether an order says what it wants. */
export const namesField = new RegExp(`\\b${fields}\\b`)

type Hint = { form: RegExp; weight: number; asWritten?: true }

/** Words that sellers use too: none is an order alone, several in one sentence are. */
export const hints: readonly Hint[] = [
  { weight: 2, form: /\b(?:AI|IA|KI|LLMs?|GPT|ChatGPT)\b(?![-\s]?generated)/, asWritten: true },
  {
    weight: 2,
    form: /\b(?:artificial intelligence|intelligence artificielle|kunstliche intelligenz|inteligencia artificial|intelligenza artificiale|language model|sprachmodell\w*|modele de langage|modelo de lenguaje|modello linguistico)\b/,
  },
  { weight: 1, form: new RegExp(`\\b${fields}\\s*=`) },
  { weight: 2, form: /\b(?:chat-?)?bots?\b|\bchat ?gpt\b|\bllms?\b/ },
  { weight: 1.5, form: /\brobots?\b|\broboter\b/ },
  {
    weight: 1,
    form: /\b(?:assist(?:ant|ent|ente)\w*|asistente|machine|maschine|computer|system\w*|sistema|algorit\w+|model|modell|modello|modelo|modele|(?:auto)?catalog\w*|automat\w*|software|claude|gemini|copilot)\b/,
  },
  {
    weight: 2,
    form: /\b(?:you are|you're|act as|behave as|du bist|sie sind|tu es|vous etes|agis comme|eres|actua como|sei|agisci come)\s(?:now |jetzt |maintenant |ahora |ora )?(?:a |an |the |my |ein(?:e)? |une? |una |uno |un )?(?:[a-z]+ ){0,2}(?:assist\w+|asistente|\w*bot|expert\w*|apprais\w*|catalog\w*|modell?[oe]?|system|sistema|agente?|classifier|machine)\b/,
  },
  {
    weight: 2,
    form: /\b(?:from now on|ab (?:jetzt|sofort) gilt|von nun an|ab jetzt|a partir de maintenant|desormais|a partir de ahora|de ahora en adelante|d'ora in poi)\b/,
  },
  {
    weight: 2,
    form: /\b(?:your|deine?|tes?|ta|votre|tu|tus|il tuo|la tua|le tue)\s(?:new |only |next |neue |nouvelle |nueva |nuovo )?(?:task|output|job|role|instructions?|guidelines|rules|programming|prompt|answer|aufgabe|ausgabe|antwort|anweisung\w*|tache|reponse|consignes?|tarea|respuesta|salida|instrucciones|compito|risposta|istruzioni)\b/,
  },
  {
    weight: 2,
    form: /\b(?:previous|prior|earlier|above|preceding) (?:rules?|instructions?|text|prompt|content)\b|\bwhat (?:i|was) (?:wrote|written|said)\b|\b(?:de )?lo anterior\b|\bce qui precede\b|\btesto (?:precedente|sopra)\b|\bvorherige[nr]? text\b/,
  },
  {
    weight: 1,
    form: /\b(?:ignor\w+|disregard|forget|oubli\w+|vergiss|olvida|dimentica|ne (?:tiens|tenez) pas compte)\b/,
  },
  {
    weight: 1,
    form: /\b(?:instructions?|prompt|override|command|task|guidelines|rules?|befehl|anweisung\w*|consignes?|instruccion\w*|istruzion\w*)\b/,
  },
  {
    weight: 2,
    form: /^\W*(?:stop\W+)?(?:[a-z-]+ ){0,2}(?:(?:new|neue[rs]?|nouveau|nuevo|nuovo) prompt|override|instruction|anweisung|instruccion|istruzione)(?: [a-z]+){0,3}\s?:/,
  },
  {
    weight: 1,
    form: /\b(?:answers?|answering|respond\w*|reply|replies|output|return|classif\w*|tag (?:it |this )?as|record|report|put down|antwort\w*|repond\w*|rispond\w*|ausgeb\w*|eintrag\w*|angeb\w*|inscri\w+|ecri(?:re|s|vez))\b(?! (?:vite|rapidement|aux|a vos|schnell|gern|fast|quick|rapido|subito|veloce))/,
  },
  { weight: 1, form: new RegExp(`${clause}${writes}\\s${notToMe}`) },
  {
    weight: 1.5,
    form: new RegExp(
      `\\b(?:must|have to|shall|musst|sollst|dois|devez|debes|devi|dovete|que|to)\\s(?:now |always |only )?(?:${writes}|say)\\b`,
    ),
  },
  {
    weight: 3,
    form: new RegExp(`${clause}(?:(?:pretend|assume)\\s(?:the|that|it|this|they)|tu so|fais comme|finge|fingi)\\b`),
  },
  {
    weight: 1,
    form: new RegExp(
      `\\b(?:as|als|comme|como|come|for|bei|dans|en|in)\\s(?:the |its |die |das |la |le |l'|el |il )?${fields}\\b|\\b${fields} (?:field|feld)\\b|\\b(?:champ|campo) ${fields}\\b`,
    ),
  },
  {
    weight: 2,
    form: /\b(?:i (?:order|command|instruct) you|ich befehle|je t'ordonne|te ordeno|ti ordino|always answers?)\b/,
  },
  {
    weight: 1,
    form: /\b(?:whoever|whatever|any(?:one|thing)|wer auch immer|quien|chi)\b.{0,20}\b(?:process\w*|reads?|pars\w*|lee|liest|legge|lit)\b|\bthat reads this\b|\b(?:reads|lee|legge|lit) (?:this|un robot|un bot|questo|ceci)\b/,
  },
  { weight: 1, form: /\b(?:field|feld|champ|campo) (?:should|must|soll|doit|debe|deve)\b/ },
  { weight: 1, form: /\b(?:should|must|has to) (?:contain|read|say|be set)\b/ },
  {
    weight: 1.5,
    form: /\b(?:to|for|an|fur|a|au|aux|pour|para|per)\s(?:(?:the|any|all|alle|die|das|den|l'|la|le|les|el|il|lo|un|una)\s*)?(?:[a-z]+ )?(?:ro)?(?:bots?|a\.?i\.?|i\.?a|k\.?i|assist\w+|modell[oe]?|modelo|modele|tool|system|sistema|automat\w*)\b/,
  },
  { weight: 3, form: /[@/#{[]{1,2}\s?(?:system|user|assistant|admin|developer|prompt)\b[\]}]*/ },
  {
    weight: 3,
    form: /\b(?:admin|administrator|developer|system) (?:says|message|note|notice)\b|\bsystem-?(?:anweisung|prompt|message|nachricht)\b/,
  },
]
