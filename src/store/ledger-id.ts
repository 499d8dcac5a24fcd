import { createHash } from 'node:crypto'

/** The ledger's key of a call: a hash, so that it tells nothing of a listing that is deleted. */
export function ledgerId(callId: string): string {
  return createHash('sha256').update(callId).digest('hex')
}
