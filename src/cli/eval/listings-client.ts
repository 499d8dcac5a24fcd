import { Agent, request } from 'undici'
import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type ListingRecord, type ListingState, recordSchema } from '../../domain/record.ts'
import type { Platform } from '../../services/platform.ts'
import { type ApiAccess, accessHeaders, createApiCall } from '../api-call.ts'
import { parseAnswer } from '../parse-answer.ts'

export type ListingsClient = {
  /** All listings of the tenant in a state. */
  all(state: ListingState, signal: AbortSignal): Promise<ListingRecord[]>
  /** A photo as models are shown it; null where it is gone. */
  photo(id: string, index: number, signal: AbortSignal): Promise<Buffer | null>
  close(): Promise<void>
}

const pageSchema = z.object({ listings: z.array(recordSchema), next: z.string().nullable() })
const photoDeadlineMs = 60_000

/** The listings of a tenant with their photos, over the public API. */
export function createListingsClient(platform: Platform, tenant = 'default'): ListingsClient {
  const access: ApiAccess = { url: platform.url, key: platform.opsKey, tenant }
  const agent = new Agent({ keepAliveTimeout: 10_000 })
  const call = createApiCall(access, agent)
  return {
    all: async (state, signal) => {
      const found: ListingRecord[] = []
      for (let next: string | null = ''; next !== null; ) {
        const from: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
        const page = parseAnswer(
          pageSchema,
          await call('GET', `/v1/listings?state=${state}&limit=100${from}`, { signal }),
        )
        found.push(...page.listings)
        next = page.next
      }
      return found
    },
    photo: async (id, index, signal) => {
      const path = `/v1/listings/${encodeURIComponent(id)}/photos/${index}?size=model`
      const either = AbortSignal.any([signal, AbortSignal.timeout(photoDeadlineMs)])
      const answer = await request(new URL(path, access.url), {
        dispatcher: agent,
        headers: accessHeaders(access),
        signal: either,
      })
        .then(async ({ statusCode, body }) => ({ status: statusCode, bytes: Buffer.from(await body.arrayBuffer()) }))
        .catch((cause: unknown) => {
          signal.throwIfAborted()
          throw failed(`The API at ${access.url} does not give photo ${index} of ${id}`, 'api-unreachable', cause)
        })
      if (answer.status === 200) return answer.bytes
      // Deleted since, or rejected: there is no such picture.
      if (answer.status === 404 || answer.status === 409) return null
      throw failed(`The API answered GET ${path} with status ${answer.status}`, 'api-refused')
    },
    close: () => agent.destroy(),
  }
}

function failed(message: string, code: 'api-unreachable' | 'api-refused', cause?: unknown): HangtagError {
  return new HangtagError(message, { code, disposition: 'retry', cause })
}
