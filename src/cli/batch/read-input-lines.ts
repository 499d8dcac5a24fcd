import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { photoFileProblems } from '../photo-files.ts'
import { printable } from '../printable.ts'
import { readLines } from './read-lines.ts'

export type InputLine = {
  number: number
  /** Of the line in the file. */
  bytes: number
} & ({ listing: InputListing } | { problem: string })

/** Photos are paths of files that are there. */
export type InputListing = { id: string; photos: string[]; text: string }

/** Said once: where all photos are missing, all for one reason. */
const rootHint = '--photos-root names the folder that photo paths start from'

/** As many as a record holds. */
const photosMax = 16

const listingSchema = z
  .object({
    id: z.string().min(1).max(200),
    photos: z.array(z.string().min(1)).max(photosMax, `at most ${photosMax} photos`).default([]),
    text: z.string().default(''),
  })
  .refine(({ photos, text }) => photos.length > 0 || text.trim() !== '', 'no photos and no text')

/**
 * The listings of an input file, and what is wrong with the lines that are none. Empty lines are passed over, other keys
 * left out. An id that was there before is a problem: which of the two is meant cannot be known.
 */
export async function* readInputLines(file: string, photosRoot: string): AsyncGenerator<InputLine> {
  const lineOfId = new Map<string, number>()
  let isRootTold = false
  for await (const { number, bytes, text } of readLines(file)) {
    const place = { number, bytes }
    if (text?.trim() === '') continue
    const parsed = parse(text)
    if (typeof parsed === 'string') {
      yield { ...place, problem: parsed }
      continue
    }
    const before = lineOfId.get(parsed.id)
    if (before !== undefined) {
      yield { ...place, problem: `the id ${printable(parsed.id)} is that of line ${before}` }
      continue
    }
    lineOfId.set(parsed.id, number)
    const photos = parsed.photos.map((photo) => resolve(photosRoot, photo))
    const problems = (await photoFileProblems(photos)).map((problem) => printable(problem))
    if (problems.length > 0) {
      const tellsRoot: boolean = !isRootTold && parsed.photos.some((photo) => !isAbsolute(photo))
      isRootTold ||= tellsRoot
      yield { ...place, problem: [...problems, ...(tellsRoot ? [rootHint] : [])].join('; ') }
    } else yield { ...place, listing: { ...parsed, photos } }
  }
}

function parse(text: string | null): InputListing | string {
  if (text === null) return 'too long, or not UTF-8'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not JSON'
  }
  const { data, error } = listingSchema.safeParse(value)
  if (error === undefined) return data
  return error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ')
}
