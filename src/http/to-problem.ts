import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import { HttpProblem } from './http-problem.ts'

/** Seconds after which a caller may try again where one of our parts is away. */
const retryAfterSeconds = '5'

/**
 * Any error as the problem that its caller sees. What is not known here is a bug: it becomes a 500 that says nothing of it,
 * and the caller of this function logs it.
 */
export function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error)
  if (error instanceof z.ZodError) return invalidBody(error)
  if (error instanceof HangtagError) return fromHangtagError(error)
  return fromFramework(error) ?? internalError(error)
}

/** A body that a route checks by itself, with every wrong place named. */
function invalidBody(error: z.ZodError): HttpProblem {
  return invalid(error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })))
}

type ValidationFault = { instancePath: string; message?: string | undefined }

function invalidRequest(error: Error & { validation: ValidationFault[]; validationContext?: string }): HttpProblem {
  const where =
    error.validationContext === undefined || error.validationContext === 'body' ? [] : [error.validationContext]
  return invalid(
    error.validation.map((fault) => ({
      path: [...where, ...fault.instancePath.split('/').filter((part) => part !== '')].join('.'),
      message: fault.message ?? 'not valid',
    })),
  )
}

function invalid(errors: { path: string; message: string }[]): HttpProblem {
  const places = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  return new HttpProblem(400, 'request-invalid', 'The request is not valid', places.slice(0, 5).join('; '), { errors })
}

function fromHangtagError(error: HangtagError): HttpProblem {
  if (error.disposition !== 'give-up') {
    const detail = `${error.message}. Nothing was changed by this answer; try again.`
    return new HttpProblem(503, error.code, 'A part of the service is not available', detail, {
      headers: { 'retry-after': retryAfterSeconds },
      cause: error,
    })
  }
  if (error.code === 'cursor-invalid' || error.code === 'catalog-cursor-invalid')
    return invalid([{ path: 'querystring.cursor', message: 'take the cursor of the page before as it is' }])
  if (error.code === 'text-not-storable') return invalid([{ path: '', message: error.message }])
  return internalError(error)
}

/** Titles and next steps for what Fastify and its multipart parser refuse by themselves. */
const frameworkProblems: Readonly<
  Record<string, readonly [status: number, code: string, title: string, detail: string]>
> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'json-malformed', 'The body is not JSON', 'Send one JSON value in UTF-8.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'body-incomplete', 'The body broke off', 'Send the whole body again.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large', 'The body is too large', 'Send less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'media-type-unsupported',
    'This kind of body is not taken here',
    'Send application/json, or multipart/form-data where the route takes photos.',
  ],
  FST_ERR_BAD_URL: [400, 'address-malformed', 'The address cannot be read', 'Percent-encode it as UTF-8.'],
  FST_ERR_INVALID_URL: [400, 'address-malformed', 'The address cannot be read', 'Percent-encode it as UTF-8.'],
  FST_PARTS_LIMIT: [400, 'too-many-parts', 'Too many parts', 'Send fewer parts.'],
  FST_FIELDS_LIMIT: [400, 'too-many-parts', 'Too many fields', 'Send each field once.'],
  FST_PROTO_VIOLATION: [400, 'part-unknown', 'A part has a name that is not taken', 'Rename the part.'],
  FST_INVALID_JSON_FIELD_ERROR: [400, 'json-malformed', 'A field is not JSON', 'Send hints as one JSON object.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'body-missing', 'The body is empty', 'Send a body.'],
}

function fromFramework(error: unknown): HttpProblem | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const known = frameworkProblems[error.code]
  if (known !== undefined) return new HttpProblem(...known, { cause: error })
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (!error.code.startsWith('FST_') || status < 400 || status >= 500) return null
  return new HttpProblem(status, 'request-refused', 'The request was refused', error.message, { cause: error })
}

function internalError(cause: unknown): HttpProblem {
  return new HttpProblem(
    500,
    'internal-error',
    'Something went wrong on our side',
    'This is a bug of the service. Its log has the details under this request id.',
    { cause },
  )
}
