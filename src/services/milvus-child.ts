import { mkdir } from 'node:fs/promises'
import { connect } from 'node:net'
import type { ChildPlan } from './child-plan.ts'

/** The embedded Milvus Lite, on 127.0.0.1 alone (its own default is every address), its data in `folder`. */
export async function milvusChild(options: { program: string; folder: string; port: number }): Promise<ChildPlan> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  return {
    name: 'milvus',
    program: options.program,
    arguments: ['server', '--host', '127.0.0.1', '--port', String(options.port), '--data-dir', options.folder],
    environment: null,
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
