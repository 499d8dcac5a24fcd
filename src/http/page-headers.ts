import { createHash } from 'node:crypto'
import type { App } from './route-context.ts'

/** For everything that is no page: nothing may be loaded or framed. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Headers that every answer carries. No CORS: browsers of other origins are not let in. */
export function securityHeaders(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': apiPolicy,
    })
  })
}

/**
 * For the pages under a scope: they load what this server serves and nothing else. Links to outside fonts are taken out, and
 * inline scripts are allowed by their hash, so that no other script runs.
 */
export function pageHeaders(page: App): void {
  page.addHook('onSend', async (_request, reply, payload) => {
    const html = String(reply.getHeader('content-type') ?? '').startsWith('text/html') && typeof payload === 'string'
    if (!html) return payload
    const local = payload.replace(/<link[^>]+href="https?:[^>]*>/g, '')
    const scripts = [...local.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, text]) =>
        `'sha256-${createHash('sha256')
          .update(text ?? '')
          .digest('base64')}'`,
    )
    reply.header(
      'content-security-policy',
      [
        "default-src 'self'",
        `script-src ${["'self'", ...scripts].join(' ')}`,
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
    )
    reply.header('content-length', Buffer.byteLength(local))
    return local
  })
}
