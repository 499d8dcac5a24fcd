import type { AppDeps } from '../../src/http/app-deps.ts'

type Catalog = NonNullable<AppDeps['catalog']>

/** An index that holds nothing and answers at once. */
export function emptyCatalog(over: Partial<Catalog> = {}): Catalog {
  return {
    search: async () => [],
    get: async () => null,
    count: async () => 0,
    page: async () => ({ items: [], next: null }),
    space: async () => ({ configured: 'hashed-ngrams@1/512', recorded: null, collection: null }),
    check: async () => {},
    ...over,
  }
}
