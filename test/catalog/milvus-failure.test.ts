import type { ResStatus } from '@zilliz/milvus2-sdk-node'
import { expect, test } from 'vitest'
import { brokenCall, refusal } from '../../src/catalog/milvus-failure.ts'

const status = (code: number, retriable = false): ResStatus => ({
  code,
  retriable,
  error_code: 'UnexpectedError',
  reason: 'the words of the server',
  extra_info: {},
  detail: '',
})
const grpc = (code: number) => Object.assign(new Error('the words of gRPC'), { code })

test.each([
  ['a rate limit', status(8), 'catalog-unavailable', 'retry'],
  ['memory that is used up', status(3), 'catalog-unavailable', 'retry'],
  ['a collection that is not loaded', status(101), 'catalog-unavailable', 'retry'],
  ['what the server says may be sent again', status(1, true), 'catalog-unavailable', 'retry'],
  ['an invalid parameter', status(1_100), 'catalog-refused', 'give-up'],
  ['a row that Milvus Lite finds wrong', status(6), 'catalog-refused', 'give-up'],
  ['what Milvus Lite did not expect', status(1), 'catalog-failed', 'retry'],
  ['an unexpected error', status(65_535), 'catalog-failed', 'retry'],
])('%s', (_, answer, code, disposition) => {
  expect(refusal('upsert', answer)).toMatchObject({
    code,
    disposition,
    message: 'The catalog index failed at "upsert": the words of the server',
    evidence: { operation: 'upsert', milvusCode: answer.code },
  })
})

test.each([
  ['a server that is gone', grpc(14), 'catalog-unavailable'],
  ['a key that is not taken', grpc(16), 'catalog-unavailable'],
  ['a connection that could not be made', new Error('no'), 'catalog-unavailable'],
  ['no answer in time', AbortSignal.abort(new DOMException('late', 'TimeoutError')).reason, 'catalog-unavailable'],
  ['a message that is too large', grpc(8), 'catalog-failed'],
  ['an exception in the server', grpc(2), 'catalog-failed'],
  ['a bug of the SDK', new TypeError('x is not a function'), 'catalog-failed'],
])('%s', (_, error, code) => {
  expect(brokenCall('upsert', error)).toMatchObject({ code, disposition: 'retry', cause: error })
})
