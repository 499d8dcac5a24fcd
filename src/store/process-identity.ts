import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { errorCode } from '../domain/error-code.ts'

/**
 * A process as it can be found again: a pid alone is given to another process sooner or later, a pid with its start time is
 * not. `startedAt` is opaque: equal or not.
 */
export const processIdentitySchema = z.object({ pid: z.int().min(1), startedAt: z.string() })
export type ProcessIdentity = z.infer<typeof processIdentitySchema>

/**
 * The identity of a running process; null where none runs under that pid. A zombie is not running once its last thread has
 * ended: until then its ports and files are still taken.
 */
export async function processIdentity(pid: number): Promise<ProcessIdentity | null> {
  const startedAt = process.platform === 'linux' ? await startOnLinux(pid) : await startByPs(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/** Whether this very process still runs, and not another one that got its pid. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await processIdentity(identity.pid))?.startedAt === identity.startedAt
}

// Ticks since boot are equal for two processes of two boots, so the boot's id belongs to them.
async function startOnLinux(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // Field 2 is the program's name in parentheses and may hold spaces and parentheses: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, threads] = [fields[0], Number(fields[17])]
    // The main thread may be done while another still gives back the memory, which comes before the files (50 ms for 600 MB).
    if (state === 'X' || (state === 'Z' && threads <= 1)) return null
    const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${bootId.trim()} ${fields[19]}`
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(errorCode(error) ?? '')) return null
    throw error
  }
}

async function startByPs(pid: number): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    })
    const [state = '', ...start] = stdout.trim().split(/\s+/)
    return state === '' || state.startsWith('Z') ? null : start.join(' ')
  } catch (error) {
    // ps answers 1 for a pid that does not run.
    if (error instanceof Error && 'code' in error && error.code === 1) return null
    throw error
  }
}
