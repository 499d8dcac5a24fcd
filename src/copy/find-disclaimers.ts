import { foldWord } from '../taxonomy/fold-word.ts'
import { disclaimerForms } from './disclaimer-forms.ts'

/**
 * What a seller says of the sale and not of the item ("no returns", "smoke-free home", "sold as is", "colors may differ"), in
 * the very words: buyers rely on it, and sellers' complaint of other tools is that they rewrote it. In the order of the text,
 * each once.
 */
export function findDisclaimers(text: string): string[] {
  const runs: string[] = []
  for (const sentence of text.split(/(?<=[.!?…])\s+|\s*[\n|•·*]+\s*/)) {
    let run = ''
    for (const { words, separator } of clausesOf(sentence)) {
      const found = disclaimerIn(words)
      // Neighbors in one sentence stay together: "no returns, no refunds".
      const joins = run !== '' && found === words
      if (found === null || !joins) {
        runs.push(run)
        run = ''
      }
      if (found !== null) run += found + separator
    }
    runs.push(run)
  }
  return [...new Set(runs.map((run) => run.replace(/[\s,;:.!–—-]+$/, '').trim()))].filter((run) => run !== '')
}

/** Parts between commas and the like, each with what follows it. */
function clausesOf(sentence: string): { words: string; separator: string }[] {
  const parts = sentence.split(/([,;:()]+\s*|\s+[-–—/&+]+\s+)/)
  return parts.flatMap((words, place) => (place % 2 === 0 ? [{ words, separator: parts[place + 1] ?? '' }] : []))
}

/** So many words beside it are taken for part of it; more tell of the item, from a seller who writes without commas. */
const wordsMax = { before: 3, after: 12 }

function disclaimerIn(clause: string): string | null {
  const spans = disclaimerForms.map((form) => spanOf(form, clause)).filter((span) => span !== null)
  if (spans.length === 0) return null
  const start = Math.min(...spans.map((span) => span.start))
  const end = Math.max(...spans.map((span) => span.end))
  const before = countWords(clause.slice(0, start)) <= wordsMax.before ? 0 : start
  const after = countWords(clause.slice(end)) <= wordsMax.after ? clause.length : end
  return clause.slice(before, after)
}

/** Forms are matched on folded words; a fold may change lengths, so the words are counted and not the characters. */
function spanOf(form: RegExp, clause: string): { start: number; end: number } | null {
  const words = [...clause.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }))
  const folded = words.map(({ start, end }) => foldWord(clause.slice(start, end)).replaceAll('-', ' '))
  const line = folded.join('\t')
  const match = form.exec(line.replaceAll('\t', ' '))
  if (match === null) return null
  const place = (offset: number) => line.slice(0, offset).split('\t').length - 1
  const first = words[place(match.index)]
  const last = words[place(match.index + match[0].length - 1)]
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end }
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}
