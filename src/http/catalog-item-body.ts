import { catalogItemSchema } from '../domain/catalog-item.ts'
import { storableObject } from './storable.ts'

/** An item as callers send it; what the index keeps of its attributes is bounded. */
export const catalogItemBody = catalogItemSchema.extend({ attributes: storableObject(20_000).optional() })
