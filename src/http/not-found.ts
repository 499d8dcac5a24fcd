import type { FastifyRequest } from 'fastify'
import { HttpProblem } from './http-problem.ts'
import type { App } from './route-context.ts'

/** What answers where no route does: 405 with `Allow` where the address takes other methods, else 404. */
export function notFoundHandler(app: App): (request: FastifyRequest) => never {
  const methodsOf = collectRoutes(app)
  return (request) => {
    const allowed = methodsOf(request.url.split('?')[0] ?? '')
    if (allowed.length === 0)
      throw new HttpProblem(404, 'route-not-found', 'Not found', 'There is nothing at this address. See /docs.')
    throw new HttpProblem(405, 'method-not-allowed', 'Method not allowed', `Allowed here: ${allowed.join(', ')}.`, {
      headers: { allow: allowed.join(', ') },
    })
  }
}

/** Fastify knows routes by method first; here they are kept by address. */
function collectRoutes(app: App): (path: string) => string[] {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) known.methods.add(one)
    routes.set(url, known)
  })
  return (path) => {
    const found = [...routes.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap(({ methods }) => [...methods])
    return [...new Set(found)].sort()
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
