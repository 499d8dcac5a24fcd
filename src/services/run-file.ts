import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { nullIfMissing } from '../domain/null-if-missing.ts'
import { lockHolder } from '../store/process-lock.ts'
import { supervisorLock } from './supervisor.ts'

const runFileSchema = z.object({ url: z.url(), apiKey: z.string(), opsKey: z.string(), pid: z.int() })
/** `run.json`: where tools find a running `up`. It holds keys, so only its owner may read it. */
export type RunFile = z.infer<typeof runFileSchema>

/** Writes it whole or not at all. */
export async function writeRunFile(home: string, run: RunFile): Promise<void> {
  const draft = `${runFile(home)}.new`
  await rm(draft, { force: true })
  await writeFile(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  await rename(draft, runFile(home))
}

export async function removeRunFile(home: string): Promise<void> {
  await rm(runFile(home), { force: true })
}

/** What a live `up` wrote; null where there is none, or where the one that wrote it has ended. */
export async function readRunFile(home: string): Promise<RunFile | null> {
  const text = await readFile(runFile(home), 'utf8').catch(nullIfMissing)
  if (text === null) return null
  const run = runFileSchema.parse(JSON.parse(text))
  const holder = await lockHolder(supervisorLock(home))
  return holder?.pid === run.pid ? run : null
}

const runFile = (home: string) => join(home, 'run.json')
