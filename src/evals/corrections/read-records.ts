import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { jsonOrUndefined } from '../../domain/json-or-undefined.ts'
import { type ListingRecord, recordSchema } from '../../domain/record.ts'
import { unusableInput } from '../../domain/unusable-input.ts'

const problemsShown = 10
const pageSchema = z.looseObject({ listings: z.array(z.unknown()) })

/**
 * Records of a JSON Lines file: one a line, as `digitize --output` writes them, or a page a line, as `GET /v1/listings` answers.
 * Throws `HangtagError` code `input-unusable` that names the lines that are neither.
 */
export async function readRecords(file: string): Promise<ListingRecord[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const code = errorCode(cause)
    throw unusableInput(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`, cause)
  })
  const records: ListingRecord[] = []
  const problems: string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = jsonOrUndefined(line)
    for (const each of pageSchema.safeParse(value).data?.listings ?? [value]) {
      const { data, error } = recordSchema.safeParse(each)
      if (data !== undefined) records.push(data)
      else problems.push(`${file}, line ${index + 1}: not a record: ${firstProblem(error)}`)
    }
  }
  if (problems.length === 0) return records
  const more = problems.length > problemsShown ? [`and ${problems.length - problemsShown} more`] : []
  throw unusableInput([...problems.slice(0, problemsShown), ...more].join('\n'))
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues
  return issue === undefined ? 'of another form' : [issue.path.join('.'), issue.message].filter(Boolean).join(': ')
}
