import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, settingNames } from '../src/config.ts'

describe('the configuration', () => {
  test('needs nothing: the embedded defaults on this machine alone', () => {
    const config = readConfig({})
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8787, opsKey: null })
    expect([config.redisUrl, config.databaseUrl, config.milvus.address, config.model]).toEqual([null, null, null, null])
  })

  test('an empty setting is one that is not set', () => {
    expect(readConfig({ MODEL_BASE_URL: '', PORT: '' })).toEqual(readConfig({}))
  })

  test('a .env file is read, and what the process was given wins', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hangtag-env-'))
    await writeFile(join(folder, '.env'), 'PORT=1234\nLOG_LEVEL=warn # quiet\n')
    const script = `import { environment, readConfig } from ${JSON.stringify(new URL('../src/config.ts', import.meta.url).href)}
      const { http, logLevel } = readConfig(environment())
      console.log(JSON.stringify([http.port, logLevel]))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      env: { LOG_LEVEL: 'error' },
    })
    await rm(folder, { recursive: true })
    expect(JSON.parse(stdout)).toEqual([1234, 'error'])
  })

  test('every problem is listed at once, by name', () => {
    const problems = problemsOf({ PORT: 'many', REDIS_URL: 'localhost', OPS_KEY: 'short', REVIEW_BELOW: '2' })
    expect(problems.map((line) => line.split(':')[0])).toEqual(['PORT', 'OPS_KEY', 'REDIS_URL', 'REVIEW_BELOW'])
  })

  test('a model needs an address and a name', () => {
    expect(problemsOf({ MODEL_BASE_URL: 'http://127.0.0.1:1/v1' })).toEqual([expect.stringContaining('MODEL_NAME')])
    expect(problemsOf({ MODEL_NAME: 'm' })).toEqual([expect.stringContaining('MODEL_BASE_URL')])
  })

  test('an embeddings endpoint needs a name and an address, and has those of the model by default', () => {
    expect(problemsOf({ EMBEDDINGS: 'endpoint' })).toEqual([expect.stringContaining('EMBEDDINGS_MODEL')])
    expect(problemsOf({ EMBEDDINGS_MODEL: 'm' })).toEqual([expect.stringContaining('EMBEDDINGS_BASE_URL')])
    const model = { MODEL_BASE_URL: 'https://api.example/v1', MODEL_API_KEY: 'hush', MODEL_NAME: 'm' }
    expect(readConfig(model).embeddings.endpoint).toBeNull()
    expect(readConfig({ ...model, EMBEDDINGS_MODEL: 'e', EMBEDDINGS_DIMENSIONS: '256' }).embeddings).toMatchObject({
      wish: 'auto',
      endpoint: { baseUrl: 'https://api.example/v1', apiKey: 'hush', model: 'e', dimensions: 256 },
      local: { model: null },
    })
    expect(readConfig({ EMBEDDINGS: 'local', EMBEDDINGS_MODEL: 'owner/name' }).embeddings).toMatchObject({
      endpoint: null,
      local: { model: 'owner/name' },
    })
  })

  test('the model’s key is never sent to another server than the model’s', () => {
    const model = { MODEL_BASE_URL: 'https://api.example/v1', MODEL_API_KEY: 'hush', MODEL_NAME: 'm' }
    const key = (more: Record<string, string>) =>
      readConfig({ ...model, EMBEDDINGS_MODEL: 'e', ...more }).embeddings.endpoint?.apiKey
    expect(key({ EMBEDDINGS_BASE_URL: 'https://api.example/other' })).toBe('hush')
    expect(key({ EMBEDDINGS_BASE_URL: 'http://api.example/v1' })).toBeNull()
    expect(key({ EMBEDDINGS_BASE_URL: 'https://embeddings.example/v1' })).toBeNull()
    expect(key({ EMBEDDINGS_BASE_URL: 'https://embeddings.example/v1', EMBEDDINGS_API_KEY: 'own' })).toBe('own')
  })

  test('answers are kept in the queue’s Redis under a cap, or in a Redis of their own that has its own', () => {
    const bytesMax = (environment: Record<string, string>) => readConfig(environment).answers.cache.bytesMax
    expect(bytesMax({})).toBe(64_000_000)
    expect(bytesMax({ CACHE_REDIS_URL: 'redis://127.0.0.1:1' })).toBeNull()
    expect(bytesMax({ CACHE_REDIS_URL: 'redis://127.0.0.1:1', CACHE_BYTES_MAX: '5' })).toBe(5)
    // The very same one, or another database of it: what answers take there, jobs lack.
    expect(bytesMax({ CACHE_REDIS_URL: 'redis://r/1', REDIS_URL: 'redis://r:6379' })).toBe(64_000_000)
    expect(bytesMax({ CACHE_REDIS_URL: 'redis://cache', REDIS_URL: 'redis://r' })).toBeNull()
    expect(bytesMax({ CACHE_BYTES_MAX: '0' })).toBe(0)
  })

  test('a recording belongs to a model, and is written or replayed, not both', () => {
    const model = { MODEL_BASE_URL: 'http://127.0.0.1:1/v1', MODEL_NAME: 'm' }
    expect(readConfig({ ...model, MODEL_REPLAY: '/tmp/r' }).answers).toMatchObject({ record: null, replay: '/tmp/r' })
    expect(problemsOf({ MODEL_REPLAY: '/tmp/r' })).toEqual([expect.stringContaining('MODEL_BASE_URL')])
    expect(problemsOf({ ...model, MODEL_REPLAY: '/tmp/r', MODEL_RECORD: '/tmp/r' })).toEqual([
      expect.stringContaining('MODEL_REPLAY'),
    ])
  })

  test('a photo store that is not there yet is refused, not ignored', () => {
    expect(problemsOf({ PHOTO_STORE: 's3://bucket' })).toEqual([expect.stringContaining('PHOTO_STORE')])
  })

  test('nothing changes it afterwards', () => {
    const config = readConfig({})
    expect(Object.isFrozen(config)).toBe(true)
    expect(Object.isFrozen(config.queue)).toBe(true)
    expect(() => Object.assign(config.queue, { attempts: 1 })).toThrow(TypeError)
  })

  test.each(['.env.example', 'README.md'])('%s names every setting', (file) => {
    const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
    expect(settingNames.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([])
  })
})

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
