import { HangtagError } from '../domain/hangtag-error.ts'
import { installDebianPackage } from './install-debian-package.ts'
import type { Report } from './report.ts'
import { runProgram } from './run-program.ts'

/** Finds `redis-server` on the path, installs it where that is allowed, or throws a `HangtagError` that says what to run. */
export async function redisProgram(report: Report, signal?: AbortSignal): Promise<string> {
  let version = await redisVersion(signal)
  if (version === null && (await installDebianPackage('redis-server', report, signal))) {
    version = await redisVersion(signal)
  }
  if (version === null) throw missing('redis-server is not installed')
  if (!isEnough(version)) throw missing(`redis-server ${version} is too old: 6.2 or newer is needed`)
  return program
}

/** The version of `redis-server` on the path, or null. */
export async function redisVersion(signal?: AbortSignal): Promise<string | null> {
  const { code, output } = await runProgram(program, ['--version'], { deadlineMs: 10_000, signal })
  return code === 0 ? (/\bv=(\d+\.\d+\.\d+)/.exec(output)?.[1] ?? null) : null
}

/** How a person gets Redis onto this machine. */
export function redisAdvice(platform: NodeJS.Platform): string {
  const command =
    platform === 'darwin'
      ? 'brew install redis'
      : platform === 'win32'
        ? 'run Hangtag inside WSL, where apt-get install redis-server works'
        : 'sudo apt-get install redis-server (Debian, Ubuntu), sudo dnf install redis (Fedora), sudo apk add redis (Alpine)'
  return `${command}; or set REDIS_URL to a Redis that runs already`
}

const program = 'redis-server'

// BullMQ 6 asks for Redis 6.2.
function isEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 6 || (major === 6 && minor >= 2)
}

function missing(what: string): HangtagError {
  return new HangtagError(`${what}. To get it: ${redisAdvice(process.platform)}`, {
    code: 'redis-missing',
    disposition: 'give-up',
  })
}
