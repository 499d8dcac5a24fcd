import type { Evidence, Field } from '../domain/record.ts'
import { printable } from './printable.ts'

export type FieldWords = {
  value: string
  /** How sure, in words: "stated, 94 %". */
  sure: string
  /** Where the value was seen, one entry a place. */
  seen: string[]
  /** What else was seen, and where: one entry a rival value. */
  conflicts: string[]
}

/** A field in words for a person at a terminal: value, how sure, where it was seen with the words quoted, what speaks against it. */
export function describeField(field: Field): FieldWords {
  const status = field.status.replaceAll('-', ' ')
  return {
    value: field.value === null ? '' : valueInWords(field),
    sure: field.value === null ? status : `${status}, ${Math.round(field.confidence * 100)} %`,
    seen: seenIn(field.evidence),
    conflicts: field.conflicts.map(
      (conflict) =>
        `${valueInWords({ value: conflict.value, label: conflict.label ?? null })}: ${seenIn(conflict.evidence).join(', ')}`,
    ),
  }
}

function valueInWords({ value, label }: { value?: unknown; label: string | null }): string {
  return printable(label ?? (typeof value === 'string' ? value : JSON.stringify(value)))
}

const neighborsShown = 2

function seenIn(evidence: readonly Evidence[]): string[] {
  const neighbors = evidence.filter(({ kind }) => kind === 'neighbor')
  const others = evidence.filter(({ kind }) => kind !== 'neighbor').map(placeOf)
  const items = neighbors.slice(0, neighborsShown).map(({ neighbor, score }) => `${neighbor} ${score?.toFixed(2)}`)
  const more = neighbors.length - items.length
  const similar = items.length === 0 ? [] : [`similar: ${items.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
  return [...new Set([...others, ...similar])]
}

function placeOf({ kind, quote, photo }: Evidence): string {
  switch (kind) {
    case 'text':
      return `words ${quoted(quote)}`
    case 'label':
      return `label on photo ${photoNumber(photo)} ${quoted(quote)}`
    case 'photo':
      return `photo ${photoNumber(photo)}`
    case 'person':
      return 'a person said so'
    case 'neighbor':
      return 'a similar item'
  }
}

const quoteCharactersMax = 40

function quoted(quote: string | undefined): string {
  return `“${printable(quote ?? '', quoteCharactersMax)}”`
}

/** People count from one. */
function photoNumber(index: number | undefined): number {
  return (index ?? 0) + 1
}
