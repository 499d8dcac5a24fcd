import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, inject, onTestFinished, test } from 'vitest'
import { findRecordedSpace } from '../../src/services/find-recorded-space.ts'
import { openTestIndex } from '../catalog/open-test-index.ts'

const milvus = { address: inject('milvusAddress'), token: null, deadlineMs: 5_000 }

test('what the catalog was indexed with is told by its Milvus', async () => {
  // The catalog that all platforms of this test run share.
  await openTestIndex('catalog').upsert('recorded-space', [{ id: 'a', title: 'Blue jeans' }])
  expect(await findRecordedSpace(milvus, null)).toEqual({ space: 'hashed-ngrams@1/512' })
})

test('or by the platform that runs, asked with its own key', async () => {
  let key: string | undefined
  const server = createServer((request, response) => {
    key = request.headers.authorization
    response.end(
      JSON.stringify({ reindex: null, space: { configured: 'x', recorded: 'local:m@1/8', collection: 'c' } }),
    )
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const found = await findRecordedSpace({ ...milvus, address: null }, { url, opsKey: 'ops' })
  expect({ found, key }).toEqual({ found: { space: 'local:m@1/8' }, key: 'Bearer ops' })
})

test('where neither answers, nobody can tell', async () => {
  expect(await findRecordedSpace({ ...milvus, address: '127.0.0.1:1', deadlineMs: 500 }, null)).toBeNull()
  expect(await findRecordedSpace({ ...milvus, address: null }, { url: 'http://127.0.0.1:1', opsKey: 'o' })).toBeNull()
  expect(await findRecordedSpace({ ...milvus, address: null }, null)).toBeNull()
})
