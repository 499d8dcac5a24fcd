import type { Language } from '../../taxonomy/taxonomy.ts'
import type { Lexicon } from './lexicon.ts'
import type { Token } from './tokenize.ts'

/**
 * The languages whose words count in a text: its own, guessed, then English. Each word votes for the languages that know
 * it, so a word of one language alone counts most.
 */
export function guessLanguages(tokens: readonly Token[], lexicons: readonly Lexicon[]): Language[] {
  const votes: Record<Language, number> = { en: 0, de: 0, fr: 0, es: 0, it: 0 }
  for (const { word } of tokens) {
    const knowing = all.filter(
      (language) => frequent[language].has(word) || lexicons.some((lexicon) => lexicon.has(word, language)),
    )
    for (const language of knowing) votes[language] += 1 / knowing.length
  }
  const best = all.reduce((winner, language) => (votes[language] > votes[winner] + 0.01 ? language : winner), 'en')
  return best === 'en' ? ['en'] : [best, 'en']
}

const all: readonly Language[] = ['en', 'de', 'fr', 'es', 'it']

const frequent: Record<Language, ReadonlySet<string>> = {
  en: words('the and with for from this that is are was has have but not very only never size worn in on it my'),
  de: words(
    'der die das und mit fur von ist sind war hat aber nicht sehr nur nie grosse gr getragen ein eine in im am aus',
  ),
  fr: words('le la les et avec pour de du des est sont mais pas tres jamais taille porte portee un une en sur au'),
  es: words('el la los las y con para de del es son pero no muy solo nunca talla usado usada un una en por al'),
  it: words('il lo la gli e con per di del della sono ma non molto solo mai taglia usato usata un una in su al'),
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
