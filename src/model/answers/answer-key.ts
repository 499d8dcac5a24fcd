import { createHash } from 'node:crypto'
import type { ModelCall, ModelRequest } from '../model-call.ts'
import type { ModelInput } from '../model-input.ts'

/** Raised by hand when what is hashed, or how, changes. */
const keyVersion = 1

/**
 * The name of what is asked: the step, and a hash of the tenant, the endpoint and the exact request, in which each photo counts
 * by its own hash. The same question always has the same key, whichever listing asks it; one that differs in anything that the
 * endpoint sees has another.
 */
export function answerKey(call: ModelCall, { listing, settings, profile }: ModelInput): string {
  const parts = [
    keyVersion,
    listing.tenant,
    settings.model?.endpoint ?? null,
    profile.name,
    readableRequest(call.request),
  ]
  return `${call.step}.${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
}

/** The request as a person can read it: in place of a photo, its type, size and hash. */
export function readableRequest(request: ModelRequest): unknown {
  return JSON.parse(JSON.stringify(request), (_, value: unknown) =>
    typeof value === 'string' ? withoutPhoto(value) : value,
  )
}

function withoutPhoto(text: string): string {
  const [, type, data = ''] = /^data:(image\/[a-z]+);base64,(.*)$/s.exec(text) ?? []
  if (type === undefined) return text
  const bytes = Buffer.from(data, 'base64')
  return `${type}, ${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}`
}
