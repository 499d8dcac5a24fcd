import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import getPort from 'get-port'
import { Client } from 'pg'

const run = promisify(execFile)

export type TestPostgres = { url: string; stop(): Promise<void>; start(): Promise<void>; remove(): Promise<void> }

/**
 * A real PostgreSQL server in a temporary folder, on 127.0.0.1 and a free port. Debian's package is installed where it is
 * missing and this is root; PostgreSQL refuses to run as root, so there it runs as the package's own user.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = await findPrograms()
  const user = await serverUser()
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-postgres-'))
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder }
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'hangtag', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    options,
  )
  const port = await getPort({ host: '127.0.0.1' })
  const url = `postgres://hangtag@127.0.0.1:${port}/postgres`
  let server: ChildProcess | null = null

  const start = async () => {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', `port=${port}`]
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    server = child
    let log = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString('utf8')
    })
    await answering(url, child, () => log)
  }
  const stop = async () => {
    const child = server
    server = null
    if (child === null || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    // Fast shutdown: open connections are ended.
    child.kill('SIGINT')
    await gone
  }
  // A test run that is interrupted must not leave a server behind.
  process.once('exit', () => server?.kill('SIGQUIT'))
  await start()
  return {
    url,
    start,
    stop,
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answering(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await delay(50)) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended while it started:\n${log()}`)
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch {
      // Not yet.
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new Error(`PostgreSQL did not answer within 30 s:\n${log()}`)
}

async function findPrograms(): Promise<string> {
  const found = await installedPrograms()
  if (found !== null) return found
  if (process.getuid?.() !== 0) {
    throw new Error('This test needs PostgreSQL 15 or newer. Install it: apt-get install postgresql')
  }
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update'], quiet)
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], quiet)
  const installed = await installedPrograms()
  if (installed === null) throw new Error('apt-get install postgresql left no server under /usr/lib/postgresql')
  return installed
}

async function installedPrograms(): Promise<string | null> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => [])
  const newest = versions
    .map(Number)
    .filter((version) => version >= 15)
    .sort((one, other) => other - one)[0]
  return newest === undefined ? null : `/usr/lib/postgresql/${newest}/bin`
}

async function serverUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  )
  return { uid: Number(uid), gid: Number(gid) }
}
