import { EventEmitter, once } from 'node:events'
import type { Redis } from 'ioredis'
import type { Log } from '../observability/create-log.ts'

const channel = 'hangtag:listing-changed'

/**
 * Says across all API processes that a listing has changed, through Redis. A signal is a hint: whoever waits also looks at
 * the database from time to time, so a lost one costs a moment and nothing else.
 */
export type ListingSignals = {
  notify(listingId: string): void
  /** Resolves when the listing is said to have changed, after `timeoutMs`, or on abort. */
  wait(listingId: string, timeoutMs: number, signal: AbortSignal): Promise<void>
  close(): void
}

/** Opens both directions; closed by its owner. */
export function createListingSignals(redis: Redis, log: Log): ListingSignals {
  const local = new EventEmitter().setMaxListeners(0)
  const publisher = redis.duplicate({
    lazyConnect: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
  })
  // Subscribes by itself whenever it is connected: the library's own way leaves a rejection unhandled when it is closed.
  const subscriber = redis.duplicate({ lazyConnect: false, maxRetriesPerRequest: null, autoResubscribe: false })
  // The connection mends itself, and the health check speaks of Redis.
  for (const connection of [publisher, subscriber]) {
    connection.on('error', (error) => log.debug({ reason: error.message }, 'signals: redis'))
  }
  subscriber.on('message', (_channel: string, listingId: string) => local.emit(listingId))
  subscriber.on('ready', () => {
    subscriber
      .subscribe(channel)
      .catch((error: Error) => log.debug({ reason: error.message }, 'signals: not subscribed'))
  })

  return {
    notify(listingId) {
      local.emit(listingId)
      publisher
        .publish(channel, listingId)
        .catch((error: Error) => log.debug({ reason: error.message }, 'signals: not published'))
    },
    async wait(listingId, timeoutMs, signal) {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      // The abort is the ordinary end of a wait.
      await once(local, listingId, { signal: bounded }).catch(() => {})
    },
    close() {
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}
