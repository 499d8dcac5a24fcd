import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { freePort } from '../../src/services/free-port.ts'
import { milvusLiteProgram } from '../../src/services/milvus-lite-program.ts'
import { testPythonFolder } from '../services/start-test-services.ts'
import { openTestIndex } from './open-test-index.ts'
import { startMilvusLite } from './start-milvus-lite.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function openIndex(port: number, deadlineMs: number) {
  return openTestIndex('catalog', { address: `127.0.0.1:${port}`, deadlineMs })
}

const down = { code: 'catalog-unavailable', disposition: 'retry' }

it('a server that is killed and comes back on the same port is used again, by open and new clients, and nothing acknowledged is lost', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-catalog-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  const port = await freePort()
  const program = await milvusLiteProgram(testPythonFolder, () => undefined)
  const early = openIndex(port, 10_000)
  await expect(early.check()).rejects.toMatchObject(down)

  for (let life = 1; life <= 3; life += 1) {
    const server = await startMilvusLite(program, folder, port)
    cleanups.push(() => server.kill())
    // The client that found nobody there at first redials within a second.
    await vi.waitFor(() => early.check(), { timeout: 10_000, interval: 100 })
    const other = openIndex(port, 10_000)
    const items = Array.from({ length: 50 }, (_, place) => ({
      id: `life-${life}-${place}`,
      title: `Hat ${place} of life ${life}`,
    }))
    await Promise.all([early.upsert('t', items), other.search({ tenant: 't', text: 'hat', limit: 3 })])
    expect(await other.count('t')).toBe(50 * life)
    expect((await early.search({ tenant: 't', text: `hat 7 of life ${life}`, limit: 1 }))[0]?.score).toBeGreaterThan(
      0.5,
    )
    await early.remove('t', [`life-${life}-0`])
    await early.upsert('t', [{ id: `life-${life}-0`, title: 'Back again' }])
    await server.kill()
    await expect(early.search({ tenant: 't', text: 'hat', limit: 3 })).rejects.toMatchObject(down)
    await expect(early.upsert('t', items)).rejects.toMatchObject(down)
  }
})

it('a server that accepts and never answers costs each call its deadline and no more, a count and a write five times that', async () => {
  const port = await freePort()
  const sockets = new Set<Socket>()
  const silent: Server = createServer((socket) => sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve))
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  const index = openIndex(port, 300)
  const started = performance.now()
  await expect(index.search({ tenant: 't', text: 'hat', limit: 3 })).rejects.toMatchObject(down)
  await expect(index.count('t')).rejects.toMatchObject(down)
  await expect(index.upsert('t', [{ id: 'a', title: 'Hat' }])).rejects.toMatchObject(down)
  expect(performance.now() - started).toBeLessThan((1 + 5 + 5) * 300 + 1_500)
})
