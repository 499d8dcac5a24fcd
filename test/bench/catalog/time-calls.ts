import { MilvusClient } from '@zilliz/milvus2-sdk-node'

/** Calls that the SDK's clients of this process made: how often, and how long they took together. */
export type CallTimes = Record<string, { calls: number; ms: number }>

const watched = ['insert', 'upsert', 'query', 'search', 'describeCollection'] as const
type Watched = (typeof watched)[number]

/** A call as it was made. */
export type MadeCall = { method: Watched; request: object }

/**
 * Times the SDK's calls while `work` runs, and hands each to `onCall`: what the product asks for is repeated by the bare client
 * exactly as it was asked, whatever the product comes to ask for.
 */
export async function timeCalls<T>(
  work: () => Promise<T>,
  onCall: (call: MadeCall) => void = () => {},
): Promise<{ result: T; times: CallTimes }> {
  const times: CallTimes = {}
  const client = MilvusClient.prototype as unknown as Record<string, unknown>
  for (const method of watched) {
    const original = client[method] as (this: unknown, request: object) => Promise<unknown>
    client[method] = async function (this: unknown, request: object) {
      onCall({ method, request })
      const started = performance.now()
      try {
        return await original.call(this, request)
      } finally {
        const before = times[method] ?? { calls: 0, ms: 0 }
        times[method] = { calls: before.calls + 1, ms: before.ms + performance.now() - started }
      }
    }
  }
  try {
    return { result: await work(), times }
  } finally {
    // The originals are further up the chain of classes.
    for (const method of watched) delete client[method]
  }
}
