import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nullIfMissing } from '../../domain/null-if-missing.ts'

/** Class of garment → files. */
export type RealPhotos = ReadonlyMap<string, readonly string[]>

/**
 * The real photos of grown-ups' clothes in a folder with `labels.csv` (columns image, label, kids) and `images/`; null where
 * the folder is not there. They are used in place and never copied.
 */
export async function findRealPhotos(folder: string): Promise<RealPhotos | null> {
  const labels = await readFile(join(folder, 'labels.csv'), 'utf8').catch(nullIfMissing)
  if (labels === null) return null
  const files = new Map<string, string[]>()
  for (const line of labels.trim().split(/\r?\n/).slice(1)) {
    const [image, label, kids] = line.split(',')
    if (image === undefined || label === undefined || kids !== 'false') continue
    const sofar = files.get(label) ?? []
    files.set(label, [...sofar, join(folder, 'images', image)])
  }
  return files
}
