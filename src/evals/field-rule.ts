import { z } from 'zod'
import { measuredRule } from './measured-rule.ts'
import { similarRule } from './similar-rule.ts'
import type { FieldRule, Verdict } from './verdict.ts'

/**
 * The rule by which a field is scored, as the guide of the golden files has it: brand without case, accents and punctuation;
 * size by system and label; material as a set; flaws right when one of the named ones is there; a missing quantity counts as
 * one; measurements within what rounding does; title and description by the words they share; for all others the first value given is in the accepted list. A list that holds `unknown` accepts a blank too.
 */
export function fieldRule(field: string): FieldRule {
  return (Object.hasOwn(rules, field) ? rules[field] : undefined) ?? oneOf
}

const blankWords = ['unknown', 'not-applicable'] as const
const blankSchema = z.enum(blankWords)
const accepted = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
const sizeSchema = z.looseObject({ system: z.string(), label: z.string() })

const oneOf: FieldRule = {
  gold: accepted,
  judge: (got, gold) => judgeValue(first(got), gold, (value) => list(gold).includes(value)),
}

const brand: FieldRule = {
  gold: accepted,
  judge: (got, gold) =>
    judgeValue(got, gold, (value) => list(gold).some((name) => foldName(name) === foldName(String(value)))),
}

const size: FieldRule = {
  gold: z.union([blankSchema, sizeSchema]),
  judge: (got, gold) =>
    judgeValue(got, gold, (value) => {
      const one = sizeSchema.safeParse(value).data
      const other = sizeSchema.safeParse(gold).data
      return one !== undefined && other !== undefined && isSameSize(one, other)
    }),
}

const material: FieldRule = {
  gold: z.union([blankSchema, z.array(z.string()).min(1)]),
  judge: (got, gold) => judgeValue(got, gold, (value) => isSameSet(idsOf(value), list(gold))),
}

const flaws: FieldRule = {
  gold: z.union([blankSchema, z.array(z.string())]),
  judge: (got, gold) => {
    const named = idsOf(got)
    const there = isBlank(gold) ? [] : list(gold)
    if (there.length === 0) return named.length === 0 ? 'right-abstention' : 'wrong'
    if (named.length === 0) return 'missed'
    return named.some((flaw) => there.includes(flaw)) ? 'right-value' : 'wrong'
  },
}

const quantity: FieldRule = {
  gold: z.union([blankSchema, z.int().min(1)]),
  judge: (got, gold) => {
    if (isBlank(gold)) return got === null ? 'right-abstention' : 'wrong'
    return (got ?? 1) === gold ? 'right-value' : 'wrong'
  },
}

const rules: Readonly<Record<string, FieldRule>> = {
  ...{ brand, size, material, flaws, quantity },
  ...{ measurements: measuredRule, title: similarRule, description: similarRule },
}

function judgeValue(got: unknown, gold: unknown, isRight: (got: unknown) => boolean): Verdict {
  if (isBlank(gold)) return got === null ? 'right-abstention' : 'wrong'
  if (got === null) return list(gold).some(isBlankWord) ? 'right-abstention' : 'missed'
  return isRight(got) ? 'right-value' : 'wrong'
}

function isBlank(gold: unknown): boolean {
  return list(gold).every(isBlankWord)
}

function isBlankWord(word: unknown): boolean {
  return blankWords.some((blank) => blank === word)
}

/** A value that is one of many stands first: the dominant color. */
function first(got: unknown): unknown {
  return Array.isArray(got) ? (got[0] ?? null) : got
}

function list(gold: unknown): unknown[] {
  return Array.isArray(gold) ? gold : [gold]
}

function idsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : item?.id)) : []
}

function isSameSet(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.every((one) => others.includes(one)) && others.every((other) => some.includes(other))
}

function foldName(name: unknown): string {
  const text = String(name).normalize('NFD').toLowerCase()
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '') || text
}

/** Systems that size clothing by plain numbers: what a bare number may turn out to be. */
const numericSystems = [
  'number',
  'us',
  'uk',
  'eu',
  'fr',
  'it',
  'de',
  'au',
  'jp',
  'waist',
  'plus',
  'kids',
  'baby',
  'brand',
]

type Size = z.infer<typeof sizeSchema>

function isSameSize(one: Size, other: Size): boolean {
  if (foldLabel(one.label) !== foldLabel(other.label)) return false
  if (one.system === other.system) return true
  const systems = [one.system, other.system]
  return systems.includes('number') && systems.every((system) => numericSystems.includes(system))
}

function foldLabel(label: string): string {
  return label.replaceAll(/\s+/g, ' ').trim().toUpperCase()
}
