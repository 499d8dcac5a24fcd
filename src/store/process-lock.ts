import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { HangtagError } from '../domain/hangtag-error.ts'
import { nullIfMissing } from '../domain/null-if-missing.ts'
import { isRunning, type ProcessIdentity, processIdentity, processIdentitySchema } from './process-identity.ts'

export type ProcessLock = { release(): Promise<void> }

const pollMs = 50

/**
 * Takes the exclusive lock that `file` stands for, across processes and within this one. Whatever ends the holder, kill -9
 * too, frees it: the lock is the operating system's own (a record lock, taken through SQLite because Node has no call for
 * it), so there is no stale lock to judge and no moment between judging and taking. `FILE.holder` says who has it, for
 * messages only. Neither file is to be read or removed while in use: closing any handle on a file drops a record lock.
 *
 * A second holder throws `HangtagError` code `locked`; with `wait` it waits for its turn, as long as the signal lets it.
 */
export async function acquireProcessLock(
  file: string,
  options: { signal?: AbortSignal; wait?: boolean } = {},
): Promise<ProcessLock> {
  await mkdir(dirname(file), { recursive: true })
  for (;;) {
    options.signal?.throwIfAborted()
    const database = tryLock(file)
    if (database !== null) return await hold(file, database)
    if (options.wait !== true) throw await lockedError(file)
    await delay(pollMs, undefined, options.signal === undefined ? {} : { signal: options.signal })
  }
}

/** Who holds the lock, where that is known and true. */
export async function lockHolder(file: string): Promise<ProcessIdentity | null> {
  const text = await readFile(`${file}.holder`, 'utf8').catch(nullIfMissing)
  if (text === null) return null
  try {
    const holder = processIdentitySchema.parse(JSON.parse(text))
    return (await isRunning(holder)) ? holder : null
  } catch (error) {
    // Half written at this moment, or by a process that died while writing: the holder is simply not known.
    if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError')) return null
    throw error
  }
}

// A handle that nobody refers to is collected, and its lock with it.
const held = new Set<DatabaseSync>()

const sqliteBusy = 5

function tryLock(file: string): DatabaseSync | null {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(file, { timeout: 0 })
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return null
    throw new HangtagError(
      `The lock ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      {
        code: 'lock-unusable',
        disposition: 'give-up',
        evidence: { file },
        cause: error,
      },
    )
  }
}

async function hold(file: string, database: DatabaseSync): Promise<ProcessLock> {
  held.add(database)
  const release = async () => {
    if (!held.delete(database)) return
    try {
      await rm(`${file}.holder`, { force: true })
    } finally {
      database.close()
    }
  }
  try {
    await writeFile(`${file}.holder`, JSON.stringify(await processIdentity(process.pid)), { mode: 0o600 })
  } catch (error) {
    await release()
    throw error
  }
  return { release }
}

async function lockedError(file: string): Promise<HangtagError> {
  const holder = await lockHolder(file)
  const who = holder === null ? 'Another process' : `Process ${holder.pid}`
  return new HangtagError(`${who} holds ${file}; stop it, or use another folder`, {
    code: 'locked',
    disposition: 'give-up',
    evidence: { file, pid: holder?.pid ?? null },
  })
}
