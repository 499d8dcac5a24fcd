import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HangtagError } from '../domain/hangtag-error.ts'
import { nullIfMissing } from '../domain/null-if-missing.ts'
import type { AnswerStore } from './answer-store.ts'
import { checkedPart } from './checked-part.ts'
import { withFolderErrors } from './with-folder-errors.ts'

/**
 * Answers as files that a person can read and keep in a repository: `<folder>/<tenant>/<key>.json`. Beside them, under
 * `.listings`, an empty file an answer says which listing it goes with.
 */
export function createFolderAnswerStore(folder: string): AnswerStore {
  const fileOf = (tenant: string, key: string) => join(folder, checkedPart(tenant), `${checkedPart(key)}.json`)
  const marksOf = (tenant: string, listingId: string) =>
    join(folder, checkedPart(tenant), '.listings', checkedPart(listingId))
  return {
    get: (tenant, key) =>
      translated(async () => {
        const file = fileOf(tenant, key)
        const text = await readFile(file, 'utf8').catch(nullIfMissing)
        return text === null ? null : parse(file, text)
      }),
    put: ({ tenant, listingId, key }, answer) =>
      translated(async () => {
        const file = fileOf(tenant, key)
        const marks = marksOf(tenant, listingId)
        await mkdir(marks, { recursive: true })
        // The mark goes first: an answer without one would outlive its listing.
        await writeFile(join(marks, key), '')
        const incoming = join(folder, tenant, `.${randomUUID()}`)
        await writeFile(incoming, `${JSON.stringify(answer, null, 2)}\n`)
        await rename(incoming, file)
      }),
    removeListing: (tenant, listingId) =>
      translated(async () => {
        const marks = marksOf(tenant, listingId)
        for (const key of (await readdir(marks).catch(nullIfMissing)) ?? [])
          await rm(fileOf(tenant, key), { force: true })
        await rm(marks, { recursive: true, force: true })
      }),
    close: () => {},
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HangtagError(`${file} is no JSON: correct it, or remove it and record it anew.`, {
      code: 'answer-unreadable',
      disposition: 'give-up',
      evidence: { file },
      cause,
    })
  }
}

const failure = { code: 'answer-store-unavailable', message: 'The folder of recorded answers cannot be used' }

function translated<T>(work: () => Promise<T>): Promise<T> {
  return withFolderErrors(failure, work)
}
