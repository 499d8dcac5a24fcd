import { fenceData } from '../../src/model/fence-data.ts'
import type { ModelRequest } from '../../src/model/model-call.ts'
import type { Taxonomy } from '../../src/taxonomy/taxonomy.ts'

/**
 * What one sends who has a model and no time, but for the photos: a rule, then the whole taxonomy (each category and field with
 * its definition and its values), then the listing. As compact as that can be: no neighbors, no schema.
 */
export function naivePrompt(model: string, taxonomy: Taxonomy, text: string, withBrands: boolean): ModelRequest {
  const categories = taxonomy.categories.map(({ id, label }) => `${id}: ${label}`)
  const fields = taxonomy.attributes.map(({ id, definition, kind, values }) => {
    const named = values.map((value) => (value.definition === null ? value.id : `${value.id} (${value.definition})`))
    return `- ${id}. ${definition}${kind === 'flag' || named.length === 0 ? '' : ` Values: ${named.join(', ')}.`}`
  })
  const brands = withBrands ? [`Brands: ${taxonomy.brands.map(({ name }) => name).join(', ')}.`] : []
  const rule =
    "Fill in the fields of a catalog listing from its photos and the seller's words. Answer with one JSON object of fields and their values."
  return {
    model,
    messages: [
      { role: 'system', content: [rule, 'Categories:', ...categories, 'Fields:', ...fields, ...brands].join('\n') },
      { role: 'user', content: fenceData({ text }) },
    ],
  }
}
