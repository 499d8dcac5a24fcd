// Runs first in `npm run demo`, `npm test` and `npm run bench`, with whatever Node the system has: installs the pinned
// packages (Node 24 among them) where they are missing or older than the lock file. Plain JavaScript, old syntax, no imports
// of packages, because none may be there yet. The scripts say `hash -r` after it: a shell remembers where it found `node`
// before, and that was the system's.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const lock = new URL('../../package-lock.json', import.meta.url)
const installed = new URL('../../node_modules/.package-lock.json', import.meta.url)

if (!isInstalled()) {
  console.log('Installing the packages of package-lock.json (npm ci) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error(
      '`npm ci` failed: see above. It needs Node 20 or newer, npm, and a package registry that it can reach.',
    )
    process.exit(1)
  }
}

/** Whether every package that this machine can have is there in the version of the lock file. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages
    const there = JSON.parse(readFileSync(installed, 'utf8')).packages
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional === true || there[path]?.version === version,
    )
  } catch {
    return false
  }
}
