import { z } from 'zod'
import { problemSchema } from '../domain/problem.ts'

type Answer<Schema extends z.ZodType> = {
  description: string
  content: { 'application/json': { schema: Schema } }
  /** Header → what it says. */
  headers?: Record<string, string>
}

/** An answer in JSON, as a route documents and checks it. */
export function jsonAnswer<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  headers?: Answer<Schema>['headers'],
): Answer<Schema> {
  return { description, content: { 'application/json': { schema } }, ...(headers === undefined ? {} : { headers }) }
}

/** An answer without a body. */
export function emptyAnswer(description: string): z.ZodUndefined {
  return z.undefined().describe(description)
}

/** What each status of a problem means here, wherever it can come. */
const problemMeanings = {
  400: 'The request is not valid; `errors` lists every wrong place',
  401: 'No valid API key',
  403: 'The key may not do that',
  404: 'There is no such thing, or it is of another tenant',
  405: 'The address does not take this method; `Allow` lists those it takes',
  409: 'Not possible in this state; `possible` lists what is',
  410: 'It was deleted since',
  412: 'The version has changed; read it again',
  413: 'Too large',
  415: 'This kind of content is not taken',
  422: 'The Idempotency-Key was used with another body',
  428: 'Send If-Match with the ETag that was read',
  429: 'Too many requests; wait for `Retry-After` seconds',
  500: 'A bug of the service',
  503: 'A part of the service is not available; try again after `Retry-After` seconds',
} as const
export type ProblemStatus = keyof typeof problemMeanings

/** Statuses that every route behind a key can give, and every one of them that takes a body. */
const everywhere: readonly ProblemStatus[] = [400, 401, 403, 429, 500, 503]
const withBody: readonly ProblemStatus[] = [413, 415]

/**
 * All answers of a route: its own, and each problem that it can give, as `application/problem+json`. The type tells of its
 * own alone, since problems are thrown and never sent by a handler.
 */
export function answersOf<Own extends object>(
  own: Own,
  method: 'read' | 'write',
  more: readonly ProblemStatus[] = [],
): Own {
  const statuses = new Set([...everywhere, ...(method === 'write' ? withBody : []), ...more])
  const problems = [...statuses].map((status) => [String(status), problemAnswer(problemMeanings[status])])
  return { ...own, ...Object.fromEntries(problems) }
}

/** One problem as a documented answer. */
export function problemAnswer(description: string): object {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } }
}
