import { openWorkerConnection } from '../../src/queue/open-worker-connection.ts'
import { startWorker } from '../../src/queue/start-worker.ts'
import { createSuspectTurns } from '../../src/queue/suspect-turns.ts'

// A worker process of the index queue whose writes are lines in a list of Redis, in the order in which they happened.

const [redisUrl = '', prefix = ''] = process.argv.slice(2)
const redis = openWorkerConnection(redisUrl, () => {})
const write = (what: string, listingId: string) => redis.rpush('writes', `${process.pid} ${what} ${listingId}`)

startWorker(
  'index',
  async (job, attempt) => {
    if (job.kind !== 'put') return
    await write('begins', job.listingId)
    // Whoever comes first to this one never gets on by itself.
    if (job.listingId === 'lst_hold' && (await redis.setnx('held', process.pid)) === 1)
      while ((await redis.exists('go-on')) === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    for (let rows = 0; rows < 20; rows += 1) await redis.ping()
    const mayWrite = await attempt.hold().then(
      () => true,
      () => false,
    )
    await write(mayWrite ? 'ends' : 'refrains', job.listingId)
  },
  {
    connection: openWorkerConnection(redisUrl, () => {}),
    prefix,
    concurrency: 1,
    attempts: 3,
    backoffMs: 10,
    lockDurationMs: 1_000,
    stalledIntervalMs: 300,
    suspectTurns: createSuspectTurns(),
    reportDeadLetter: async ({ reason }) => void (await redis.rpush('dead', reason)),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  },
)
await redis.rpush('writers', process.pid)
