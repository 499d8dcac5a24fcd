import type { Scope } from '../domain/scope.ts'

/** Who asks, by the key alone. */
export type Caller = {
  kind: 'ops' | 'key'
  /** `key_…`, or `ops`: who made a correction. */
  id: string
  tenant: string
  /** The ops key without a named tenant sees the keys and dead letters of all. */
  allTenants: boolean
  scopes: readonly Scope[]
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that needs a key, before its body is read. */
    caller: Caller | null
  }
  interface FastifyContextConfig {
    /** What a key must be allowed to do for this route. Every route under `/v1` names one. */
    scope?: Scope
  }
}
