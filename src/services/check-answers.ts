import { existsSync } from 'node:fs'
import { broken, type Check, ok, reasonOf } from './check.ts'
import { reachRedis } from './reach-redis.ts'

const part = 'answers'

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
  try {
    await reachRedis(cache.redisUrl, (redis) => redis.ping())
    return ok(part, used ?? `in a Redis of their own at ${host}`)
  } catch (error) {
    const fix = 'start that Redis, or correct CACHE_REDIS_URL: deletions of listings wait for it'
    return broken(part, `no answer from ${host}: ${reasonOf(error)}`, fix)
  }
}
