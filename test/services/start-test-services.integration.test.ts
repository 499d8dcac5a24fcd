import { once } from 'node:events'
import { connect } from 'node:net'
import { Redis } from 'ioredis'
import { expect, inject, test } from 'vitest'

test('the shared Redis writes each command down and evicts nothing', async () => {
  const redis = new Redis(inject('redisUrl'))
  const values = await redis.config('GET', 'appendonly', 'maxmemory-policy', 'appendfsync', 'save', 'bind')
  redis.disconnect()
  const settings = Object.fromEntries(pairs(values as string[]))
  expect(settings).toEqual({
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
    appendfsync: 'everysec',
    save: '',
    bind: '127.0.0.1',
  })
})

test('the shared Milvus Lite accepts connections', async () => {
  const [host = '', port = ''] = inject('milvusAddress').split(':')
  const socket = connect(Number(port), host)
  await once(socket, 'connect')
  expect(socket.remoteAddress).toBe('127.0.0.1')
  socket.destroy()
})

function pairs(flat: string[]): [string, string][] {
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ''] as [string, string]] : []))
}
