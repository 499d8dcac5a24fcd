// Words of orders to a computer, as pieces of expressions over folded text: lower case, no accents.

/** What is filled in for an item. */
export const fields =
  '(?:brand|maker|category|size|colou?r|condition|material|fabric|composition|department|price|quantity|flaws?|defects?|title|fields?|attributes?|values?|confidence|json|' +
  'marke|hersteller|kategorie|grosse|groesse|farbe|zustand|stoff|preis|feld|felder|mangel|' +
  'marque|categorie|taille|pointure|couleur|etat|matiere|tissu|prix|champs?|defauts?|' +
  'marca|categoria|talla|estado|tejido|composicion|precio|campos?|defectos?|' +
  'taglia|colore|condizion[ei]|stato|materiale|tessuto|prezzo|campo|difetti|misura)'
/** Who speaks, in a chat's template. */
export const roles =
  '(?:system|systeme|sistema|instructions?|assistant|admin|administrator|developer|prompt|user|ai|override|inst|sys)'
/** Whoever is called one of these is a program. The edges of words let most texts be passed over without a look (required-words.ts). */
export const machines =
  '\\b(?:(?:a\\.?i|i\\.?a|k\\.?i|llms?|chat-?bots?|ro?bots?|bots?)\\b|(?:chat ?)?gpt\\S*|roboter|assist(?:ant|ent|ente|ente virtuale)|asistente|(?:language|vision|ai|ml) models?|sprachmodell\\w*|modele de langage|modelo de lenguaje|modello linguistico|intelligence artificielle|kunstliche intelligenz|inteligencia artificial|intelligenza artificiale|system|systeme|sistema|algorithm(?:e|us)?|algoritmo|cataloguers?|catalogers?|parser|crawler|scraper|classifier|extractor|(?:catalog\\w*|listing|automat\\w*) (?:system|tool|bot|software|reader|model)s?)'
/** Verbs that fill in a form or answer a prompt, as orders. */
export const writes =
  '(?:set|change|update|mark|list|put|record|register|enter|fill(?: in| out)?|report|treat|classify|categori[sz]e|catalog(?:ue)?|label|tag|rate|grade|return|output|write|assign|describe|declare|respond|answer|reply|print|give|use|extract|' +
  'setze?|trage?|gib|geben sie|antworte\\w*|schreibe?\\w*|klassifizier\\w*|markier\\w*|stufe|nenne|andere|behandle|verwende|' +
  'mets|mettez|mettre|indique[rz]?|ecri[st]|ecrivez|ecrire|repond[sz]?|repondez|repondre|classe[rz]?|note[rz]?|definis\\w*|renvoie\\w*|retourne[rz]?|rempli[rs]\\w*|considere\\w*|renseigne[rz]?|' +
  'pon|ponga|poner|escrib[aei]r?|indica|indicar|responde[r]?|responda|devuelve|clasifica|establece|asigna|rellena|cambia|' +
  'imposta|scriv[iae]\\w*|metti|mettere|mettete|rispond[iae]\\w*|restituisci|classifica|compila|assegna|inserisci|cambia|segna)'
/** Those of them that are no noun of a listing ("tag size 12", "mark on the sleeve", "list price"). */
export const surelyWrites =
  '(?:output|write|respond|answer|reply|print|assign|classify|categori[sz]e|extract|antworte|schreibe?|setze|klassifiziere|mets|mettez|ecris|ecrivez|reponds|repondez|renvoie|indiquez|' +
  'pon|ponga|escribe|escriba|responde|responda|devuelve|imposta|scrivi|metti|rispondi|restituisci|compila)'
const polite =
  '(?:please |kindly |now |then |just |only |always |also |simply |and |bitte |immer |nur |dann |merci de |merci d.|veuillez |priere de |prier[ei] |por favor,? |siempre |solo |per favore,? |sempre |et |y |e |und )*'
export const clause = `(?:^|[,;:.!?(\\[«"“>]|\\s[-–—]|\\s(?:and|und|et|y|e)\\s)\\s*(?:\\d+[.)]\\s*)?${polite}`
export const small =
  "(?:the |its |this |that |all |only |with |uniquement |seulement |unicamente |solamente |soltanto |ausschlie(?:ß|ss)lich |nur |avec |mit |con |(?:item|listing|product)(?:'s)? |die |das |den |der |als |nur |la |le |l.|les |el |il |lo |un |una |une |in |to )*"
/** One or more of them, and everyday words that are a program only where something else says so. */
export const anyMachine =
  '\\b(?:(?:lector|lettor[ei]|lecteurs?|lectores) automat\\w+|automati\\w+ (?:readers?|lesern?)|automated readers?|(?:a\\.?i|i\\.?a|k\\.?i|ais|kis|ias|llms?|chat-?bots?|(?:ro)?bots?)\\b|(?:chat ?)?gpts?\\b\\S*|roboter[ns]?|assist(?:ant|ent|ente)(?:s|en|es|e)?|assistenti|asistentes?|sprachmodell\\w*|modelos? de lenguaje|modeles? de langage|modell[oi] linguistic[oi]|intelligen(?:ce|z|cia|za) artifici(?:elle|al|ale)|(?:artificial|kunstliche\\w*) intelligen(?:ce|z)|neural net\\w*|' +
  'machines?|maschinen?|macchin[ae]|maquinas?|computers?|computern|ordinateurs?|ordenador(?:es)?|softwares?|logiciels?|program(?:me?s?|s|men|mes|a|as|ma|mi)?|tools?|outils?|herramientas?|strument[oi]|scripts?|skripte?|apps?\\b|models?|modell[eoi]?|modelos?|modeles?|systems?|systeme[ns]?|sistem(?:as?|i)|algorit(?:h?m|h?me|hmus|hmen|h?ms|hmes|mo|mos|mi)|pars(?:ers?|eurs?)|crawlers?|scrapers?|scanners?|indexers?|classifiers?|extractors?|catalogu?ers?|captioners?|summari[sz]ers?|gemini|claude|copilot|siri|alexa)'
/** What such a one does with a text. */
export const processes =
  '(?:reads?|reading|process\\w*|pars(?:es?|ing|ed)|scans?|scann\\w*|extract\\w*|analy\\w*|index\\w*|crawl\\w*|lie?st|lesen|auslie?s\\w*|auslesen|verarbeit\\w*|auswert\\w*|lit|lis|lisent|lisant|traite\\w*|lee|lees|leen|leyendo|proces\\w*|analiz\\w*|legg[eio]\\w*|elabor\\w*|fills?|ausfull\\w*|rempli\\w*|rellen\\w*|compila\\w*|sees|seeing)'
/** Words that may stand before the name of who is spoken to. */
export const articles =
  "(?:(?:the|any|all|every|each|whatever|whichever|our|your|an|a|die|das|den|der|dem|alle[nrs]?|jede[nrs]?|la|le|les|tous?|toute?s?|chaque|quelque|el|los|las|lo|todos?|todas?|cualquier|il|i|gli|un|una|uno|tutt[eio]|ogni|qualunque|qualsiasi) |l'|un')*"
/** "Write me", "réponds vite": said to a buyer. */
export const notToMe =
  '(?!(?:me|us|mir|uns|moi|nous|mi|ci|vite|rapidement|schnell|gern\\w*|fast|quickly|within|aux|a vos|a tes|questions|any|all your|your questions|fragen)\\b)'
