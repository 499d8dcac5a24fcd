import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonOrUndefined } from '../../domain/json-or-undefined.ts'
import { nullIfMissing } from '../../domain/null-if-missing.ts'
import { evalTenant } from '../run/digitize-case.ts'

/**
 * Keeps the answers of all runs within `bytesMax`: the oldest go first, and none that was kept or used since `since`, when the
 * run under way began; those alone may then be more. Says how many went. Runs have copies of their own of what they used.
 */
export async function trimAnswers(
  folder: string,
  { bytesMax, since }: { bytesMax: number; since: Date },
): Promise<{ removed: number; bytes: number }> {
  const found: { file: string; bytes: number; at: number; tenantFolder: string }[] = []
  for (const repeat of (await readdir(folder).catch(nullIfMissing)) ?? []) {
    const tenantFolder = join(folder, repeat, evalTenant)
    const names = (await readdir(tenantFolder, { withFileTypes: true }).catch(nullIfMissing)) ?? []
    for (const entry of names.filter((each) => each.isFile())) {
      const file = join(tenantFolder, entry.name)
      // Another run may have trimmed it meanwhile.
      const about = await stat(file).catch(nullIfMissing)
      if (about !== null) found.push({ file, bytes: about.size, at: about.mtimeMs, tenantFolder })
    }
  }
  let bytes = found.reduce((sum, each) => sum + each.bytes, 0)
  let removed = 0
  for (const each of found.sort((a, b) => a.at - b.at)) {
    if (bytes <= bytesMax || each.at >= since.getTime()) break
    await removeAnswer(each.file, each.tenantFolder)
    bytes -= each.bytes
    removed += 1
  }
  return { removed, bytes }
}

const ownerSchema = z.looseObject({ listingId: z.string().regex(/^[\w-]+$/) })

/** With the mark that says whose it is, so that no mark is left for an answer that is gone. */
async function removeAnswer(file: string, tenantFolder: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(nullIfMissing)
  const owner = text === null ? undefined : ownerSchema.safeParse(jsonOrUndefined(text)).data?.listingId
  const key = file.slice(tenantFolder.length + 1).replace(/\.json$/, '')
  if (owner !== undefined) await rm(join(tenantFolder, '.listings', owner, key), { force: true })
  await rm(file, { force: true })
}
