import { existsSync } from 'node:fs'
import { Redis } from 'ioredis'
import { broken, type Check, ok, reasonOf } from './check.ts'

const part = 'answers'
const deadlineMs = 5_000

type Answers = {
  record: string | null
  replay: string | null
  cache: { redisUrl: string | null; bytesMax: number | null }
}

/** Where answers of models are kept. A cache that is away costs money, and holds up deletions until it is back. */
export async function checkAnswers({ record, replay, cache }: Answers): Promise<Check> {
  const used =
    replay !== null ? `nothing is asked: replayed from ${replay}` : record !== null ? `recorded into ${record}` : null
  if (replay !== null && !existsSync(replay))
    return broken(part, `${replay} is not there`, 'record into it first, with MODEL_RECORD in place of MODEL_REPLAY')
  if (cache.redisUrl === null)
    return ok(
      part,
      used ?? (cache.bytesMax === 0 ? 'none are kept' : `in the queue's Redis, at most ${cache.bytesMax} bytes`),
    )
  const host = new URL(cache.redisUrl).host
  const redis = new Redis(cache.redisUrl, {
    lazyConnect: true,
    connectTimeout: deadlineMs,
    commandTimeout: deadlineMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  // The call below says only that the connection is closed; why comes here.
  let reason: unknown = null
  redis.on('error', (error) => {
    reason = error
  })
  try {
    await redis.connect()
    await redis.ping()
    return ok(part, used ?? `in a Redis of their own at ${host}`)
  } catch (error) {
    const fix = 'start that Redis, or correct CACHE_REDIS_URL: deletions of listings wait for it'
    return broken(part, `no answer from ${host}: ${reasonOf(reason ?? error)}`, fix)
  } finally {
    redis.disconnect()
  }
}
