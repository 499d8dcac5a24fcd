import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { AnswerStore } from './answer-store.ts'
import { checkedPart } from './checked-part.ts'

export type RedisAnswerStoreOptions = {
  redisUrl: string
  /** Of all keys; with a `{hash tag}`, so that they lie on one node of a Redis Cluster. */
  prefix: string
  /**
   * Bytes that all answers together may take; the oldest go first. Null in a Redis of the cache's own, which has a limit of
   * its own. In the queue's Redis, which evicts nothing, this is what keeps answers from crowding out jobs.
   */
  bytesMax: number | null
  /** An answer that was put longer ago is gone. */
  keepMs: number
  /** For one call. */
  deadlineMs: number
  onError(error: Error): void
}

/** A call that is on its way while its listing is deleted ends long before. The mark itself does not say which listing it was. */
const goneMs = 60 * 60 * 1_000

/**
 * Answers in Redis. Those of a listing are one hash, so that a deletion finds them all, also where Redis evicts what it likes;
 * a pointer a key says in which hash an answer lies. Where there is a cap, answers, their age and their size are booked in
 * the same step.
 */
export function createRedisAnswerStore(options: RedisAnswerStoreOptions): AnswerStore {
  const { prefix, bytesMax, keepMs, deadlineMs } = options
  const redis = new Redis(options.redisUrl, {
    lazyConnect: true,
    connectTimeout: deadlineMs,
    commandTimeout: deadlineMs,
    maxRetriesPerRequest: 0,
  })
  redis.on('error', options.onError)
  const run = (script: string, keys: readonly string[], values: readonly (string | number)[]) =>
    translated(() => redis.eval(script, keys.length, ...keys, ...values))
  const pointer = (tenant: string, key: string) => `${prefix}:at:${checkedPart(tenant)}/${checkedPart(key)}`
  const refOf = (tenant: string, listingId: string) => `${checkedPart(tenant)}/${checkedPart(listingId)}`
  const gone = (ref: string) => `${prefix}:gone:${createHash('sha256').update(ref).digest('hex')}`
  const books = [`${prefix}:ages`, `${prefix}:sizes`, `${prefix}:bytes`]
  return {
    get: async (tenant, key) => {
      const found = await run(getScript, [pointer(tenant, key)], [prefix, key])
      return typeof found === 'string' ? parse(found) : null
    },
    put: async ({ tenant, listingId, key }, answer) => {
      const ref = refOf(tenant, listingId)
      const keys = [pointer(tenant, key), `${prefix}:of:${ref}`, gone(ref), ...books]
      await run(putScript, keys, [prefix, ref, key, JSON.stringify(answer), keepMs, bytesMax ?? -1])
    },
    removeListing: async (tenant, listingId) => {
      const ref = refOf(tenant, listingId)
      await run(removeScript, [`${prefix}:of:${ref}`, gone(ref), ...books], [prefix, ref, goneMs])
    },
    close: () => redis.disconnect(),
  }
}

// One script a step: two workers never book the same bytes, and nothing is kept that is not booked. Keys that follow from
// others are made inside; on a Redis Cluster the hash tag puts them all on one node.

const getScript = `
local ref = redis.call('GET', KEYS[1])
if not ref then return false end
return redis.call('HGET', ARGV[1] .. ':of:' .. ref, ARGV[2])
`

/** `forget`: takes one answer out of its hash and off the books. A member of the books is tenant/listing/key. */
const forget = `
local function forget(prefix, ref, key, ages, sizes, bytes)
  local member = ref .. '/' .. key
  redis.call('HDEL', prefix .. ':of:' .. ref, key)
  local pointer = prefix .. ':at:' .. string.match(ref, '^[^/]+') .. '/' .. key
  if redis.call('GET', pointer) == ref then redis.call('DEL', pointer) end
  redis.call('ZREM', ages, member)
  local size = redis.call('HGET', sizes, member)
  if size then
    redis.call('HDEL', sizes, member)
    redis.call('DECRBY', bytes, size)
  end
end
`

/**
 * What Redis takes beside the answer itself: measured on Redis 7 at 1,240 bytes an answer of a listing of its own and 1,040
 * where a listing has three (growth of `used_memory` by 5,000 answers); it holds the key's name five times.
 */
const bytesAround = 1_300

const putScript = `${forget}
local prefix, ref, key, answer, keepMs, bytesMax = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
local pointer, listing, gone, ages, sizes, bytes = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local size = #answer + ${bytesAround}
if redis.call('EXISTS', gone) == 1 or (bytesMax >= 0 and size > bytesMax) then return 0 end
if bytesMax >= 0 then
  forget(prefix, ref, key, ages, sizes, bytes)
  local time = redis.call('TIME')
  redis.call('ZADD', ages, time[1] * 1000000 + time[2], ref .. '/' .. key)
  redis.call('HSET', sizes, ref .. '/' .. key, size)
  local total = redis.call('INCRBY', bytes, size)
  while total > bytesMax do
    local oldest = redis.call('ZRANGE', ages, 0, 0)[1]
    if not oldest then break end
    forget(prefix, string.match(oldest, '^(.*)/'), string.match(oldest, '[^/]+$'), ages, sizes, bytes)
    total = tonumber(redis.call('GET', bytes))
  end
end
redis.call('HSET', listing, key, answer)
redis.call('PEXPIRE', listing, keepMs)
redis.call('SET', pointer, ref, 'PX', keepMs)
return 1
`

const removeScript = `${forget}
local listing, gone, ages, sizes, bytes = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
for _, key in ipairs(redis.call('HKEYS', listing)) do forget(ARGV[1], ARGV[2], key, ages, sizes, bytes) end
redis.call('DEL', listing)
redis.call('SET', gone, '1', 'PX', ARGV[3])
return 1
`

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HangtagError('A kept answer is no JSON', { code: 'answer-unreadable', disposition: 'give-up', cause })
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new HangtagError('The Redis that keeps answers cannot be used', {
      code: 'answer-store-unavailable',
      disposition: 'retry',
      evidence: { reason: error instanceof Error ? error.message.slice(0, 200) : String(error) },
      cause: error,
    })
  }
}
