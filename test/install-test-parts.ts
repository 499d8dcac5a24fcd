import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { installDebianPackage } from '../src/services/install-debian-package.ts'

// What the tests need beside what the product installs for itself: a browser, a PostgreSQL, HEIC photos, a font.
const parts = [
  { what: 'a browser', package: 'chromium', anyOf: ['chromium'] },
  {
    what: 'PostgreSQL',
    package: 'postgresql',
    anyOf: ['/usr/lib/postgresql/15/bin/initdb', 'initdb', 'pg_ctlcluster'],
  },
  { what: 'HEIC photos', package: 'libheif-examples', anyOf: ['heif-enc'] },
  {
    what: 'a font for drawn labels',
    package: 'fonts-dejavu-core',
    anyOf: ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', 'fc-match'],
  },
]

/** Installs what the tests need and this machine lacks, where that is allowed; otherwise says what to run, and the tests that need it fail. */
export async function installTestParts(): Promise<void> {
  for (const part of parts) {
    if (await isThere(part.anyOf)) continue
    if (await installDebianPackage(part.package, (text) => console.log(text))) continue
    console.log(`The tests need ${part.what}. On Debian: sudo apt-get install ${part.package}`)
  }
}

async function isThere(places: readonly string[]): Promise<boolean> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = places.flatMap((place) =>
    place.startsWith('/') ? [place] : folders.map((folder) => join(folder, place)),
  )
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
}
