import type { Report } from './report.ts'
import { runProgram } from './run-program.ts'

const installMs = 10 * 60_000

/**
 * Installs a package with apt where that is allowed without asking: on Debian and its kin, as root. Says what it does.
 * False where it is not allowed or did not work.
 */
export async function installDebianPackage(name: string, report: Report, signal?: AbortSignal): Promise<boolean> {
  if (process.getuid?.() !== 0) return false
  if ((await runProgram('apt-get', ['--version'], { deadlineMs: 10_000, signal })).code !== 0) return false
  report(`Installing ${name}: apt-get install ${name}`)
  const wait = ['-o', 'DPkg::Lock::Timeout=120']
  // env: apt must not ask, and the package's own system-wide server is not ours to start.
  const apt = (...args: string[]) =>
    runProgram('env', ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', '-q', ...wait, ...args], {
      deadlineMs: installMs,
      signal,
    })
  // A list that cannot be renewed may still know the package.
  const update = await apt('update')
  const install = await apt('install', '-y', '--no-install-recommends', name)
  if (install.code === 0) return true
  report(
    `apt-get could not install ${name}:\n${lastLines(`${update.code === 0 ? '' : update.output}${install.output}`)}`,
  )
  return false
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n')
}
