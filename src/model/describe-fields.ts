import type { Attribute, AttributeKind, Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'
import type { FieldsSchema, Section } from './create-wire-schemas.ts'

/**
 * The fields of a category as a model reads them: one line a field with its list (none: "chosen"), form, definition and values.
 * What every item has comes first and apart from what this category has, so that listings of different categories still share a
 * prefix. Long lists of details are told by examples, and what no look at the item tells is only named: most listings say nothing
 * of it, and each line is paid for with every listing. It depends on the taxonomy alone.
 */
export function describeFields(
  taxonomy: Taxonomy,
  category: string | null,
  { sections }: Pick<FieldsSchema, 'sections'>,
  only: readonly string[] | null = null,
): { always: string; own: string; inWords: string } {
  const asked = askedFields(taxonomy, category, only)
  const linesOf = (attributes: readonly Attribute[]) =>
    attributes.map((attribute) => describeField(attribute, sectionOf(attribute, sections), false)).join('\n') || none
  const named = (['chosen', 'slotted', 'written'] as const).flatMap((section) => {
    const ids = asked.filter((one) => isInWords(one) && sectionOf(one, sections) === section).map(({ id }) => id)
    return ids.length === 0 ? [] : [`in "${section}": ${ids.join(', ')}`]
  })
  return {
    always: linesOf(asked.filter(({ always }) => always)),
    own: linesOf(asked.filter((attribute) => !attribute.always && !isInWords(attribute))),
    inWords: named.join('; ') || none,
  }
}

/** The lines of those fields that a category only names, for one listing: of those that its words may tell of. */
export function describeNamedFields(
  taxonomy: Taxonomy,
  category: string | null,
  { sections }: Pick<FieldsSchema, 'sections'>,
  words: string,
  only: readonly string[] | null = null,
): string {
  const lexicon = valueLexicon(taxonomy)
  const named = askedFields(taxonomy, category, only).filter(
    (attribute) => isInWords(attribute) && lexicon.find(attribute.id, words).length > 0,
  )
  return named.map((attribute) => describeField(attribute, sectionOf(attribute, sections), true)).join('\n') || none
}

/**
 * The fields that are asked for: those of every record, also where the category takes them not, and those of the category.
 * `only`: of these, where a call asks for some; null: all.
 */
export function askedFields(
  { attributes }: Taxonomy,
  category: string | null,
  only: readonly string[] | null = null,
): Attribute[] {
  return attributes.filter(
    ({ id, always, categories }) =>
      id !== 'category' &&
      (always || (category !== null && categories.includes(category))) &&
      (only === null || only.includes(id)),
  )
}

const none = '(none)'

/** Whether words alone tell it: the seller's, or print that takes a close-up of its own to read. */
function isInWords({ always, inPhotos, shot }: Attribute): boolean {
  return !always && (!inPhotos || shot !== null)
}

function sectionOf({ id }: Attribute, sections: Readonly<Record<string, Section>>): Section {
  return sections[id] ?? 'written'
}

/** How a value of each kind is written; `parseValue` reads exactly these. */
const forms: Readonly<Record<AttributeKind, string>> = {
  one: 'one id',
  many: 'ids',
  text: 'words as written there',
  size: 'system and size: "alpha M"',
  composition: 'one value a fiber',
  measurement: 'name, number and unit: "chest 50 cm"',
  flag: '"true" or "false"',
  count: 'a whole number',
}
const slotForms: Readonly<Partial<Record<AttributeKind, string>>> = {
  one: 'one candidate',
  many: 'candidates',
  text: 'one candidate',
  composition: 'one candidate a fiber',
}
const exampleForms: Readonly<Partial<Record<AttributeKind, string>>> = { one: 'one value', many: 'values' }

/**
 * Grades and shapes come in lists up to this long, and are told apart by definitions. The values of longer ones are called what
 * they are: an answer in plain words is looked up by the taxonomy's, and a few examples teach more than a bare list.
 */
const shortListMax = 13
const examplesMax = 4

function isLong({ always, values }: Attribute): boolean {
  return !always && values.length > shortListMax
}

function describeField(attribute: Attribute, section: Section, isFull: boolean): string {
  const { id, kind, values, always, inPhotos } = attribute
  // A flag's yes and no hold the words that sellers use; candidates come with the listing.
  const isListed = values.length > 0 && kind !== 'flag' && section !== 'slotted'
  const isByExamples = isListed && isLong(attribute) && !isFull
  const form = (section === 'slotted' ? slotForms[kind] : isByExamples ? exampleForms[kind] : undefined) ?? forms[kind]
  const marks = [
    ...(always ? ['always'] : []),
    ...(section === 'chosen' ? [] : [section]),
    form,
    ...(inPhotos ? [] : ['from words']),
  ]
  const start = `- ${id} (${marks.join(', ')}). ${attribute.definition}`
  if (!isListed) return start
  if (isByExamples) return `${start} Such as ${values.slice(0, examplesMax).map(wordsOf).join(', ')}.`
  return `${start} ${kind === 'size' ? 'Systems' : 'Ids'}: ${describeValues(attribute).join(', ')}.`
}

function wordsOf({ label }: Attribute['values'][number]): string {
  return label.toLowerCase()
}

/** The values by their ids; those that are easily confused with the beginning of their definitions. */
function describeValues(attribute: Attribute): string[] {
  const told = valuesToTell(attribute)
  return attribute.values.map(({ id, definition }) =>
    definition === null || !told.has(id)
      ? id
      : `${id} (${attribute.kind === 'size' ? definition : shorten(definition, attribute)})`,
  )
}

/**
 * Which values come with what tells them apart. Where the taxonomy defines some values and leaves out others, it does so for
 * those that need it. Where it defines all, those whose definitions share a word with another's; a scale that every item has is
 * told whole, and a long list not at all.
 */
function valuesToTell({ values, always }: Attribute): ReadonlySet<string> {
  const defined = values.filter(({ definition }) => definition !== null)
  const words = defined.map(({ definition }) => tellingWords(definition ?? ''))
  const confused = defined.filter((_, place) =>
    words.some((others, at) => at !== place && words[place]?.some((word) => others.includes(word))),
  )
  const areChosen = defined.length <= values.length * someShare
  if (!areChosen && values.length > shortListMax) return new Set()
  const isScale = always && confused.length * 2 >= values.length
  return new Set((areChosen || isScale ? defined : confused).map(({ id }) => id))
}

/** Two in three values with a definition are some, and more are all but for those that have no need of words. */
const someShare = 2 / 3

/** Shorter words, and these, are in definitions of anything. */
const plainWords = ['with', 'that', 'from', 'than', 'over', 'this', 'only', 'where', 'made', 'they', 'into', 'each']

function tellingWords(definition: string): string[] {
  const words = definition.toLowerCase().match(/\p{L}{4,}/gu) ?? []
  return words.filter((word) => !plainWords.includes(word))
}

/** Its first sentence; of details that few items have, the first clause where that says enough. */
function shorten(definition: string, { always }: Attribute): string {
  const [start = ''] = definition.split(/[;(.]/)
  const [clause = ''] = start.split(',')
  const short = !always && clause.trim().split(' ').length >= clauseWordsMin ? clause : start
  return short.trim().replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase())
}

const clauseWordsMin = 3
