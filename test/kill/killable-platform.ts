import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scopes } from '../../src/domain/scope.ts'
import { readChildRecords } from '../../src/services/child-record.ts'
import { freePort } from '../../src/services/free-port.ts'
import type { RunFile } from '../../src/services/run-file.ts'
import { isRunning, type ProcessIdentity, processIdentity } from '../../src/store/process-identity.ts'
import { type RunningCommand, startCommand } from '../cli/start-command.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { until } from '../stubs/until.ts'
import { createSeller, type Seller } from './seller.ts'

type ChildName = 'redis' | 'milvus' | 'api' | 'workers'

/** A real `hangtag up` on a home of its own, its parts to be killed one by one, and itself too. */
export type KillablePlatform = {
  home: string
  /** Starts `up` on the home, on the same port each time; returns at once. */
  begin(): RunningCommand
  /** The latest `up` has said that all stands. */
  ready(): Promise<void>
  /** SIGKILL to a child, by the pid that is written down. */
  kill(name: ChildName): Promise<void>
  /** SIGKILL to `up`; with its leash, nothing is left that would end the children. */
  killUp(options?: { withLeash: boolean }): Promise<void>
  /** The process that is written down under the name, once it runs. */
  pidOf(name: ChildName): Promise<number>
  /** `host:port` of an embedded part, by the arguments that it runs with. */
  addressOf(name: 'redis' | 'milvus'): Promise<string>
  /** A caller with a key of its own, which lives through restarts. */
  seller(tenant: string): Promise<Seller>
  /** Ends `up` as Ctrl-C does, and resolves to its exit code. */
  stop(): Promise<number | string>
  /** What runs still of all that ever ran for this home. */
  leftovers(): Promise<string[]>
  /** Ends whatever is left and removes the home. */
  remove(): Promise<void>
}

/** A new home; `settings` are environment variables of `up` beside short times for locks, sweeps and stops. */
export async function createKillablePlatform(settings: Record<string, string> = {}): Promise<KillablePlatform> {
  const home = await mkdtemp(join(tmpdir(), 'hangtag-kill-'))
  await copyDatabase(join(home, 'database'))
  const port = await freePort()
  const environment = { ...quick, ...settings }
  const seen = new Map<number, ProcessIdentity>()
  let command: RunningCommand | null = null
  const latest = () => {
    if (command === null) throw new Error('up was not started')
    return command
  }
  const note = async () => {
    const records = await readChildRecords(join(home, 'run'))
    for (const record of records) seen.set(record.process.pid, record.process)
    return records
  }
  const noteUp = async (pid: number | null) => {
    const identity = pid === null ? null : await processIdentity(pid)
    if (identity !== null) seen.set(identity.pid, identity)
  }
  const pidOf = (name: ChildName) =>
    until(`${name} to run`, async () => {
      const record = (await note()).find((candidate) => candidate.name === name)
      return record !== undefined && (await isRunning(record.process)) ? record.process.pid : null
    })
  const leftovers = async () => {
    const running = await Promise.all([...seen.values()].map(isRunning))
    const recorded = [...seen.keys()].filter((_, index) => running[index]).map((pid) => `process ${pid}`)
    return [
      ...recorded,
      ...processes()
        .filter(({ args }) => args.includes(home))
        .map(({ args }) => args),
    ]
  }

  return {
    home,
    begin: () => {
      command = startCommand(home, ['up', '--port', String(port)], environment)
      return command
    },
    ready: async () => {
      await latest().says('Ready: ')
      await note()
      await noteUp(latest().process.pid ?? null)
      await noteUp(leashOf(latest()))
    },
    kill: async (name) => {
      process.kill(await pidOf(name), 'SIGKILL')
    },
    killUp: async ({ withLeash } = { withLeash: false }) => {
      await note()
      const leash = leashOf(latest())
      latest().process.kill('SIGKILL')
      if (withLeash && leash !== null) process.kill(leash, 'SIGKILL')
    },
    pidOf,
    addressOf: async (name) => {
      const pid = await pidOf(name)
      return await until(`${name} to say its port`, () => {
        const args = processes().find((candidate) => candidate.pid === pid)?.args ?? ''
        const port = /(?:--port |127\.0\.0\.1:)(\d+)/.exec(args)?.[1]
        return port === undefined ? null : `127.0.0.1:${port}`
      })
    },
    seller: async (tenant) => {
      const { url, opsKey } = JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) as RunFile
      const answer = await fetch(`${url}/v1/keys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${opsKey}`, 'hangtag-tenant': tenant, 'content-type': 'application/json' },
        body: JSON.stringify({ name: tenant, scopes }),
      })
      const { key } = (await answer.json()) as { key: string }
      return createSeller(url, key)
    },
    stop: async () => {
      await note()
      latest().process.kill('SIGTERM')
      return await latest().ended
    },
    leftovers,
    remove: async () => {
      await note()
      const leash = command === null ? null : leashOf(command)
      command?.process.kill('SIGKILL')
      if (leash === null) await killAll([...seen.values()])
      await until('all of it to be gone', async () => (await leftovers()).length === 0, 20_000)
      await rm(home, { recursive: true, force: true })
    },
  }
}

// Nothing here is faster than it may be in use; only the waits for what died are short.
const quick = {
  EMBEDDINGS: 'ngram',
  LOG_LEVEL: 'warn',
  LOCK_DURATION_MS: '2000',
  STALLED_INTERVAL_MS: '500',
  SWEEP_INTERVAL_MS: '400',
  SWEEP_AFTER_MS: '2000',
  STOP_DEADLINE_MS: '3000',
  MODEL_BASE_URL: '',
  MODEL_NAME: '',
  FETCH_ALLOW: '',
}

async function killAll(identities: ProcessIdentity[]): Promise<void> {
  for (const identity of identities) if (await isRunning(identity)) process.kill(identity.pid, 'SIGKILL')
}

/** The process that ends the children of `up` when `up` is gone. */
function leashOf(command: RunningCommand): number | null {
  return (
    processes().find(({ parent, args }) => parent === command.process.pid && args.includes('leash.ts'))?.pid ?? null
  )
}

function processes(): { pid: number; parent: number; args: string }[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return args === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }]
  })
}
