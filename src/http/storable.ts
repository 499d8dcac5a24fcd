import { z } from 'zod'

/** Deeper JSON is nobody's hint; it would only make every reader of it recurse. */
const depthMax = 10

/** A text that the database can keep as it is: PostgreSQL has no U+0000, and UTF-8 no half of a surrogate pair. */
export function storableText(charactersMax: number): z.ZodString {
  return z
    .string()
    .max(charactersMax, `at most ${charactersMax} characters`)
    .refine((text) => !text.includes('\0'), 'the character U+0000 cannot be stored')
    .refine((text) => text.isWellFormed(), 'half of a surrogate pair cannot be stored')
}

/** A JSON object whose keys and texts can be stored, of bounded depth and size. */
export function storableObject(bytesMax: number): z.ZodRecord<z.ZodString, z.ZodUnknown> {
  return z.record(z.string(), z.unknown()).superRefine((value, context) => {
    const problem = unstorable(value)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem })
    else if (Buffer.byteLength(JSON.stringify(value)) > bytesMax)
      context.addIssue({ code: 'custom', message: `at most ${bytesMax} bytes as JSON` })
  })
}

/** Why a JSON value cannot be stored, or null. Not recursive: the depth is a stranger's choice. */
function unstorable(value: unknown): string | null {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.depth > depthMax) return `at most ${depthMax} levels deep`
    if (typeof next.value === 'string' && !storable(next.value)) return 'holds a character that cannot be stored'
    if (typeof next.value === 'number' && !Number.isFinite(next.value)) return 'holds a number that is too large'
    if (typeof next.value !== 'object' || next.value === null) continue
    for (const [key, inner] of Object.entries(next.value)) {
      if (!storable(key)) return 'holds a character that cannot be stored'
      waiting.push({ value: inner, depth: next.depth + 1 })
    }
  }
  return null
}

function storable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
