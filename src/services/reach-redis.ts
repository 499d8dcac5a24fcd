import { Redis } from 'ioredis'

const deadlineMs = 5_000

/** Asks a Redis once, on a connection of its own. Where nothing answers, what is thrown says why. */
export async function reachRedis<T>(redisUrl: string, ask: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(redisUrl, {
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
    return await ask(redis)
  } catch (error) {
    throw reason ?? error
  } finally {
    redis.disconnect()
  }
}
