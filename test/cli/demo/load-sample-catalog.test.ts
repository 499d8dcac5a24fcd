import { expect, it } from 'vitest'
import { loadSampleCatalog } from '../../../src/cli/demo/load-sample-catalog.ts'
import { checkValue } from '../../../src/taxonomy/check-value.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

it('the sample catalog speaks the taxonomy: every category and attribute value is one that a draft could hold', async () => {
  const [items, taxonomy] = await Promise.all([loadSampleCatalog(), loadTaxonomy()])
  const problems = items.flatMap((item) =>
    Object.entries({ category: item.category, brand: item.brand ?? null, ...item.attributes })
      .map(([attribute, value]) => checkValue(taxonomy, attribute, value))
      .filter((problem) => problem !== null)
      .map((problem) => `${item.id}: ${problem}`),
  )
  expect(problems).toEqual([])
})

it('the sample catalog is about 60 items of many categories, each with an id and a title of its own', async () => {
  const items = await loadSampleCatalog()
  expect(items.length).toBeGreaterThanOrEqual(55)
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  expect(new Set(items.map(({ title }) => title)).size).toBe(items.length)
  expect(new Set(items.map(({ category }) => category)).size).toBeGreaterThanOrEqual(30)
})
