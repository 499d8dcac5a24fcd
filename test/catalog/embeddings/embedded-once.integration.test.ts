import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { createCatalogSession } from '../../../src/catalog/catalog-session.ts'
import { createEmbeddingsSource } from '../../../src/catalog/embeddings/create-embeddings-source.ts'
import { createMilvusReindex } from '../../../src/catalog/milvus-reindex.ts'
import { createModelClient } from '../../../src/model/model-client.ts'
import { type ModelServer, startModelServer } from '../../stubs/start-model-server.ts'
import { freshName, openTestIndex } from '../open-test-index.ts'
import { copyAll, items, turn, verifyAndSwitch } from '../reindex-fixtures.ts'

// With an endpoint that counts what it is sent: what was paid for once is not paid for again.
const address = inject('milvusAddress')
let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.stop())

/** As one process has them: its own embeddings, index and reindex, on the collections of a test. */
function startProcess(alias: string, wish: 'auto' | 'ngram' = 'auto') {
  const { embed } = createModelClient({ baseUrl: server.url, apiKey: null, deadlineMs: 5_000 })
  const embeddings = createEmbeddingsSource({
    wish,
    endpoint: { host: 'stub', model: 'embed', dimensions: 256, queryDeadlineMs: 5_000, ask: embed },
    local: {
      folders: [],
      model: null,
      hub: null,
      isInstalled: () => false,
      load: () => Promise.reject(new Error('no model')),
    },
  })
  const session = createCatalogSession({ address, token: null, alias, deadlineMs: 10_000 })
  const reindex = createMilvusReindex({ session, alias, embeddings: embeddings.open, sliceMs: 0 })
  onTestFinished(() => reindex.close())
  return { index: openTestIndex(alias, { embeddings }), reindex }
}

/** How many texts the endpoint has been sent since the last look. */
async function textsSent(): Promise<number> {
  const { seen } = await server.seen()
  await server.play([])
  return seen.reduce((sum, { body }) => sum + (body as unknown as { input: string[] }).input.length, 0)
}

describe('an item that did not change', () => {
  it('is embedded once, over restarts too, and another one beside it costs its own text alone', async () => {
    const alias = freshName()
    await textsSent()
    await startProcess(alias).index.upsert('t', items(150))
    expect(await textsSent()).toBe(150)
    const { index } = startProcess(alias)
    expect(await index.upsert('t', items(150))).toEqual({ written: 0, unchanged: 150 })
    expect(await textsSent()).toBe(0)
    await index.upsert('t', [...items(150).slice(0, 149), { id: 'i149', title: 'Another one now' }])
    expect(await textsSent()).toBe(1)
    await index.remove('t', ['i1'])
    await index.upsert('t', items(2))
    expect(await textsSent()).toBe(1)
  })

  it('is embedded once by a reindex into a new space, and not by what is imported meanwhile or after it', async () => {
    const alias = freshName()
    await startProcess(alias, 'ngram').index.upsert('t', items(150))
    await textsSent()
    const { index, reindex } = startProcess(alias)
    const plan = await reindex.begin('endpoint', turn)
    expect(plan.space).toBe('endpoint:stub:embed@1/256')
    await index.upsert('t', items(10))
    await copyAll(reindex, plan, { between: () => index.upsert('t', items(30)) })
    expect(await textsSent()).toBe(150)
    await verifyAndSwitch(reindex, plan)
    await textsSent() // The verification looks at some rows anew, to see that they have the vectors of their words.
    expect(await startProcess(alias).index.upsert('t', items(150))).toEqual({ written: 0, unchanged: 150 })
    expect(await textsSent()).toBe(0)
  })

  it('is not embedded by a reindex within its space, nor by the way back', async () => {
    const alias = freshName()
    const { index, reindex } = startProcess(alias)
    await index.upsert('t', items(40))
    await textsSent()
    const plan = await reindex.begin('endpoint', turn)
    expect(await copyAll(reindex, plan)).toBe(40)
    expect(await textsSent()).toBe(0)
    await verifyAndSwitch(reindex, plan)
    await textsSent()
    const back = await reindex.beginRollback(turn)
    await copyAll(reindex, back, { mending: true })
    expect(await textsSent()).toBe(0)
    await verifyAndSwitch(reindex, back)
  })
})
