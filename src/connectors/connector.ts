import type { Publication } from '../domain/internal-api.ts'

/**
 * Writes a listing to where it is sold. The same listing and version may be sent twice and must count once there. Failures
 * are `HangtagError`: give-up where the other side refuses the listing as it is, retry or rate-limited where it may take it later.
 */
export type Connector = {
  name: string
  publish(publication: Publication, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
