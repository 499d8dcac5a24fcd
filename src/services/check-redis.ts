import { broken, type Check, limited, ok, reasonOf } from './check.ts'
import { reachRedis } from './reach-redis.ts'
import { redisAdvice, redisVersion } from './redis-program.ts'

const part = 'redis'

/** The Redis at REDIS_URL, or whether an embedded one can be started. */
export async function checkRedis(redisUrl: string | null): Promise<Check> {
  return redisUrl === null ? await checkProgram() : await checkServer(redisUrl)
}

async function checkProgram(): Promise<Check> {
  const version = await redisVersion()
  if (version !== null) return ok(part, `redis-server ${version}, started when needed`)
  if (process.getuid?.() === 0)
    return limited(
      part,
      'redis-server is not installed',
      `the first start tries apt-get; or ${redisAdvice(process.platform)}`,
    )
  return broken(part, 'redis-server is not installed', redisAdvice(process.platform))
}

async function checkServer(redisUrl: string): Promise<Check> {
  const host = new URL(redisUrl).host
  try {
    const info = await reachRedis(redisUrl, (redis) => redis.info())
    const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? ''
    const version = value('redis_version')
    const detail = `Redis ${version} at ${host}`
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major < 6 || (major === 6 && minor < 2)) return broken(part, detail, 'use Redis 6.2 or newer')
    const policy = value('maxmemory_policy')
    if (policy !== '' && policy !== 'noeviction')
      return broken(part, `${detail} evicts (${policy})`, 'set maxmemory-policy noeviction: a queue is not a cache')
    if (value('aof_enabled') === '0')
      return limited(
        part,
        `${detail} keeps no append-only file`,
        'set appendonly yes, or a crash of Redis makes the sweeper repeat work',
      )
    return ok(part, detail)
  } catch (error) {
    return broken(part, `no answer from ${host}: ${reasonOf(error)}`, 'start that Redis, or correct REDIS_URL')
  }
}
