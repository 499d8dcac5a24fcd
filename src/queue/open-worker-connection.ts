import { Redis } from 'ioredis'

/**
 * The connection that all workers of a process share and that BullMQ makes its blocking ones after. It waits for Redis for
 * as long as it takes. Never lazy: a lazy one is connected by BullMQ, which takes a Redis that dies in that very moment for
 * the end, and leaves a worker that runs and does nothing, for ever.
 */
export function openWorkerConnection(redisUrl: string, onError: (error: Error) => void): Redis {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
  connection.on('error', onError)
  return connection
}
