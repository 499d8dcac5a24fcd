import { readFileSync } from 'node:fs'
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

  test('every problem is listed at once, by name', () => {
    const problems = problemsOf({ PORT: 'many', REDIS_URL: 'localhost', OPS_KEY: 'short', REVIEW_BELOW: '2' })
    expect(problems.map((line) => line.split(':')[0])).toEqual(['PORT', 'OPS_KEY', 'REDIS_URL', 'REVIEW_BELOW'])
  })

  test('a model needs an address and a name', () => {
    expect(problemsOf({ MODEL_BASE_URL: 'http://127.0.0.1:1/v1' })).toEqual([expect.stringContaining('MODEL_NAME')])
    expect(problemsOf({ MODEL_NAME: 'm' })).toEqual([expect.stringContaining('MODEL_BASE_URL')])
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
