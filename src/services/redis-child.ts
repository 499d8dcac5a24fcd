import { mkdir } from 'node:fs/promises'
import { Redis } from 'ioredis'
import type { ChildPlan } from './child-plan.ts'

/**
 * The embedded Redis: on 127.0.0.1 alone, its data in `folder`. Every write goes to the append-only file and to disk each
 * second; nothing is ever evicted, because the queue is not a cache. While the disk is busy with such a flush Redis holds
 * writes back for up to 2 s (seen: 21 of 4,987), so one that is killed may have forgotten what it just acknowledged: the rows
 * are the truth, and the sweep puts those jobs back. Flushing at each write would cost every job a wait for the disk.
 */
export async function redisChild(options: { program: string; folder: string; port: number }): Promise<ChildPlan> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const settings = {
    bind: '127.0.0.1',
    port: String(options.port),
    dir: options.folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    save: '',
    daemonize: 'no',
  }
  return {
    name: 'redis',
    program: options.program,
    arguments: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    environment: null,
    stopSignal: 'SIGTERM',
    stopMs: 10_000,
    isReady: (pid) => answers(options.port, pid),
  }
}

// It must be this very process that answers: another server on the port would take jobs that are lost with it. While a Redis
// loads its data it refuses the question, which is "not yet".
async function answers(port: number, pid: number): Promise<boolean> {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    enableReadyCheck: false,
    connectTimeout: 1_000,
    commandTimeout: 1_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  redis.on('error', () => {}) // The same error comes back from the call below.
  try {
    await redis.connect()
    await redis.ping()
    return new RegExp(`^process_id:${pid}\\r?$`, 'm').test(await redis.info('server'))
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}
