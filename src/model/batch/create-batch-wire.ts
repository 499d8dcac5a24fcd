import type OpenAI from 'openai'
import { APIError, type APIPromise } from 'openai'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { AboutCall } from '../model-call.ts'
import { translateModelError } from '../translate-model-error.ts'
import { type Batch, type BatchWire, batchNameKey, batchSchema } from './batch-wire.ts'
import { batchedPath } from './pack-requests.ts'

/** One request, bounded by a deadline, with its errors as ours. */
type Ask = (
  request: (signal: AbortSignal) => APIPromise<unknown>,
  signal: AbortSignal,
  about: AboutCall,
  deadlineMs?: number,
) => Promise<unknown>

/** A file of 200 MB takes longer than a call. */
const fileDeadlines = 10

/** The batch lane of an OpenAI-compatible endpoint. */
export function createBatchWire(
  client: OpenAI,
  ask: Ask,
  { baseUrl, deadlineMs }: { baseUrl: string; deadlineMs: number },
): BatchWire {
  const fileMs = deadlineMs * fileDeadlines
  const asked = (request: Parameters<Ask>[0], signal: AbortSignal) => ask(request, signal, {})
  const batchOf = (answer: unknown): Batch => {
    const { data } = batchSchema.safeParse(answer)
    if (data !== undefined) return data
    const evidence = { endpoint: new URL(baseUrl).host }
    throw new HangtagError('The endpoint answered with no batch.', {
      code: 'batch-unreadable',
      disposition: 'retry',
      evidence,
    })
  }
  return {
    upload: async (file, signal) => {
      const sent = (bounded: AbortSignal) =>
        client.files.create({ file, purpose: 'batch' }, { signal: bounded, timeout: fileMs })
      return (await ask(sent, signal, {}, fileMs)) as { id: string }
    },
    create: async (fileId, name, signal) => {
      const metadata = { [batchNameKey]: name }
      const order = { input_file_id: fileId, endpoint: batchedPath, completion_window: '24h', metadata } as const
      return batchOf(await asked((bounded) => client.batches.create(order, { signal: bounded }), signal))
    },
    retrieve: async (id, signal) =>
      batchOf(await asked((bounded) => client.batches.retrieve(id, { signal: bounded }), signal)),
    list: async (signal) => {
      const page = await asked((bounded) => client.get('/batches?limit=100', { signal: bounded }), signal)
      return ((page as { data?: unknown[] }).data ?? []).map(batchOf)
    },
    content: async (fileId, signal) => {
      try {
        const bounded = AbortSignal.any([signal, AbortSignal.timeout(fileMs)])
        // Lines, which are no JSON as a whole.
        return await (await client.files.content(fileId, { signal: bounded })).text()
      } catch (error) {
        signal.throwIfAborted()
        throw translateModelError(error, { baseUrl, deadlineMs: fileMs })
      }
    },
    lineError: (status, body) => {
      const error = (body ?? {}) as { error?: object }
      return translateModelError(APIError.generate(status, error, undefined, new Headers()), { baseUrl, deadlineMs })
    },
  }
}
