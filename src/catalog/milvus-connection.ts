import { MilvusClient, type ResStatus } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import { brokenCall, refusal } from './milvus-failure.ts'
import { within } from './within.ts'

/** One bounded, checked way to the server. Failures of calls are `HangtagError`s as `milvus-failure.ts` tells them apart. */
export type MilvusConnection = {
  /**
   * Sends one request. `operation` names it in errors; a server's refusal carries its number in `evidence.milvusCode`.
   * Where `signal` ends first, a timeout becomes `catalog-unavailable` and any other reason is thrown as it is.
   */
  call<T extends Answer>(operation: string, send: (client: MilvusClient) => Promise<T>, signal: AbortSignal): Promise<T>
  close(): Promise<void>
}

type Answer = ResStatus | { status: ResStatus }

/**
 * Connects when first needed, and anew where the handshake failed (the SDK keeps a failed one for the life of its client)
 * or an answer stayed out (the connection may be dead without knowing). Other outages the gRPC channel bridges by itself.
 */
export function createMilvusConnection(settings: {
  address: string
  token: string | null
  deadlineMs: number
}): MilvusConnection {
  let connected: Promise<MilvusClient> | null = null
  let closed = false

  function client(): Promise<MilvusClient> {
    if (closed) throw new Error('The catalog index was closed and is still used')
    if (connected === null) {
      const connecting = connect(settings)
      connected = connecting
      connecting.catch(() => forget(connecting))
    }
    return connected
  }

  function forget(old: Promise<MilvusClient> | null): void {
    if (connected === old) connected = null
    old?.then((open) => open.closeConnection()).catch(() => undefined)
  }

  return {
    async call(operation, send, signal) {
      const used = client()
      try {
        const answer = await within(used.then(send), signal)
        const status = statusOf(answer)
        // Milvus Lite sets only `code` for some failures.
        if (Number(status.code ?? 0) !== 0 || (status.error_code !== 'Success' && status.error_code !== 0))
          throw refusal(operation, status)
        return answer
      } catch (error) {
        if (error instanceof HangtagError) throw error
        if (signal.aborted) {
          if (!isTimeout(signal.reason)) throw signal.reason
          forget(used)
        }
        throw brokenCall(operation, error)
      }
    },
    async close() {
      closed = true
      const last = connected
      connected = null
      const open = await last?.catch(() => null)
      await open?.closeConnection()
    },
  }
}

async function connect(settings: { address: string; token: string | null; deadlineMs: number }) {
  const client = new MilvusClient({
    address: settings.address,
    ...(settings.token === null ? {} : { token: settings.token }),
    timeout: settings.deadlineMs,
    // The caller's retry policy is the only one; the SDK would restart the deadline on each of its own.
    maxRetries: 0,
    // Else the SDK sends the host's name, and logs whole requests where NODE_ENV is "test".
    telemetry: { enabled: false },
    logLevel: 'error',
    pool: { min: 1, max: 10 },
    channelOptions,
  })
  try {
    await client.connectPromise
  } catch (error) {
    await client.closeConnection()
    throw error
  }
  return client
}

/** Redial soon: gRPC's own pause grows to two minutes. Pings only while a call waits: idle ones make servers hang up. */
const channelOptions = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.keepalive_permit_without_calls': 0,
  'grpc.keepalive_time_ms': 60_000,
  'grpc.use_local_subchannel_pool': 1,
}

function statusOf(answer: Answer): ResStatus {
  return 'status' in answer ? answer.status : answer
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
}
