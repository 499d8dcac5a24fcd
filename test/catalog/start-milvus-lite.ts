import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The product's own way to run it. */
const server = fileURLToPath(new URL('../../src/services/milvus-lite-server.py', import.meta.url))

/** A Milvus Lite of a test's own, for tests that kill it, or let it stand still and go on. */
export type MilvusLite = { address: string; kill(): Promise<void>; standStill(): void; goOn(): void }

/** Starts Milvus Lite on a folder and waits until it accepts connections. */
export async function startMilvusLite(command: string, folder: string, port: number): Promise<MilvusLite> {
  const given = ['server', '--data-dir', folder, '--host', '127.0.0.1', '--port', String(port)]
  const child = spawn(join(dirname(command), 'python'), [server, ...given], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  const deadline = Date.now() + 30_000
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`Milvus Lite did not start on port ${port}`)
    await delay(50)
  }
  return {
    address: `127.0.0.1:${port}`,
    kill: () => kill(child, ended),
    standStill: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
  }
}

async function kill(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL')
  await ended
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
