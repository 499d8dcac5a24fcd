import { mkdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../config.ts'
import type { ChildPlan } from './child-plan.ts'

/**
 * Rows that are not yet flushed are searched one by one: 5,000 of them took 500 ms a search with the default of 128 MB, and
 * 15–60 ms with this (measured, Milvus Lite 3.2.2, 2 cores); writes were no slower.
 */
const unflushedBytesMax = 1_000_000

/** Runs `milvus-lite` so that requests that come at once after a start do not open a collection twice and lose its rows. */
const server = fileURLToPath(new URL('milvus-lite-server.py', import.meta.url))

/** The embedded Milvus Lite, on 127.0.0.1 alone (its own default is every address), its data in `folder`. */
export async function milvusChild(options: { program: string; folder: string; port: number }): Promise<ChildPlan> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const given = ['server', '--host', '127.0.0.1', '--port', String(options.port), '--data-dir', options.folder]
  return {
    name: 'milvus',
    // The interpreter of the same environment.
    program: join(dirname(options.program), 'python'),
    arguments: [server, ...given],
    environment: { ...childEnvironment({}), MILVUS_LITE_MEMTABLE_MEMORY_LIMIT_BYTES: String(unflushedBytesMax) },
    // It closes its data on an interrupt only; any other signal is as good as kill -9.
    stopSignal: 'SIGINT',
    stopMs: 10_000,
    isReady: () => accepts(options.port),
  }
}

// It opens its port when all else stands.
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 })
    const done = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
    socket.once('timeout', () => done(false))
  })
}
