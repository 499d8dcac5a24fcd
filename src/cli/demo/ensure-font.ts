import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { errorCode } from '../../domain/error-code.ts'
import { installDebianPackage } from '../../services/install-debian-package.ts'
import type { Report } from '../../services/report.ts'

/**
 * Sees to it that drawn labels have words: a slim Linux has no font at all, and text in SVG then comes out blank without an
 * error. Installs one where that is allowed, else says what is missing. To be called before anything is drawn, because fonts
 * are looked up once in a process.
 */
export async function ensureFont(
  report: Report,
  options: { folders?: readonly string[]; install?: typeof installDebianPackage; signal?: AbortSignal } = {},
): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const folders = options.folders ?? fontFolders
  if (await hasFont(folders)) return true
  const install = options.install ?? installDebianPackage
  if ((await install('fonts-dejavu-core', report, options.signal)) && (await hasFont(folders))) return true
  report('No font is installed: drawn labels will be blank (sudo apt-get install fonts-dejavu-core)')
  return false
}

const fontFolders = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.fonts'),
  join(homedir(), '.local/share/fonts'),
]

async function hasFont(folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const files = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    })
    if (files.some((file) => /\.(ttf|otf|ttc|pfb)$/i.test(file))) return true
  }
  return false
}
