import { foldWord } from '../fold-word.ts'
import type { Attribute, AttributeKind, Category, Taxonomy } from '../taxonomy.ts'
import type { ShopifyTaxonomy } from './read-shopify-files.ts'
import { singularOf } from './words-of-name.ts'
import { wordsOfValue } from './words-of-value.ts'

type Value = Attribute['values'][number]
/** An attribute as its file holds it. `takers`: ids of Shopify's categories, or all. */
export type ConvertedAttribute = Omit<Attribute, 'categories' | 'expectedFor' | 'values'> & {
  takers: 'all' | readonly string[]
  expectedFor: 'all' | readonly string[]
  values: readonly Value[]
}

/**
 * Every attribute that the apparel branch takes, and those of ours that each record lists or every category takes. Where Shopify's
 * attribute is one of ours, ours it is, with our values beside Shopify's and our words for those that are the same. Department and
 * size are ours alone: a size is what the tag says, not one of a list.
 */
export function convertAttributes(
  shopify: ShopifyTaxonomy,
  own: Taxonomy,
  categories: readonly Category[],
): ConvertedAttribute[] {
  const handles = [...new Set(shopify.categories.flatMap(({ attributes }) => attributes))]
  const takersOf = (wanted: readonly string[]) =>
    shopify.categories
      .filter(({ attributes }) => attributes.some((handle) => wanted.includes(handle)))
      .map(({ id }) => id)
  const byOurs = Map.groupBy(handles, (handle) => ourAttribute(handle) ?? '')

  const kept = own.attributes.flatMap((attribute) => {
    const same = byOurs.get(attribute.id) ?? []
    const isOfAll = attribute.categories.length === own.categories.length
    if (same.length === 0 && !isOfAll && !attribute.always) return []
    const values = ourValuesAlone.has(attribute.id) ? attribute.values : mergeValues(attribute, same, shopify)
    const { categories: _, ...rest } = attribute
    const isExpectedByAll = attribute.expectedFor.length === own.categories.length
    return [
      {
        ...rest,
        values,
        takers: same.length === 0 || attribute.id === 'department' ? ('all' as const) : takersOf(same),
        expectedFor: isExpectedByAll ? ('all' as const) : [],
      },
    ]
  })
  // "Sheepskin" is a material before it is a style of boots.
  const taken = new Set([...categories, ...kept.flatMap(({ values }) => values)].flatMap(({ words }) => words.en ?? []))
  const others = (byOurs.get('') ?? []).flatMap((handle) => {
    const attribute = shopify.attributes.get(handle)
    return attribute === undefined ? [] : [newAttribute(handle, attribute, takersOf([handle]), taken)]
  })
  return [...kept, ...others]
}

const ourValuesAlone = new Set(['category', 'department', 'size'])

/** Our attribute for one of Shopify's; materials of single parts (a watch band, bristles) stay apart. */
function ourAttribute(handle: string): string | undefined {
  return Object.entries(sameAsOurs).find(([, handles]) => handles.includes(handle))?.[0]
}

const sameAsOurs: Readonly<Record<string, readonly string[]>> = {
  color: ['color'],
  pattern: ['pattern'],
  material: [
    'fabric',
    'material',
    'clothing-accessory-material',
    'handwear-material',
    'footwear-material',
    'jewelry-material',
    'bag-case-material',
  ],
  size: ['size', 'shoe-size', 'ring-size', 'accessory-size', 'cup-size'],
  department: ['target-gender', 'age-group'],
  'sleeve-length': ['sleeve-length-type'],
  neckline: ['neckline'],
  length: ['skirt-dress-length-type', 'pants-length-type'],
  rise: ['waist-rise'],
  fit: ['fit'],
  closure: ['closure-type', 'bag-case-closure'],
  care: ['care-instructions'],
  'heel-height': ['heel-height-type'],
}

/** Ours and Shopify's in one list. Shopify's is ours where id or label agree, or where a phrase for it is a word of ours ("3/4 sleeve"). */
function mergeValues(attribute: Attribute, handles: readonly string[], shopify: ShopifyTaxonomy): Value[] {
  const isNoun = nouns.has(attribute.id)
  const named = handles.flatMap((handle) => {
    const { name, values } = shopify.attributes.get(handle) ?? { name: '', values: [] }
    return values.map((value) => ({
      id: slugOf(value),
      label: value,
      words: isNoun ? nounsOf(value) : wordsOfValue(value, name),
      same: attribute.values.find(
        (ours) =>
          [slugOf(value), slugOf(singularOf(value))].includes(ours.id) || foldWord(ours.label) === foldWord(value),
      ),
    }))
  })
  const found = new Set(named.flatMap(({ same }) => same ?? []))
  const merged = new Map<string, { value: Value; words: string[] }>()
  for (const { id, label, words, same } of named) {
    const phrases = isNoun ? [] : words.filter((word) => word.includes(' '))
    const alike = attribute.values.find(
      (ours) => !found.has(ours) && phrases.some((word) => ours.words.en?.includes(word) === true),
    )
    const value = same ?? alike ?? { id, label, definition: null, words: {} }
    const before = merged.get(value.id)
    const own = same === undefined ? words : []
    merged.set(value.id, { value: before?.value ?? value, words: [...(before?.words ?? []), ...own] })
  }
  for (const value of attribute.values) if (!merged.has(value.id)) merged.set(value.id, { value, words: [] })
  return withoutSharedWords([...merged.values()])
}

/** Their values are nouns that tell by themselves. */
const nouns: ReadonlySet<string> = new Set(['color', 'material'])
/** Nouns that texts have of something else than the cloth: of the trim, of colors, of nothing at all. */
const vague = new Set(
  'other fabric synthetic metal plastic paper glass wood iron stone bronze chrome copper coral foam crystal diamond'.split(
    ' ',
  ),
)

function nounsOf(name: string): string[] {
  const bare = name.toLowerCase().replace(/\s*\(.*\)$/, '')
  const abbreviation = /\(([A-Z]{2,})\)$/.exec(name)?.[1]?.toLowerCase()
  return [bare, ...(abbreviation === undefined ? [] : [abbreviation])].filter((word) => !vague.has(word))
}

/** A new value's own name is its word, also where it was a word of one of ours ("rayon" of viscose). */
function withoutSharedWords(merged: readonly { value: Value; words: string[] }[]): Value[] {
  const named = new Map<string, string>()
  for (const { value, words } of merged)
    for (const word of words) if (!named.has(foldWord(word))) named.set(foldWord(word), value.id)
  return merged.map(({ value, words }) => {
    const isOwn = (word: string) => (named.get(foldWord(word)) ?? value.id) === value.id
    const english = [...new Set([...(value.words.en ?? []), ...words])].filter(isOwn)
    return {
      ...value,
      words: { ...value.words, ...(english.length === 0 && value.words.en === undefined ? {} : { en: english }) },
    }
  })
}

function newAttribute(
  handle: string,
  { name, values }: { name: string; values: readonly string[] },
  takers: readonly string[],
  taken: ReadonlySet<string>,
): ConvertedAttribute {
  const entries = new Map(
    values.map((value) => [
      slugOf(value),
      {
        value: { id: slugOf(value), label: value, definition: null, words: {} },
        words: wordsOfValue(value, name, taken),
      },
    ]),
  )
  const kind: AttributeKind = severalForms.test(name) ? 'many' : 'one'
  return {
    id: handle,
    label: name,
    definition: `${name}, of the values that Shopify lists.`,
    kind,
    always: false,
    inPhotos: !unseenForms.test(name),
    shot: null,
    evidenceEach: false,
    ofOnePiece: ownForms.test(name),
    takers,
    expectedFor: [],
    values: withoutSharedWords([...entries.values()]),
  }
}

/** Of these an item has several at once. */
const severalForms = /features|material|closure|occasion|activity|theme|uses|options|technology|instructions/i
/** These differ from piece to piece of one kind. */
const ownForms = /colou?r|size|condition|care instructions|country of origin/i
/** These a photo does not show. */
const unseenForms = /features|occasion|activity|uses|absorbency|support|technology|jewelry type|usage|hair type/i

function slugOf(name: string): string {
  return foldWord(name)
    .replaceAll('&', ' and ')
    .replaceAll("'", '')
    .replaceAll('+', ' plus')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
