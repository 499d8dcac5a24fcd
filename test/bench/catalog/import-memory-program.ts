import pino from 'pino'
import { createMilvusIndex } from '../../../src/catalog/milvus-index.ts'
import { openEmbeddings } from '../../../src/compose.ts'
import { readConfig } from '../../../src/config.ts'
import type { CatalogItem } from '../../../src/domain/catalog-item.ts'
import { catalogItems, loadCatalogWords } from './catalog-items.ts'

// A program: `import-memory-program.ts ADDRESS COUNT EMBEDDING SEED`. Imports made-up items through the product's port in batches,
// as the index worker does, and writes `{ "items", "startMb", "peakMb", "heldMb", "seconds" }` to stdout.

const [address = '', count = '', wish = '', seed = ''] = process.argv.slice(2)
const config = readConfig({ ...process.env, EMBEDDINGS: wish })
const words = await loadCatalogWords(config.dataFolder)
if (words === null) throw new Error(`${config.dataFolder} has no words to make items of`)
const embeddings = await openEmbeddings(config, pino({ level: 'silent' }))
await (await embeddings.configured(null)).embedDocuments(['ready'])
const { token, ranking } = config.milvus
const collection = `memory_${process.pid}`
const index = createMilvusIndex({ address, token, ranking, deadlineMs: 60_000, collection, embeddings })
const startMb = residentMb()
const started = performance.now()
const waiting = new Map<string, CatalogItem[]>()
for (const { tenant, item } of catalogItems(words, Number(count), Number(seed))) {
  const batch = waiting.get(tenant) ?? []
  waiting.set(tenant, batch)
  batch.push(item)
  if (batch.length < 1_000) continue
  waiting.delete(tenant)
  await index.upsert(tenant, batch)
}
for (const [tenant, batch] of waiting) await index.upsert(tenant, batch)
const seconds = (performance.now() - started) / 1_000
const peakMb = process.resourceUsage().maxRSS / 1_024
globalThis.gc?.()
const { heapUsed, external } = process.memoryUsage()
const heldMb = (heapUsed + external) / 1_048_576
await index.close()
console.log(JSON.stringify({ items: Number(count), startMb, peakMb, heldMb, seconds }))

function residentMb(): number {
  return process.memoryUsage.rss() / 1_048_576
}
