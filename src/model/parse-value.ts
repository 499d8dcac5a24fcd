import { checkValue } from '../taxonomy/check-value.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'

export type ParsedValue = { value: unknown; label: string | null; problem: null } | { value: null; problem: string }

/**
 * A model's strings as a value of the record, checked against the taxonomy; the forms are those of `describeTaxonomy`.
 * A problem says why they are no value of this attribute.
 */
export function parseValue(taxonomy: Taxonomy, attribute: Attribute, strings: readonly string[]): ParsedValue {
  const words = strings.map((string) => string.trim()).filter((string) => string !== '')
  const value = shape(attribute, words)
  if (value === undefined) return { value: null, problem: `not in the form of ${attribute.kind}` }
  const problem = checkValue(taxonomy, attribute.id, value)
  return problem === null
    ? { value, label: labelValue(taxonomy, attribute.id, value), problem: null }
    : { value: null, problem }
}

function shape(attribute: Attribute, words: readonly string[]): unknown {
  const only = words.length === 1 ? words[0] : undefined
  switch (attribute.kind) {
    case 'many':
      return attribute.evidenceEach ? words.map((id) => ({ id, evidence: [] })) : words
    case 'composition':
      return allOrNothing(words.map(fiber))
    case 'measurement':
      return allOrNothing(words.map(measurement))
    case 'size':
      return only === undefined ? undefined : size(only)
    case 'flag':
      return only === 'true' ? true : only === 'false' ? false : undefined
    case 'count':
      return only !== undefined && /^\d+$/.test(only) ? Number(only) : undefined
    case 'one':
    case 'text':
      return only
  }
}

function size(word: string) {
  const found = /^(\S+)\s+(.+)$/.exec(word)
  return found === null ? undefined : { system: found[1], label: found[2] }
}

function fiber(word: string) {
  const found = /^(?:(\d+(?:\.\d+)?)\s*%\s*)?([^\d%]+)$/.exec(word)
  return found === null
    ? undefined
    : { id: found[2]?.trim(), percent: found[1] === undefined ? null : Number(found[1]) }
}

function measurement(word: string) {
  const found = /^(.+?)\s+(\d+(?:\.\d+)?)\s*(cm|mm|in)$/.exec(word)
  return found === null ? undefined : { name: found[1], value: Number(found[2]), unit: found[3] }
}

function allOrNothing(parts: unknown[]): unknown[] | undefined {
  return parts.includes(undefined) ? undefined : parts
}
