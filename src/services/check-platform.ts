import { broken, type Check, limited, ok, reasonOf } from './check.ts'
import type { RunFile } from './run-file.ts'

const part = 'up'
const deadlineMs = 10_000

/** The `up` that runs on this home, and what it says of its parts. */
export async function checkPlatform(run: RunFile | null): Promise<Check> {
  if (run === null) return ok(part, 'not running; start it with: hangtag up')
  const where = `${run.url} (process ${run.pid})`
  try {
    const answer = await fetch(new URL('/readyz', run.url), { signal: AbortSignal.timeout(deadlineMs) })
    const body = (await answer.json()) as { detail?: string; parts?: Record<string, string> }
    if (!answer.ok)
      return broken(
        part,
        `${where} is not ready. ${body.detail ?? ''}`.trim(),
        'look into the logs folder; parts that end are started again',
      )
    const down = Object.entries(body.parts ?? {}).filter(([, state]) => state === 'down')
    if (down.length === 0) return ok(part, `${where} is ready`)
    return limited(part, `${where} does without ${down.map(([name]) => name).join(', ')}`, 'look into the logs folder')
  } catch (error) {
    return broken(
      part,
      `${where} does not answer: ${reasonOf(error)}`,
      'wait until it has started its API again, or stop it and start it anew',
    )
  }
}
