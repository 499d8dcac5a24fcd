import type { CatalogItem } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CatalogIndex } from './catalog-index.ts'

/** An item that the index or the embedding would not have, and why. */
export type RefusedItem = { id: string; reason: string }

/**
 * Writes a batch; where something in it is refused, halves it until what is refused stands alone, so that all the others get
 * in. Of an answer that does not say whose fault it is, an item is taken for the cause only if others got in beside it.
 * Throws as `upsert` does where the index is away, or where nothing of a batch of several gets in.
 */
export async function upsertSoundItems(
  upsert: CatalogIndex['upsert'],
  tenant: string,
  items: readonly CatalogItem[],
): Promise<{ written: number; unchanged: number; refused: RefusedItem[] }> {
  const { written, unchanged, failed } = await writeHalving(upsert, tenant, items)
  const doubtful = failed.find(({ error }) => !isOwnFault(error))
  if (doubtful !== undefined && written + unchanged === 0) throw doubtful.error
  return { written, unchanged, refused: failed.map(({ id, error }) => ({ id, reason: error.message })) }
}

type Outcome = { written: number; unchanged: number; failed: { id: string; error: HangtagError }[] }

async function writeHalving(
  upsert: CatalogIndex['upsert'],
  tenant: string,
  items: readonly CatalogItem[],
): Promise<Outcome> {
  try {
    return { ...(await upsert(tenant, items)), failed: [] }
  } catch (error) {
    const [only] = items
    if (!mayBeOneItem(error) || only === undefined) throw error
    if (items.length === 1) return { written: 0, unchanged: 0, failed: [{ id: only.id, error }] }
    const middle = Math.ceil(items.length / 2)
    const left = await writeHalving(upsert, tenant, items.slice(0, middle))
    const right = await writeHalving(upsert, tenant, items.slice(middle))
    return {
      written: left.written + right.written,
      unchanged: left.unchanged + right.unchanged,
      failed: [...left.failed, ...right.failed],
    }
  }
}

/** Errors that one item of a batch can cause; the rest would come for any batch. */
function mayBeOneItem(error: unknown): error is HangtagError {
  return error instanceof HangtagError && (isOwnFault(error) || error.code === 'catalog-failed')
}

function isOwnFault(error: HangtagError): boolean {
  return ['catalog-refused', 'catalog-item-too-large', 'model-request-refused'].includes(error.code)
}
