import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { catalogItemSchema } from '../../../src/domain/catalog-item.ts'
import { readJsonLines } from '../../../src/evals/read-json-lines.ts'
import { checkValue } from '../../../src/taxonomy/check-value.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'
import { querySchema } from './measure-retrieval.ts'
import { ndcg } from './ndcg.ts'

const folder = fileURLToPath(new URL('../../../evals/retrieval', import.meta.url))
const items = (await readJsonLines(join(folder, 'items.jsonl'), catalogItemSchema)).map(({ row }) => row)
const queries = (await readJsonLines(join(folder, 'queries.jsonl'), querySchema)).map(({ row }) => row)

test('every grade of the judged set is of an item in it, and every query has an item that fits it best', () => {
  const ids = new Set(items.map(({ id }) => id))
  for (const { text, grades } of queries) {
    expect(Object.keys(grades).filter((id) => !ids.has(id))).toEqual([])
    expect(Object.values(grades), text).toContain(3)
  }
  expect(new Set(queries.map(({ text }) => text)).size).toBe(queries.length)
})

test("the items say what the taxonomy knows, in the record's shapes", async () => {
  const taxonomy = await loadTaxonomy()
  const problems = items.flatMap(({ id, category = null, attributes = {} }) =>
    Object.entries({ category, ...attributes })
      .map(([attribute, value]) => checkValue(taxonomy, attribute, value))
      .filter((problem) => problem !== null)
      .map((problem) => `${id}: ${problem}`),
  )
  expect(problems).toEqual([])
})

test('nDCG is 1 for the best order, falls with the places of what is useful, and is 0 without any of it', () => {
  const grades = { a: 3, b: 1 }
  expect(ndcg(['a', 'b', 'x'], grades)).toBe(1)
  // (7 / log2(3) + 1 / log2(4)) / (7 + 1 / log2(3)), by hand.
  expect(ndcg(['x', 'a', 'b'], grades)).toBeCloseTo(0.6443, 4)
  expect(ndcg(['x', 'y'], grades)).toBe(0)
  expect(ndcg([...Array.from({ length: 10 }, (_, at) => `x${at}`), 'a'], grades)).toBe(0)
})
