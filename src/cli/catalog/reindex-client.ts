import { Agent } from 'undici'
import { z } from 'zod'
import { reindexSchema } from '../../domain/reindex.ts'
import type { Platform } from '../../services/platform.ts'
import { createApiCall } from '../api-call.ts'
import { parseAnswer } from '../parse-answer.ts'

const statusSchema = z.looseObject({
  reindex: reindexSchema.omit({ step: true, bucket: true }).nullable(),
  space: z
    .looseObject({ configured: z.string(), recorded: z.string().nullable(), collection: z.string().nullable() })
    .nullable(),
})
export type ReindexStatus = z.infer<typeof statusSchema>
/** A reindex as the API shows it. */
export type ShownReindex = NonNullable<ReindexStatus['reindex']>

/** What `catalog reindex` asks of the API, as the ops key. Failures are those of `createApiCall`. */
export type ReindexClient = {
  status(signal: AbortSignal): Promise<ReindexStatus>
  start(embedding: string, signal: AbortSignal): Promise<ReindexStatus>
  rollBack(signal: AbortSignal): Promise<ReindexStatus>
  cancel(signal: AbortSignal): Promise<ReindexStatus>
  close(): Promise<void>
}

/** Connections are kept until `close`. */
export function createReindexClient(platform: Platform): ReindexClient {
  const agent = new Agent({ keepAliveTimeout: 10_000 })
  const call = createApiCall({ url: platform.url, key: platform.opsKey, tenant: null }, agent)
  const path = '/v1/catalog/reindex'
  const ask = async (...request: Parameters<typeof call>) => parseAnswer(statusSchema, await call(...request))
  return {
    status: (signal) => ask('GET', path, { signal }),
    start: (embedding, signal) => ask('POST', path, { body: { embedding }, signal }),
    rollBack: (signal) => ask('POST', `${path}/rollback`, { signal }),
    cancel: (signal) => ask('DELETE', path, { signal }),
    close: () => agent.destroy(),
  }
}
