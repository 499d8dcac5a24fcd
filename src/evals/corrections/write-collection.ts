import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { CollectedCases } from './collect-cases.ts'
import type { CorrectedCase } from './corrected-case.ts'
import { type CollectionAbout, describeCollection } from './describe-collection.ts'

/** What a collection writes beside its cases; others' files are left alone. */
const photoFile = /^lst_[\w-]+-\d+\.jpg$/

/**
 * Writes dev.jsonl, test.jsonl, card.md and the photos; what an older collection left there is replaced, photos of listings that are
 * gone included. `photo` gives a photo as models are shown it, null where it is gone. Throws `HangtagError` code
 * `output-unwritable`.
 */
export async function writeCollection(
  folder: string,
  collected: CollectedCases,
  about: Omit<CollectionAbout, 'withPhotos' | 'photosMissing'> & {
    photo: ((listingId: string, index: number) => Promise<Buffer | null>) | null
  },
): Promise<{ dev: number; test: number; photosMissing: number }> {
  const { photo, ...card } = about
  const photos = join(folder, 'photos')
  try {
    await mkdir(photos, { recursive: true })
    const kept = new Set<string>()
    const missing = new Set<string>()
    for (const each of [...collected.dev, ...collected.test])
      for (const { index, file } of each.photos)
        if (await keepPhoto(join(folder, file), () => photo?.(each.listingId, index) ?? Promise.resolve(null)))
          kept.add(file)
        else missing.add(file)
    for (const file of await readdir(photos))
      if (photoFile.test(file) && !kept.has(`photos/${file}`)) await rm(join(photos, file))
    const dev = without(collected.dev, missing)
    const test = without(collected.test, missing)
    await writeLines(join(folder, 'dev.jsonl'), dev)
    await writeLines(join(folder, 'test.jsonl'), test)
    const described = { ...card, withPhotos: photo !== null, photosMissing: missing.size }
    await writeFile(join(folder, 'card.md'), describeCollection({ ...collected, dev, test }, described))
    return { dev: dev.length, test: test.length, photosMissing: missing.size }
  } catch (cause) {
    const code = errorCode(cause)
    if (code === null || cause instanceof HangtagError) throw cause
    const message = `${folder} cannot be written (${code}): name another folder with --out`
    throw new HangtagError(message, { code: 'output-unwritable', disposition: 'give-up', cause })
  }
}

/** A photo never changes once it was normalized: one that is there is not fetched again. */
async function keepPhoto(file: string, fetch: () => Promise<Buffer | null>): Promise<boolean> {
  if ((await stat(file).catch(() => null)) !== null) return true
  const bytes = await fetch()
  if (bytes === null) return false
  await writeFile(`${file}.new`, bytes)
  await rename(`${file}.new`, file)
  return true
}

function without(cases: readonly CorrectedCase[], missing: ReadonlySet<string>): CorrectedCase[] {
  return cases
    .map((each) => ({
      ...each,
      case: { ...each.case, photos: each.case.photos.filter((file) => !missing.has(file)) },
    }))
    .filter(({ case: { text, photos } }) => text.trim() !== '' || photos.length > 0)
}

/** A file without a line is no dataset: it is not there. */
async function writeLines(file: string, cases: readonly CorrectedCase[]): Promise<void> {
  if (cases.length === 0) await rm(file, { force: true })
  else await writeFile(file, cases.map((each) => `${JSON.stringify(each.case)}\n`).join(''))
}
