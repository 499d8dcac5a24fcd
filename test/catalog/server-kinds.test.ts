import { expect, it } from 'vitest'
import { serverKindOf } from '../../src/catalog/server-kinds.ts'

it.each([
  ['127.0.0.1:19530', 'milvus_lite-3.2.2', 'lite'],
  ['milvus.internal:19530', 'v2.6.4', 'milvus'],
  ['https://in03-abc.serverless.gcp-us-west1.cloud.zilliz.com', 'v2.6.1', 'zilliz'],
  ['https://in01-abc.aws-us-west-2.vectordb.zillizcloud.com:19530', '2.6', 'zilliz'],
  ['https://in01-abc.ali-cn-hangzhou.cloud.zilliz.com.cn:443', '2.6', 'zilliz'],
  ['https://zilliz.company.example', 'v2.6.4', 'milvus'],
])('%s with version %s is %s', (address, version, kind) => {
  expect(serverKindOf(address, version)).toBe(kind)
})
