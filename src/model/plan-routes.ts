import type { Settings } from '../domain/settings.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { askedFields } from './describe-fields.ts'

/** Who is asked, and for what: model null: the settings' own; fields null: all that the category has. */
export type Route = { model: string | null; fields: readonly string[] | null }

/**
 * Which models are asked for the fields of a category, each for its own: the settings' own model first where anything is left
 * for it. Where nothing is routed that is one route, for all.
 */
export function planRoutes(
  { settings, taxonomy }: { settings: Settings; taxonomy: Taxonomy },
  category: string | null,
): Route[] {
  const routes = settings.model?.routes ?? {}
  const fields = askedFields(taxonomy, category).map(({ id }) => id)
  const main = settings.model?.name ?? null
  const modelOf = (field: string) => (Object.hasOwn(routes, field) ? (routes[field] ?? main) : main)
  const groups = [...Map.groupBy(fields, modelOf)]
  const [only] = groups
  if (only !== undefined && groups.length === 1) return [{ model: only[0], fields: null }]
  return groups
    .map(([model, own]): Route => ({ model, fields: own }))
    .sort((a, b) => Number(b.model === main) - Number(a.model === main))
}
