import { foldWord } from '../taxonomy/fold-word.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import type { Dropped, Said } from './said.ts'
import type { WireStatements } from './wire-forms.ts'
import { wordsToValues } from './words-to-values.ts'

/**
 * Statements in a model's own words ("the tag reads 60% cotton", about "fabric") as sayings about fields: which field it is and
 * which value the words mean is decided here, by the taxonomy's words. What names no field or value is left out: this read is
 * for what can be seen and read, and need not be complete.
 *
 * One saying a field and kind of evidence: what is written and what is seen may well differ, and that is worth knowing; two
 * looks at one thing are one.
 */
export function readStatements(
  { statements }: WireStatements,
  taxonomy: Taxonomy,
): { said: Said[]; dropped: Dropped[] } {
  const said = new Map<string, Said>()
  const dropped: Dropped[] = []
  for (const { about, value, evidence } of statements) {
    const attribute = attributeOf(about, taxonomy)
    if (attribute === null) {
      dropped.push({ attribute: about.slice(0, 60), code: 'field-unknown', reason: 'the words name no field' })
      continue
    }
    const values = wordsToValues(taxonomy, attribute, value)
    if (values.length === 0) {
      const reason = `the taxonomy has no "${value.slice(0, 60)}"`
      dropped.push({ attribute: attribute.id, code: 'value-unknown', reason })
      continue
    }
    const isRead = evidence.some(({ quote }) => (quote ?? '').trim() !== '')
    const key = `${attribute.id} ${isRead ? 'read' : 'seen'}`
    const known = said.get(key)
    const isSame = known?.values.join('\n') === values.join('\n')
    if (known === undefined) said.set(key, { field: attribute.id, applies: 'yes', evidence, values })
    else if (isSame || isList(attribute))
      said.set(key, {
        ...known,
        evidence: [...known.evidence, ...evidence],
        values: [...new Set([...known.values, ...values])],
      })
  }
  return { said: [...said.values()], dropped }
}

/** What each statement adds to: two flaws are two, two colors of one shirt may be two words for one. */
function isList({ id, kind }: Attribute): boolean {
  return kind === 'measurement' || (kind === 'many' && id !== 'color')
}

/**
 * The field that words mean: by its id, its label, or another word that is in use for it; of several words ("size on the tag")
 * where only one field is named among them. Null where they mean none.
 */
function attributeOf(about: string, taxonomy: Taxonomy): Attribute | null {
  const wanted = tidy(about)
  const named = new Set(wanted.split(' ').map((word) => attributeNamed(word, taxonomy)))
  named.delete(null)
  const [only = null] = named
  return attributeNamed(wanted, taxonomy) ?? (named.size === 1 ? only : null)
}

function attributeNamed(name: string, { attributes }: Taxonomy): Attribute | null {
  const id = otherNames[name]
  return (
    attributes.find((attribute) => tidy(attribute.id) === name || tidy(attribute.label) === name) ??
    attributes.find((attribute) => attribute.id === id) ??
    null
  )
}

function tidy(text: string): string {
  return foldWord(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/s$/, '')
}

/** Plain English for the fields of every record, as models say it unasked; a taxonomy's own fields go by their names. */
const otherNames: Readonly<Record<string, string>> = {
  'item type': 'category',
  'garment type': 'category',
  'product type': 'category',
  'kind of item': 'category',
  type: 'category',
  garment: 'category',
  item: 'category',
  colour: 'color',
  fabric: 'material',
  composition: 'material',
  fiber: 'material',
  maker: 'brand',
  gender: 'department',
  audience: 'department',
  print: 'pattern',
  flaw: 'flaws',
  defect: 'flaws',
  damage: 'flaws',
  wear: 'flaws',
  stain: 'flaws',
  state: 'condition',
  sleeve: 'sleeve-length',
  neck: 'neckline',
  'made in': 'country-of-origin',
  origin: 'country-of-origin',
  'care instruction': 'care',
  'number of piece': 'quantity',
  fastening: 'closure',
}
