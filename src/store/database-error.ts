import { DrizzleQueryError } from 'drizzle-orm'
import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'

/**
 * What the rest of the product sees of a database error: `database-unavailable` (retry) where the database cannot be
 * reached or asks to come again, `text-not-storable` (give up) for U+0000 in a plain text column; everything else as the
 * database said it, without the statement's values, which hold customers' text and secrets.
 */
export function databaseError(error: unknown): unknown {
  if (error instanceof HangtagError) return error
  const cause = error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error
  const code = codeOf(cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  if (isUnavailable(code, message)) {
    return new HangtagError('The database cannot be reached; try again', {
      code: 'database-unavailable',
      disposition: 'retry',
      evidence: { code, message },
      cause,
    })
  }
  if (code === '22021') {
    return new HangtagError('The text holds a character that cannot be stored (U+0000)', {
      code: 'text-not-storable',
      disposition: 'give-up',
      cause,
    })
  }
  return cause
}

// SQLSTATE classes: 08 connection, 53 out of resources, 57 operator intervention (shutdown, canceled by a timeout), 40
// rolled back because of another transaction. All of them go away by themselves.
const passingStates = /^(08|40|53|57)[0-9A-Z]{3}$/
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
// node-postgres and PGlite say these without a code.
const lostMessages =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error|not queryable|PGlite is closed|Cannot use a pool after calling end/i

function isUnavailable(code: string | null, message: string): boolean {
  return (code !== null && (passingStates.test(code) || networkCodes.has(code))) || lostMessages.test(message)
}

function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) {
    const codes = error.errors.map(codeOf)
    return codes.find((code) => code !== null && networkCodes.has(code)) ?? codes[0] ?? null
  }
  return errorCode(error)
}
