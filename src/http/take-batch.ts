import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ulid } from 'ulid'
import type { ImportKind } from '../domain/internal-api.ts'
import { importKey } from '../domain/photo-keys.ts'
import { HttpProblem } from './http-problem.ts'
import type { RouteContext } from './route-context.ts'

/** What a caller wants done with its catalog. Batches of a tenant are carried out in the order in which they were taken. */
type Batch = {
  tenant: string
  kind: ImportKind
  /** Items to put, or `{ id }` of those to delete. */
  lines: readonly { id: string }[]
  /** The same key with the same body is the same batch. */
  idempotencyKey: string | undefined
}

/** Stores a batch and orders that it be indexed; resolves to the id under which its outcome can be read. */
export async function takeBatch(batch: Batch, context: RouteContext): Promise<string> {
  const { tenant, kind, lines, idempotencyKey } = batch
  const { imports } = context.store
  const chunks = lines.map((line) => Buffer.from(`${JSON.stringify(line)}\n`))
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0)
  const hash = createHash('sha256').update(`${kind}\n`)
  for (const chunk of chunks) hash.update(chunk)
  const bodyHash = hash.digest('hex')
  const id = idempotencyKey === undefined ? `imp_${ulid()}` : keyedId(tenant, idempotencyKey)

  const before = idempotencyKey === undefined ? null : await imports.get(tenant, id)
  if (before !== null) {
    if (before.bodyHash !== bodyHash) throw keyReused()
    return id
  }
  await refuseTooMuch(tenant, bytes, context)
  const key = importKey(tenant, id)
  if (chunks.length > 0) await context.photoStore.put(key, Readable.from(chunks))
  const { orders } = await imports
    .create({ id, tenant, kind, count: lines.length, bytes, bodyHash })
    .catch(async (error: unknown) => {
      await context.photoStore.removeAll(key)
      throw error
    })
  await context.afterCommit({ listingId: null, orders })
  return id
}

/** Made of the tenant too: another tenant's key of the same name is another batch. */
function keyedId(tenant: string, key: string): string {
  return `imp_${createHash('sha256').update(`${tenant}\n${key}`).digest('hex').slice(0, 26)}`
}

/** What waits lies on the disk and in the queue: a sender that is faster than the index is told to wait. */
async function refuseTooMuch(tenant: string, bytes: number, { store, limits }: RouteContext): Promise<void> {
  const waiting = await store.imports.waiting(tenant)
  if (waiting.batches === 0 || waiting.bytes + bytes <= limits.catalogWaitingBytesMax) return
  const detail = `${waiting.batches} batches with ${waiting.items} items are still to be indexed: send more when they are.`
  throw new HttpProblem(429, 'catalog-backlog', 'The index lags behind', detail, { headers: { 'retry-after': '2' } })
}

function keyReused(): HttpProblem {
  const detail = 'This Idempotency-Key came before with another body: use a new key for another batch.'
  return new HttpProblem(422, 'idempotency-key-reused', 'Idempotency-Key used twice', detail)
}
