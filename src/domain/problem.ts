import { z } from 'zod'

/** A problem document (RFC 9457). `code` is ours and stable; `detail` says what to do next. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  requestId: z.string().optional(),
  /** One entry a wrong place in the input: where, and what is wrong. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For a verb in the wrong state: the state, and the verbs that are possible now. */
  state: z.string().optional(),
  possible: z.array(z.string()).optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** Builds a problem; its type is a URN made from the code, so that it never points at a page that does not exist. */
export function problem(
  status: number,
  code: string,
  title: string,
  detail: string,
  more: Partial<Pick<Problem, 'errors' | 'state' | 'possible' | 'instance' | 'requestId'>> = {},
): Problem {
  return { type: `urn:hangtag:problem:${code}`, title, status, detail, code, ...more }
}
