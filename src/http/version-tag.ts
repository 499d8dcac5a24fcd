import { HttpProblem } from './http-problem.ts'

/** The ETag of a listing's version. */
export function versionTag(version: number): string {
  return `"${version}"`
}

/** The version that an If-Match header names; undefined without one. Throws 400 where it is not one strong ETag. */
export function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined
  const digits = /^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1]
  if (digits !== undefined) return Number(digits)
  throw new HttpProblem(
    400,
    'if-match-invalid',
    'If-Match cannot be read',
    'Send one ETag as it was read, such as "7".',
    {
      errors: [{ path: 'headers.if-match', message: 'one ETag in double quotes' }],
    },
  )
}
