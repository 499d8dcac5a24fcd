import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../domain/error-code.ts'

/** The ops key of a home: the configured one, or one made at the first start and kept in `ops-key`, for its owner's eyes. */
export async function opsKey(home: string, configured: string | null): Promise<string> {
  if (configured !== null) return configured
  const file = join(home, 'ops-key')
  await mkdir(home, { recursive: true })
  try {
    const made = newSecret('ops')
    await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return (await readFile(file, 'utf8')).trim()
    throw error
  }
}

/** 256 random bits that say what they are for. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`
}
