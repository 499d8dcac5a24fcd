import { type Problem, problem } from '../domain/problem.ts'

/** A request that ends with a problem document. Thrown anywhere below a route; the error handler sends it. */
export class HttpProblem extends Error {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    title: string,
    detail: string,
    more: Parameters<typeof problem>[4] & { headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    const { headers, cause, ...members } = more
    super(detail, cause === undefined ? undefined : { cause })
    this.name = 'HttpProblem'
    this.problem = problem(status, code, title, detail, members)
    this.headers = headers ?? {}
  }
}
