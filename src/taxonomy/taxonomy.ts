/** Languages whose words the taxonomy holds. */
export const languages = ['en', 'de', 'fr', 'es', 'it'] as const
export type Language = (typeof languages)[number]

/** Words for one thing, by language. A word that starts with `-` is the end of a compound ("-kleid" is in "Sommerkleid"). */
export type Words = Readonly<Partial<Record<Language, readonly string[]>>>

/**
 * What a field of the attribute holds: `one` slug, `many` slugs, free `text`, a `size` ({ system, label }), `measurement`
 * ([{ name, value, unit }]), `composition` ([{ id, percent }]), a `flag` (true or false) or a `count`.
 */
export const attributeKinds = ['one', 'many', 'text', 'size', 'measurement', 'composition', 'flag', 'count'] as const
export type AttributeKind = (typeof attributeKinds)[number]

type AttributeValue = {
  readonly id: string
  readonly label: string
  readonly definition: string | null
  /** Of a material: it names the cloth or the filling and leaves the fiber open (denim may be cotton). */
  readonly cloth?: boolean
  readonly words: Words
}

export type Attribute = {
  readonly id: string
  readonly label: string
  readonly definition: string
  readonly kind: AttributeKind
  /** Listed on every record, even where the category does not take it. */
  readonly always: boolean
  /** Whether a photo of the item can show it (a label is read as words, not seen). */
  readonly inPhotos: boolean
  /** The photo that would settle it ("size label"), in words for the seller; null where none does. */
  readonly shot: string | null
  /** Each value is `{ id, evidence }`: where the one flaw was seen. Only with kind `many`. */
  readonly evidenceEach: boolean
  /** Of the one piece and not of its kind (condition, color): never taken over from similar items. */
  readonly ofOnePiece: boolean
  /** Ids of the categories that take it. */
  readonly categories: readonly string[]
  /** Ids of the categories whose buyers need it: a blank there asks for review. */
  readonly expectedFor: readonly string[]
  readonly values: readonly AttributeValue[]
}

/**
 * How such items are sized, so that a bare number can be read: 34 is a waist of `bottoms`, 42 a European shoe, 7 a ring.
 * `none`: a number beside it is no size.
 */
export const sizings = ['clothing', 'bottoms', 'shoes', 'bras', 'rings', 'hats', 'belts', 'gloves', 'none'] as const
export type Sizing = (typeof sizings)[number]

export type Category = {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly sizing: Sizing
  /** Departments that the word itself says ("dress": women); empty where it says nothing. */
  readonly departments: readonly string[]
  readonly words: Words
  readonly shopify: { readonly id: string; readonly path: string }
  readonly google: string
}

export type Brand = {
  /** As the company writes it. */
  readonly name: string
  readonly aliases: readonly string[]
  /** A shop of many brands: a name to buy from, not the name on the label. */
  readonly shop?: boolean
}

/**
 * What systems call the same size, one row a size: from system to label. Sizes are converted by these alone. `source` says
 * where the figures come from; no `departments`: the table is for all.
 */
export type SizeTable = {
  readonly id: string
  readonly label: string
  readonly source: string
  readonly sizing: readonly Sizing[]
  readonly departments: readonly string[]
  /** The record's one system for all columns (a ring is "ring 7" and "ring N"); the form of a label says which it is. */
  readonly system: string | null
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/** All that the product knows of its field, as plain data. `version` is `apparel@<hash of the files>`. */
export type Taxonomy = {
  readonly version: string
  readonly categories: readonly Category[]
  readonly attributes: readonly Attribute[]
  readonly brands: readonly Brand[]
  /** Names of brands that are ordinary words too ("next"): one counts only where the words around it make it a brand. */
  readonly plainWords: readonly string[]
  /** Names that are never the maker (cloths, models, teams, places): a brand's name inside one is none either. */
  readonly otherNames: readonly string[]
  readonly sizeTables: readonly SizeTable[]
}
