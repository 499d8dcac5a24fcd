import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { broken, type Check, limited, ok, reasonOf } from './check.ts'

const gigabyte = 1_000_000_000
// Milvus Lite's environment takes 0.45 GB, a listing of four 12-megapixel photos about 0.02 GB.
const roomyBytes = 2 * gigabyte
const scarceBytes = 0.2 * gigabyte

/** The Node that runs this. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isEnough = major > 22 || (major === 22 && minor >= 18)
  if (isEnough) return ok('node', version)
  return broken(
    'node',
    `${version} cannot run TypeScript`,
    'run through npm (npm run hangtag), which brings Node 24, or install Node 22.18 or newer',
  )
}

/** A folder that must take files: it is made where it is not there. */
export async function checkFolder(part: string, folder: string, setting: string): Promise<Check> {
  const probe = join(folder, `.probe-${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(probe, 'x', { flag: 'wx' })
    return ok(part, folder)
  } catch (error) {
    return broken(part, reasonOf(error), `make ${folder} writable, or set ${setting} to another folder`)
  } finally {
    await rm(probe, { force: true }).catch(() => {}) // Where it could not be written there is nothing to remove.
  }
}

/** Free space where the data lies. */
export async function checkDisk(folder: string): Promise<Check> {
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    const detail = `${(free / gigabyte).toFixed(1)} GB free at ${folder}`
    if (free < scarceBytes) return broken('disk', detail, 'free some space')
    return free < roomyBytes ? limited('disk', detail, 'free some space before a large batch') : ok('disk', detail)
  } catch (error) {
    return broken('disk', reasonOf(error), `make ${folder} readable`)
  }
}
