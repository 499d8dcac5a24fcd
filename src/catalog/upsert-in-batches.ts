import { batchRows, type ItemRow, type Upserted } from './upsert-items.ts'

/**
 * Upserts rows of different keys in batches. While the server takes one, the next is made ready, looked up and embedded, so that
 * an import takes little longer than its slower half. Each batch may write when `turn` is fulfilled, so that writes go one
 * after the other. Throws what the first failing batch threw, when the one beside it has ended without writing.
 */
export async function upsertInBatches(
  rows: readonly ItemRow[],
  upsertBatch: (batch: readonly ItemRow[], turn: Promise<unknown>) => Promise<Upserted>,
): Promise<Upserted> {
  const total = { written: 0, unchanged: 0 }
  let before: Promise<Upserted> = Promise.resolve({ written: 0, unchanged: 0 })
  const add = ({ written, unchanged }: Upserted) => {
    total.written += written
    total.unchanged += unchanged
  }
  for (let start = 0; start < rows.length; start += batchRows) {
    const batch = upsertBatch(rows.slice(start, start + batchRows), before)
    batch.catch(() => undefined) // Heard in its turn.
    try {
      add(await before)
    } catch (error) {
      await batch.catch(() => undefined)
      throw error
    }
    before = batch
  }
  add(await before)
  return total
}
