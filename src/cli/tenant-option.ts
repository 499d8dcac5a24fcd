import { InvalidArgumentError } from 'commander'
import { tenantSchema } from '../domain/tenant.ts'

/** The value of a `--tenant` option; what is no tenant's name is refused with what one looks like. */
export function tenantOption(text: string): string {
  const parsed = tenantSchema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'Not a tenant name.')
}
