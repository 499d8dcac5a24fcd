import { z } from 'zod'

/** A tenant's name is used in folder names, vector keys and filters: one safe alphabet, checked at every door. */
export const tenantSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9_-]*$/, 'lower-case letters, digits, - and _, starting with a letter or digit')
