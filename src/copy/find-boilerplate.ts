import { foldWord } from '../taxonomy/fold-word.ts'
import { splitWords } from './split-words.ts'

export type Boilerplate = { code: 'refusal' | 'boilerplate' | 'placeholder' | 'prompt' | 'link'; words: string }

/**
 * The first sign that a text is no copy but talk of a model: a refusal, an announcement, a gap to be filled in, a piece of its
 * instructions (`prompt`: their text) or an address to go to; null where there is none.
 */
export function findBoilerplate(text: string, prompt: string): Boilerplate | null {
  const folded = foldWord(text)
  for (const [code, forms] of signs)
    for (const form of forms) {
      const found = form.exec(folded)
      if (found !== null) return { code, words: found[0].slice(0, 60) }
    }
  const leaked = findLeak(text, prompt)
  return leaked === null ? null : { code: 'prompt', words: leaked }
}

/** Matched on folded text: small letters, no accents, straight apostrophes. */
const signs: readonly (readonly [Boilerplate['code'], readonly RegExp[]])[] = [
  [
    'refusal',
    [
      /\bas an? (?:ai|artificial|large|language|virtual)\b/,
      /\b(?:ai|language) (?:model|assistant)\b/,
      /\bi(?:'m| am) (?:sorry|unable|not able|an ai)\b/,
      /\bi (?:cannot|can't|can not|won't|will not|do not have|don't have|must decline|apologi[sz]e)\b/,
      /\b(?:sorry|apologies),? (?:but )?i\b/,
      /\b(?:unable|not able) to (?:assist|help|provide|comply|generate|write|create|fulfil+)\b/,
      /\b(?:als|bin eine?) (?:ki|sprachmodell)\b|\bich (?:kann|darf) (?:\S+ ){0,4}nicht\b|\btut mir leid\b|\bes tut mir\b/,
      /\ben tant qu'(?:ia|intelligence|assistant|modele)\b|\bje (?:ne peux|suis desole|suis une ia)\b|\bdesolee?, (?:mais )?je\b/,
      /\bcomo (?:ia|modelo de lenguaje|asistente)\b|\blo siento\b|\bno puedo\b/,
      /\bcome (?:ia|modello linguistico|assistente)\b|\bmi dispiace\b|\bnon posso\b/,
    ],
  ],
  [
    'boilerplate',
    [
      /^(?:sure|certainly|of course|absolutely|okay|great)\b\s*[,!.:]/,
      /\bhere(?:'s| is| are) (?:the|a|an|your|my|some)\b/,
      /\b(?:hier ist|voici|aqui (?:esta|tienes)|ecco) (?:\S+ ){0,2}(?:titel|titre|titulo|titolo|beschreibung|description|descripcion|descrizione)\b/,
      /\b(?:hope (?:this|that) helps|let me know if|feel free to|would you like me)\b/,
      // Backticks are folded to apostrophes.
      /'''|~~~|\*\*|__|^\s*#{1,6}\s|^\s*(?:title|description|titel|beschreibung|titre|titulo|titolo)\s*:/m,
      /^\s*[{[]\s*"/,
    ],
  ],
  [
    'placeholder',
    [
      /\[[^\]\n]{0,40}\]|\{\{?[^}\n]{0,40}\}\}?|<[^>\n]{0,40}>/,
      /\b(?:insert|your|enter|add) (?:brand|size|color|colour|title|description|name|price|text|condition|measurements)(?: here)?\b/,
      /\b(?:lorem ipsum|tbd|tba|xxx+|n\/a|placeholder|not specified|not provided|unspecified|undefined|null|nan)\b/,
    ],
  ],
  [
    'prompt',
    [
      /<\/?\w+>|@(?:system|user|assistant)\b|\b(?:system|hidden) prompt\b/,
      /\b(?:ignore|disregard|forget) (?:\S+ ){0,3}(?:instructions?|rules|prompts?)\b/,
      /\b(?:these|my|the above|previous) (?:instructions|rules)\b|\bjson (?:object|schema)\b/,
    ],
  ],
  [
    'link',
    [/\b(?:https?:|www\.)\S*/, /\b\S+@\S+\.[a-z]{2,}\b/, /\b[a-z0-9-]+\.(?:com|net|org|io|shop|de|fr|es|it|co\.uk)\b/],
  ],
]

/** So many words in a row are no chance. */
const leakWords = 7

function findLeak(text: string, prompt: string): string | null {
  const own = ` ${splitWords(prompt)
    .map(({ folded }) => folded)
    .join(' ')} `
  const words = splitWords(text).map(({ folded }) => folded)
  for (let start = 0; start + leakWords <= words.length; start++) {
    const run = words.slice(start, start + leakWords).join(' ')
    if (own.includes(` ${run} `)) return run.slice(0, 60)
  }
  return null
}
