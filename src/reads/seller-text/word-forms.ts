import type { Language } from '../../taxonomy/taxonomy.ts'

/** Which other forms of its words a dictionary holds: plurals of nouns, or the endings of adjectives. */
export type Forms = 'none' | 'noun' | 'adjective'

/**
 * The other regular forms of a phrase, so that the taxonomy lists each word once: "scarves" needs a line of its own, "dresses",
 * "robes longues", "camisas" and "vestiti" do not. German plurals have no rule and are listed.
 */
export function formsOf(phrase: string, language: Language, forms: Forms): string[] {
  if (forms === 'none' || /^-|-$/.test(phrase)) return []
  const made = forms === 'noun' ? pluralsOf(phrase, language) : endingsOf(phrase, language)
  return made.filter((form) => form !== phrase)
}

function pluralsOf(phrase: string, language: Language): string[] {
  if (language === 'en') return englishPlurals(phrase)
  if (language === 'de') return []
  const [head = '', ...rest] = phrase.split(' ')
  const plain = rest.map((word) => (linking.test(word) ? word : pluralOf(word, language))).join(' ')
  // "Veste en jean": what follows the preposition stays; "robe longue" agrees.
  const linked = rest.findIndex((word) => linking.test(word))
  const kept =
    linked === -1
      ? plain
      : [...rest.slice(0, linked).map((word) => pluralOf(word, language)), ...rest.slice(linked)].join(' ')
  return [`${pluralOf(head, language)} ${kept}`.trim()]
}

const linking = /^(?:à|a|au|en|de|da|del|della|di|d['’].*|in|con|sans|sin|senza|manga|manches|maniche)$/

function pluralOf(word: string, language: Language): string {
  if (language === 'fr') return /[sxz]$/.test(word) ? word : /eau$/.test(word) ? `${word}x` : `${word}s`
  if (language === 'es') {
    if (/s$/.test(word)) return word
    if (/[aeoáé]$/.test(word)) return `${word}s`
    return `${word.replace(/ón$/, 'on').replace(/én$/, 'en').replace(/ín$/, 'in').replace(/z$/, 'c')}es`
  }
  if (/[cg]a$/.test(word)) return `${word.slice(0, -1)}he`
  if (/[cg]o$/.test(word)) return `${word.slice(0, -1)}hi`
  if (/[^aeiou]cia$|[^aeiou]gia$/.test(word)) return `${word.slice(0, -2)}e`
  if (/io$/.test(word)) return word.slice(0, -1)
  if (/a$/.test(word)) return `${word.slice(0, -1)}e`
  if (/[oe]$/.test(word)) return `${word.slice(0, -1)}i`
  return word
}

function englishPlurals(phrase: string): string[] {
  if (phrase.endsWith('s')) return /(?:ss|us)$/.test(phrase) ? [`${phrase}es`] : []
  if (/(?:x|ch|sh)$/.test(phrase)) return [`${phrase}es`]
  if (/[^aeiou]y$/.test(phrase)) return [`${phrase.slice(0, -1)}ies`]
  return [`${phrase}s`]
}

function endingsOf(phrase: string, language: Language): string[] {
  if (phrase.includes(' ')) return []
  switch (language) {
    case 'en':
      return /(?:red|blue|gr[ae]y|green|pink|purple|brown|black|white|yellow|orange)$/.test(phrase)
        ? [`${phrase.replace(/red$/, 'redd').replace(/[e]$/, '')}ish`]
        : []
    case 'de':
      return /[^aeiou]$|au$/.test(phrase) ? ['e', 'er', 'es', 'en', 'em'].map((ending) => `${phrase}${ending}`) : []
    case 'fr':
      return /e$/.test(phrase)
        ? [`${phrase}s`]
        : /[séitnlr]$|au$|eu$/.test(phrase)
          ? [`${phrase}e`, `${phrase}s`, `${phrase}es`]
          : []
    case 'es':
      if (/o$/.test(phrase)) return ['a', 'os', 'as'].map((ending) => `${phrase.slice(0, -1)}${ending}`)
      return /[ae]$/.test(phrase) ? [`${phrase}s`] : /[lsn]$/.test(phrase) ? [`${phrase}es`] : []
    case 'it':
      if (/o$/.test(phrase)) return ['a', 'i', 'e'].map((ending) => `${phrase.slice(0, -1)}${ending}`)
      return /e$/.test(phrase) ? [`${phrase.slice(0, -1)}i`] : []
  }
}
