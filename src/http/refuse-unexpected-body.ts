import { HttpProblem } from './http-problem.ts'
import type { App } from './route-context.ts'

/** Routes under this scope that take no body say so, rather than drop what a caller meant. */
export function refuseUnexpectedBody(app: App): void {
  app.addHook('preValidation', async (request) => {
    const { schema, config } = request.routeOptions
    if (request.body === undefined || request.body === null) return
    if (schema?.body !== undefined || config.documentedBody !== undefined) return
    throw new HttpProblem(400, 'body-not-expected', 'This takes no body', 'Send the request without a body.')
  })
}
