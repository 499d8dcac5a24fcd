import { type BenchRow, portCollection } from './measure-import.ts'
import type { BenchCatalog } from './open-bench-catalog.ts'
import { timeCalls } from './time-calls.ts'

/** The rows' vectors as they were stored: one after the other, so that 50,000 of 512 numbers take 100 MB and no more. */
export type VectorTable = {
  add(row: BenchRow): void
  tenants(): { tenant: string; rows: number }[]
  /** Cosines of a tenant's rows with a vector, by key. */
  cosines(tenant: string, vector: readonly number[]): Map<string, number>
}

export function createVectorTable(dimensions: number, rowsMax: number): VectorTable {
  const numbers = new Float32Array(dimensions * rowsMax)
  const rows: { key: string; tenant: string }[] = []
  return {
    add({ key, tenant, dense }) {
      const length = Math.hypot(...dense) || 1
      numbers.set(
        dense.map((value) => value / length),
        rows.length * dimensions,
      )
      rows.push({ key, tenant })
    },
    tenants: () => [...Map.groupBy(rows, (row) => row.tenant)].map(([tenant, list]) => ({ tenant, rows: list.length })),
    cosines(tenant, vector) {
      const length = Math.hypot(...vector) || 1
      const found = new Map<string, number>()
      for (const [at, row] of rows.entries()) {
        if (row.tenant !== tenant) continue
        let product = 0
        const from = at * dimensions
        for (let place = 0; place < dimensions; place += 1)
          product += (numbers[from + place] ?? 0) * (vector[place] ?? 0)
        found.set(row.key, product / length)
      }
      return found
    },
  }
}

export type RecallRow = { tenant: string; rows: number; queries: number; recall: number; worst: number }

/**
 * Of the ten nearest by brute force, how many are among the first ten hits of the dense search that the port asks for: for each
 * tenant, whose rows are a part of the collection. A row as near as the tenth counts, whichever of them is meant. (The port then
 * shows one of near-duplicates only, which is no matter of the index.)
 */
export async function measureRecall(
  catalog: BenchCatalog,
  table: VectorTable,
  texts: readonly string[],
): Promise<RecallRow[]> {
  const index = catalog.open(portCollection)
  const rows: RecallRow[] = []
  for (const { tenant, rows: count } of table.tenants()) {
    const recalls: number[] = []
    for (const text of texts) {
      const asked: DenseSearch[] = []
      const search = () => index.search({ tenant, text, limit: depth, mode: 'dense' })
      await timeCalls(search, ({ method, request }) => method === 'search' && asked.push(request as DenseSearch))
      const [first] = asked
      if (first === undefined) throw new Error('The port searched for nothing')
      const { results } = await catalog.client.search(first as Parameters<typeof catalog.client.search>[0])
      const found = results.slice(0, depth).map((hit) => String(hit.key))
      recalls.push(recallOf(found, table.cosines(tenant, first.data)))
    }
    const recall = recalls.reduce((sum, value) => sum + value, 0) / recalls.length
    rows.push({ tenant, rows: count, queries: texts.length, recall, worst: Math.min(...recalls) })
  }
  await index.close()
  return rows
}

const depth = 10

type DenseSearch = { data: number[] }

function recallOf(found: readonly string[], cosines: ReadonlyMap<string, number>): number {
  const nearest = [...cosines.values()].sort((left, right) => right - left)
  const wanted = Math.min(depth, nearest.length)
  const tenth = (nearest[wanted - 1] ?? 0) - roundingMax
  return found.filter((key) => (cosines.get(key) ?? -1) >= tenth).length / wanted
}

/** The server's numbers have 32 bits. */
const roundingMax = 1e-6
