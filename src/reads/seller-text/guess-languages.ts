import type { Language } from '../../taxonomy/taxonomy.ts'
import type { Token } from './tokenize.ts'
import { wordSet } from './word-set.ts'

/**
 * The languages whose words count in a text: its own, guessed, then English. Each word votes for the languages that know
 * it, so a word of one language alone counts most.
 */
export function guessLanguages(
  tokens: readonly Token[],
  vocabulary: ReadonlyMap<string, readonly Language[]>,
): Language[] {
  const votes: Record<Language, number> = { en: 0, de: 0, fr: 0, es: 0, it: 0 }
  for (const { word, plain } of tokens) {
    // Most words are of plain letters.
    if (otherLetters.test(plain))
      for (const { letters, language, votes: more } of spellings) if (letters.test(plain)) votes[language] += more
    // A letter alone is a size, an initial or half of "t-shirt".
    const said = word.length === 1 ? none : (vocabulary.get(word) ?? none)
    const often = frequentIn.get(word) ?? none
    if (said.length === 0 && often.length === 0) continue
    let knowing = said.length
    for (const language of often) if (!said.includes(language)) knowing++
    for (const language of said) votes[language] += 1 / knowing
    for (const language of often) if (!said.includes(language)) votes[language] += 1 / knowing
  }
  const best = all.reduce((winner, language) => (votes[language] > votes[winner] + 0.01 ? language : winner), 'en')
  return best === 'en' ? ['en'] : [best, 'en']
}

/** Letters that hardly stand in the words of another language. */
const spellings: readonly { letters: RegExp; language: Language; votes: number }[] = [
  { letters: /ß/, language: 'de', votes: 1.5 },
  { letters: /[äöü]/, language: 'de', votes: 0.4 },
  { letters: /ñ/, language: 'es', votes: 1 },
  { letters: /[êâîûœ]/, language: 'fr', votes: 0.6 },
  { letters: /[ìò]/, language: 'it', votes: 0.6 },
]

const otherLetters = /[^\0-\x7f]/

const all: readonly Language[] = ['en', 'de', 'fr', 'es', 'it']

const frequent: Record<Language, ReadonlySet<string>> = {
  en: wordSet(
    'the and with for from this that is are was has have but not very only never size worn in on it my of to its but no i been they she he her his you your will would just so too at by an or as be if when all out up new some still there these those also which who what more than bought selling shipping price sold lot bundle pockets sleeve sleeves length brand label tag wear fits fit small large medium great good condition from home one two three',
  ),
  de: wordSet(
    'der die das und mit fur von ist sind war hat aber nicht sehr nur nie grosse gr getragen ein eine in im am aus den dem des zu zum zur auf bei nach noch auch ich wir sie er es wurde wurden als wie oder ohne einen einer einem kein keine mein meine habe haben wird leider schon mehr man sich dass wenn weil da verkaufe verkauf neu gut zustand etikett versand abholung privatverkauf damen herren kinder madchen jungen monate jahre alt farbe marke stuck paar innen aussen vorne hinten etwas leicht kleine kleiner kleines schone schones schoner toller tolle passt fallt baumwolle leder wolle kaum einmal zweimal paar ausserdem sowie beim vom ins ihr ihre uns euch jetzt hier dort viel viele ganz sehr wirklich nichts alle alles gekauft bitte tragespuren gebrauchsspuren jacke hose kleid schuhe tasche',
  ),
  fr: wordSet(
    'le la les et avec pour de du des est sont mais pas tres jamais taille porte portee un une en sur au aux ce cette ces il elle je nous vous on par dans ou ne plus sans sous son sa ses mon ma mes qui que dont peu bien bon bonne etat neuf neuve fois ans mois marque couleur achete achetee vends envoi possible lot paire petite petit grand grande comme encore deux trois quatre cinq jour mariage ete hiver fille garcon femme homme enfant bebe tout toute tous doux douce jolie joli beau belle toujours quoi achat coton laine cuir manteau pull matiere forme coupe vendu vendue quelques entre jean noir bleu rouge rien grave dos devant ainsi car donc leur peut voir photo photos',
  ),
  es: wordSet(
    'el la los las y con para de del es son pero no muy solo nunca talla usado usada un una en por al lo le se su sus mi mis que como mas sin sobre esta estan este estos estas tiene tienen lleva hay ni ya todo toda tanto algun alguna poco unos unas dos tres cuatro cinco seis meses anos ano lote lotes pack marca estado nuevo nueva vendo envio precio puesto puesta comprado comprada vez veces nina nino mujer hombre bebe hecho hecha mano cuello manga botones bolsillos ideal perfecto verano invierno algodon lana cuero piel vestido camisa camiseta chaqueta pantalon zapatos bolso falda negro blanco azul rojo verde muy bien mal gracias tengo viene entrega arriba abajo algo nada ningun segunda puesto',
  ),
  it: wordSet(
    'il lo la gli e con per di del della sono ma non molto solo mai taglia usato usata un una in su al i le dei delle dello degli dal dalla nel nella sul sulla alla allo ai alle da che come piu anche senza questo questa ho ha hanno si mia mio mie suo sua ne se tutto tutta poco poca due tre quattro cinque sei mesi anni anno lotto marca stato condizioni nuovo nuova vendo spedizione prezzo volta volte bimba bimbo donna uomo bambina bambino neonato fatto fatta mano collo manica maniche tasche ideale perfetto estate inverno era tg cotone lana pelle vestito camicia maglia maglione giacca pantaloni scarpe borsa gonna nero bianco blu rosso verde bene male grazie tengo viene ancora sempre niente alcuni alcune qualche quasi dietro davanti marchio etichetta cartellino misto',
  ),
}

const none: readonly Language[] = []
const frequentIn = new Map<string, Language[]>()
for (const language of all)
  for (const word of frequent[language]) frequentIn.set(word, [...(frequentIn.get(word) ?? []), language])
