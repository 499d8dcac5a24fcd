// A command for tests: takes the platform, says where it is, and holds it until a line comes (or at once, for `brief`).
import { withPlatform } from '../../src/cli/with-platform.ts'
import { readConfig } from '../../src/config.ts'

const [kind] = process.argv.slice(2)
try {
  await withPlatform(readConfig(process.env), async ({ url, apiKey }, signal) => {
    const answer = await fetch(new URL('/v1/listings', url), { headers: { authorization: `Bearer ${apiKey}` } })
    console.log(`has ${url} ${answer.status}`)
    if (kind === 'brief') return
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve())
      process.once('SIGUSR2', () => resolve())
    })
  })
} catch (error) {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
  process.exitCode = 130
}
