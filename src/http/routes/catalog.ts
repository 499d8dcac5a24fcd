import type { App, RouteContext } from '../route-context.ts'
import { catalogImportRoutes } from './catalog-imports.ts'
import { catalogItemRoutes } from './catalog-items.ts'
import { catalogPhotoSearchRoute } from './catalog-photo-search.ts'
import { catalogSearchRoute } from './catalog-search.ts'

/** `/v1/catalog`: the items that are known to be right, which become neighbors of what is digitized. */
export function catalogRoutes(app: App, context: RouteContext): void {
  catalogItemRoutes(app, context)
  catalogImportRoutes(app, context)
  catalogSearchRoute(app, context)
  catalogPhotoSearchRoute(app, context)
}
