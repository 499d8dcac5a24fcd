import { HangtagError } from '../domain/hangtag-error.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

/**
 * The bytes behind a photo's address. Beside what the guarded fetch throws: `photo-address-failed` (retry) where the host
 * has trouble now (5xx, 408, 425, 429), `photo-address-refused` (give-up) for every other status but 2xx. A host that asks
 * for patience is asked again by our own schedule: a stranger does not set the pace of our queue.
 */
export async function fetchPhoto(
  url: string,
  limits: { bytesMax: number; deadlineMs: number },
  guardedFetch: GuardedFetch,
  signal?: AbortSignal,
): Promise<Buffer> {
  const answer = await guardedFetch(url, { ...limits, ...(signal === undefined ? {} : { signal }) })
  if (answer.status >= 200 && answer.status < 300) return answer.bytes
  const { host } = new URL(url)
  const later = answer.status >= 500 || patience.has(answer.status)
  throw new HangtagError(`${host} answered ${answer.status} instead of a photo.`, {
    code: later ? 'photo-address-failed' : 'photo-address-refused',
    disposition: later ? 'retry' : 'give-up',
    evidence: { host, status: answer.status },
  })
}

const patience: ReadonlySet<number> = new Set([408, 425, 429])
