import apiReference from '@scalar/fastify-api-reference'
import { pageHeaders } from '../page-headers.ts'
import type { App } from '../route-context.ts'

/** The description of the API to read and try, at `/docs`. It loads nothing from outside, and tells nobody. */
export async function docsPage(app: App): Promise<void> {
  // Browsers ask for it by themselves; the pages have none.
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) => reply.code(204).send())
  await app.register(async (page: App) => {
    pageHeaders(page)
    await page.register(apiReference, {
      routePrefix: '/docs',
      configuration: {
        url: '/openapi.json',
        pageTitle: 'Hangtag API',
        withDefaultFonts: false,
        telemetry: false,
        showDeveloperTools: 'never',
        hideClientButton: true,
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    })
  })
}
