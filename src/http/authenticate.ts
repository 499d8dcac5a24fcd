import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { scopes } from '../domain/scope.ts'
import { tenantSchema } from '../domain/tenant.ts'
import type { KeyStore } from '../store/store.ts'
import type { Caller } from './caller.ts'
import { HttpProblem } from './http-problem.ts'

export type AuthenticateDeps = { opsKey: string; keys: Pick<KeyStore, 'find'> }

/**
 * The caller of a request, by its bearer key. The tenant is the key's own; only the ops key may name one, in the header
 * `Hangtag-Tenant`. Throws 401 without a valid key and 403 where a key names a tenant that is not its own.
 */
export async function authenticate(request: FastifyRequest, deps: AuthenticateDeps): Promise<Caller> {
  const text = bearerKey(request.headers.authorization)
  if (text === null) throw unauthorized('Send an API key: Authorization: Bearer …', null)
  const named = namedTenant(request)
  if (sameSecret(text, deps.opsKey)) {
    return { kind: 'ops', id: 'ops', tenant: named ?? 'default', allTenants: named === null, scopes }
  }
  const key = await deps.keys.find(text)
  if (key === null) throw unauthorized('This API key is not known, or was revoked.', 'invalid_token')
  if (named !== null && named !== key.tenant)
    throw new HttpProblem(
      403,
      'tenant-forbidden',
      'Not your tenant',
      'The tenant is that of the key: leave Hangtag-Tenant out.',
    )
  return { kind: 'key', id: key.id, tenant: key.tenant, allTenants: false, scopes: key.scopes }
}

/** Whether two secrets are the same, in a time that says nothing of where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** The key of an `Authorization: Bearer` header; null where there is none. */
export function bearerKey(header: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null
}

export function unauthorized(detail: string, error: string | null): HttpProblem {
  const challenge = error === null ? 'Bearer realm="hangtag"' : `Bearer realm="hangtag", error="${error}"`
  return new HttpProblem(401, 'key-required', 'No valid API key', detail, {
    headers: { 'www-authenticate': challenge },
  })
}

function namedTenant(request: FastifyRequest): string | null {
  const header = request.headers['hangtag-tenant']
  if (header === undefined) return null
  const parsed = tenantSchema.safeParse(header)
  if (parsed.success) return parsed.data
  const errors = [{ path: 'headers.hangtag-tenant', message: parsed.error.issues[0]?.message ?? 'not a tenant' }]
  throw new HttpProblem(400, 'tenant-invalid', 'Not a tenant name', 'Hangtag-Tenant is not a tenant name.', { errors })
}
