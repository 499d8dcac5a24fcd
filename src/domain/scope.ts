import { z } from 'zod'

/** What a key may do. The ops key has them all and alone may name a tenant. */
export const scopes = [
  'listings:read',
  'listings:write',
  'listings:publish',
  'catalog:read',
  'catalog:write',
  'webhooks',
  'keys',
  'dead-letters',
] as const
export const scopeSchema = z.enum(scopes)
export type Scope = z.infer<typeof scopeSchema>
