import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

/** A folder of shell scripts that is the whole PATH for the rest of the test. `$PLACE` in a script is that folder. */
export async function fakePrograms(scripts: Record<string, string>): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'hangtag-bin-'))
  const all = { env: 'exec /usr/bin/env "$@"', ...scripts }
  for (const [name, script] of Object.entries(all)) {
    await writeFile(join(place, name), `#!/bin/sh\nPLACE='${place}'\n${script}\n`, { mode: 0o755 })
  }
  vi.stubEnv('PATH', place)
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await rm(place, { recursive: true, force: true })
  })
  return place
}
