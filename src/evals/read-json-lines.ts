import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { errorCode } from '../domain/error-code.ts'
import { unusableInput } from '../domain/unusable-input.ts'

/** A row of a file, with the number of its line for whoever has to say what is wrong with it. */
export type Line<T> = { number: number; row: T }

const problemsShown = 10

/**
 * The rows of a JSON Lines file, each with an id of its own. Empty lines are passed over. `problemsOf` says what else is wrong
 * with a row. Throws `HangtagError` code `input-unusable` that names file and lines.
 */
export async function readJsonLines<T extends { id: string }>(
  file: string,
  schema: z.ZodType<T>,
  problemsOf: (row: T) => string[] = () => [],
): Promise<Line<T>[]> {
  const lines: Line<T>[] = []
  const problems: string[] = []
  const lineOfId = new Map<string, number>()
  for (const [index, text] of (await textOf(file)).split('\n').entries()) {
    if (text.trim() === '') continue
    const number = index + 1
    const row = parse(text, schema)
    const before = typeof row === 'string' ? undefined : lineOfId.get(row.id)
    const wrong =
      typeof row === 'string'
        ? [row]
        : [...(before === undefined ? [] : [`the id ${row.id} is that of line ${before}`]), ...problemsOf(row)]
    problems.push(...wrong.map((problem) => `${file}, line ${number}: ${problem}`))
    if (typeof row === 'string') continue
    lineOfId.set(row.id, before ?? number)
    lines.push({ number, row })
  }
  if (problems.length === 0 && lines.length > 0) return lines
  const more = problems.length > problemsShown ? [`and ${problems.length - problemsShown} more`] : []
  throw unusableInput([...problems.slice(0, problemsShown), ...more].join('\n') || `${file}: there is no line in it`)
}

async function textOf(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  } catch (cause) {
    if (cause instanceof TypeError) throw unusableInput(`${file}: not UTF-8`, cause)
    const code = errorCode(cause)
    if (code === null) throw cause
    throw unusableInput(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`, cause)
  }
}

/** The row, or what is wrong with the line. */
function parse<T>(text: string, schema: z.ZodType<T>): T | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not JSON'
  }
  const { data, error } = schema.safeParse(value)
  return error === undefined
    ? data
    : error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ')
}
