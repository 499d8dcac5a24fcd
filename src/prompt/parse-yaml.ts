import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'

/** A problem of one file; lines count from 1. */
export type LineProblem = { line: number; message: string }

export type ParsedYaml<T> = {
  /** Null where there are problems. */
  content: T | null
  problems: LineProblem[]
  /** The line of a key in the content, or of the nearest one above it that is there. */
  lineOf(path: readonly PropertyKey[]): number
}

/** YAML in the form of a schema, with the line of all that is wrong. `linesBefore`: those of the file above this text. */
export function parseYaml<T>(source: string, schema: z.ZodType<T>, linesBefore = 0): ParsedYaml<T> {
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false })
  const lineAt = (offset: number) => linesBefore + Math.max(1, counter.linePos(offset).line)
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document.contents, path))
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({ line: lineAt(pos[0]), message }))
    return { content: null, problems, lineOf }
  }
  const parsed = schema.safeParse(document.toJS() ?? {})
  if (parsed.success) return { content: parsed.data, problems: [], lineOf }
  const problems = parsed.error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    const where = issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
    return { line: lineOf([...issue.path, ...unknown]), message: `${where}${issue.message}` }
  })
  return { content: null, problems, lineOf }
}

function offsetOf(contents: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = contents
  let offset = contents?.range?.[0] ?? 0
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined
    if (pair === undefined || !isScalar(pair.key)) break
    offset = pair.key.range?.[0] ?? offset
    node = pair.value
  }
  return offset
}
