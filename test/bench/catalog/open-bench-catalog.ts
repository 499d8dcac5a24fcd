import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MilvusClient } from '@zilliz/milvus2-sdk-node'
import pino from 'pino'
import { type CatalogEmbeddings, type EmbeddingsSource, spaceOf } from '../../../src/catalog/catalog-embeddings.ts'
import type { CatalogIndex } from '../../../src/catalog/catalog-index.ts'
import { createMilvusIndex } from '../../../src/catalog/milvus-index.ts'
import { openEmbeddings } from '../../../src/compose.ts'
import { type Config, readConfig } from '../../../src/config.ts'
import { freePort } from '../../../src/services/free-port.ts'
import { milvusChild } from '../../../src/services/milvus-child.ts'
import { milvusLiteProgram } from '../../../src/services/milvus-lite-program.ts'
import { createSupervisor } from '../../../src/services/supervisor.ts'
import { type CpuSeconds, cpuSeconds } from '../cpu-seconds.ts'

/** A Milvus Lite as `up` starts it, the product's port to it, and the bare SDK. */
export type BenchCatalog = {
  address: string
  embeddings: CatalogEmbeddings
  /** With the vectors that it made: what is embedded is timed and kept for the others. */
  open(collection: string, source?: EmbeddingsSource): CatalogIndex
  client: MilvusClient
  /** Of this process (`bench`), and of Milvus Lite (`milvus`). */
  cpu(): Promise<CpuSeconds>
  stop(): Promise<void>
}

/** Nothing here is about deadlines: a batch that waits for a merge of files counts as long as it took. */
const deadlineMs = 60_000
const readyMs = 60_000

/** Opens all of it in a new folder under `folder`, with the embedding that the product would use, or the one named. */
export async function openBenchCatalog(config: Config, folder: string, wish: string): Promise<BenchCatalog> {
  const home = await mkdtemp(join(folder, 'catalog-'))
  const supervisor = await createSupervisor(home, () => {})
  const port = await freePort()
  const program = await milvusLiteProgram(config.pythonFolder, (text) => console.error(text))
  await supervisor.start(await milvusChild({ program, folder: join(home, 'milvus'), port }), { readyMs })
  const address = `127.0.0.1:${port}`
  const settings = readConfig({ ...process.env, EMBEDDINGS: wish })
  const source = await openEmbeddings(settings, pino({ level: 'silent' }))
  const embeddings = await source.configured(null)
  const client = new MilvusClient({
    ...{ address, telemetry: { enabled: false }, logLevel: 'error', timeout: deadlineMs },
    // As the product does: the SDK's own pings make the server hang up.
    channelOptions: { 'grpc.keepalive_permit_without_calls': 0, 'grpc.keepalive_time_ms': 60_000 },
  })
  await client.connectPromise
  const opened: CatalogIndex[] = []
  return {
    address,
    embeddings,
    client,
    open(collection, from = always(embeddings)) {
      const { ranking, token } = config.milvus
      const index = createMilvusIndex({ address, token, ranking, deadlineMs, collection, embeddings: from })
      opened.push(index)
      return index
    },
    cpu: () => cpuSeconds(home, 'bench'),
    async stop() {
      await Promise.all(opened.map((index) => index.close()))
      await client.closeConnection()
      await supervisor.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The one embedding for whatever is asked for. */
export function always(embeddings: CatalogEmbeddings): EmbeddingsSource {
  return {
    configured: async () => embeddings,
    open: async (space) => {
      if (space === spaceOf(embeddings)) return embeddings
      throw new Error(`The bench embeds in ${spaceOf(embeddings)} alone, and ${space} was asked for`)
    },
  }
}
