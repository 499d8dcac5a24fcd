import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { Config } from '../../src/config.ts'
import type { JobOrder } from '../../src/domain/job.ts'
import { createJobQueue } from '../../src/queue/create-job-queue.ts'
import { startWorker } from '../../src/queue/start-worker.ts'
import { createSuspectTurns } from '../../src/queue/suspect-turns.ts'
import { freePort } from '../../src/services/free-port.ts'
import { redisChild } from '../../src/services/redis-child.ts'
import { redisProgram } from '../../src/services/redis-program.ts'
import { createSupervisor } from '../../src/services/supervisor.ts'
import { cpuBetween, cpuSeconds } from './cpu-seconds.ts'

export type QueueRound = {
  concurrency: number
  jobs: number
  /** From the first enqueue to the last job done, over the number of jobs. */
  microseconds: number
  /** Of CPU a job, of the sending and the working side and of Redis together. */
  cpuMicroseconds: number
}

const jobCount = 4_000
/** As the API enqueues: the photos of one listing at a time. */
const ordersAtOnce = 4
const deadlineMs = 60_000

/**
 * What the queue itself costs: jobs that do nothing, through the product's own sender and worker, on the Redis that `up`
 * starts (every write in its append-only file). One round for each of `concurrencies`.
 */
export async function measureQueue(
  config: Config,
  home: string,
  concurrencies: readonly number[],
): Promise<QueueRound[]> {
  await mkdir(home, { recursive: true })
  const report = (text: string) => console.error(text)
  const supervisor = await createSupervisor(home, report)
  try {
    const port = await freePort()
    const program = await redisProgram(report)
    await supervisor.start(await redisChild({ program, folder: join(home, 'redis'), port }), { readyMs: 30_000 })
    const rounds: QueueRound[] = []
    for (const concurrency of concurrencies)
      rounds.push(await round(config, home, `redis://127.0.0.1:${port}`, concurrency))
    return rounds
  } finally {
    await supervisor.stop()
  }
}

async function round(config: Config, home: string, redisUrl: string, concurrency: number): Promise<QueueRound> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
  const queue = createJobQueue({ ...config.queue, redisUrl, deadlineMs })
  const done = Promise.withResolvers<void>()
  let left = jobCount
  const handle = async () => {
    left -= 1
    if (left === 0) done.resolve()
  }
  const reportDeadLetter = async ({ reason }: { reason: string }) => done.reject(new Error(reason))
  const worker = startWorker('photos', handle, {
    ...config.queue,
    connection,
    concurrency,
    suspectTurns: createSuspectTurns(),
    reportDeadLetter,
    log: { info: () => {}, warn: console.error, error: console.error },
  })
  const late = setTimeout(() => done.reject(new Error(`${left} jobs are left after ${deadlineMs} ms`)), deadlineMs)
  try {
    await queue.check()
    const before = await cpuSeconds(home, 'bench')
    const started = performance.now()
    for (let at = 0; at < jobCount; at += ordersAtOnce) await queue.enqueue(orders(at))
    await done.promise
    await worker.stop(deadlineMs)
    const seconds = (performance.now() - started) / 1_000
    const { processes } = cpuBetween(before, await cpuSeconds(home, 'bench'))
    const cpu = Object.values(processes).reduce((sum, used) => sum + used, 0)
    const each = (value: number) => (value / jobCount) * 1_000_000
    return { concurrency, jobs: jobCount, microseconds: each(seconds), cpuMicroseconds: each(cpu) }
  } finally {
    clearTimeout(late)
    await worker.stop(0)
    await queue.close()
    connection.disconnect()
  }
}

function orders(from: number): JobOrder[] {
  return Array.from({ length: ordersAtOnce }, (_, index) => ({
    queue: 'photos',
    data: { listingId: `lst_bench_${from}`, index },
  }))
}
