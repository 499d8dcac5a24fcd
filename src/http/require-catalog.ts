import type { AppDeps } from './app-deps.ts'
import { HttpProblem } from './http-problem.ts'

/** The index, for routes that cannot do without. */
export function requireCatalog({ catalog }: Pick<AppDeps, 'catalog'>): NonNullable<AppDeps['catalog']> {
  if (catalog !== null) return catalog
  const detail = 'No vector index is configured: whoever runs this service sets MILVUS_ADDRESS.'
  throw new HttpProblem(503, 'catalog-not-configured', 'A part of the service is not available', detail)
}
