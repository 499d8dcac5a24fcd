import type { HangtagError } from '../domain/hangtag-error.ts'

/**
 * Whether a call that failed may have been paid for all the same. A refusal with a status was answered instead of the call,
 * and where nobody took the connection nobody worked; an answer that is late, cut off or not to be read may well be billed.
 */
export function mayHaveCost({ code, evidence }: HangtagError): boolean {
  if (evidence.sent === false || refused.includes(code)) return false
  if (code !== 'model-unavailable') return true
  return typeof evidence.status !== 'number' && !unconnected.includes(String(evidence.detail))
}

/** A filter's refusal is not among them: the input was read for it. */
const refused = ['model-rate-limited', 'model-quota', 'model-key-refused', 'model-request-refused']
const unconnected = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  // No connection that can be trusted was made, so nothing was sent over it.
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_SSL_WRONG_VERSION_NUMBER'],
]
