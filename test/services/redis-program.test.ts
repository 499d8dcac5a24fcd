import { afterEach, expect, test, vi } from 'vitest'
import { redisProgram } from '../../src/services/redis-program.ts'
import { fakePrograms } from './fake-programs.ts'

afterEach(() => vi.restoreAllMocks())

const answering = (version: string) => `echo 'Redis server v=${version} sha=00000000:0 malloc=jemalloc bits=64'`

test('the Redis on the path is taken as it is', async () => {
  await fakePrograms({ 'redis-server': answering('7.0.15') })
  const report = vi.fn()
  expect(await redisProgram(report)).toBe('redis-server')
  expect(report).not.toHaveBeenCalled()
})

test('a Redis that BullMQ cannot use is refused with what to do', async () => {
  await fakePrograms({ 'redis-server': answering('6.0.16') })
  await expect(redisProgram(vi.fn())).rejects.toMatchObject({
    code: 'redis-missing',
    message: expect.stringMatching(/^redis-server 6\.0\.16 is too old.*REDIS_URL/),
  })
})

test('root on Debian gets a missing Redis installed, and is told', async () => {
  vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(0)
  await fakePrograms({
    'apt-get': `case "$*" in *install*redis-server) printf '#!/bin/sh\\n${answering('7.0.15').replaceAll("'", '"')}\\n' > $PLACE/redis-server; /bin/chmod +x $PLACE/redis-server;; esac`,
  })
  const report = vi.fn()
  expect(await redisProgram(report)).toBe('redis-server')
  expect(report.mock.calls).toEqual([['Installing redis-server: apt-get install redis-server']])
})

test('where it may not be installed, the error names what to run', async () => {
  vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(1_000)
  await fakePrograms({ 'apt-get': 'touch "$PLACE/was-called"' })
  await expect(redisProgram(vi.fn())).rejects.toMatchObject({
    code: 'redis-missing',
    disposition: 'give-up',
    message: expect.stringMatching(/install.*redis.*REDIS_URL/),
  })
})
