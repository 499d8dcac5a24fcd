import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { readRunFile, removeRunFile, writeRunFile } from '../services/run-file.ts'
import { type StartedPlatform, startPlatform } from '../services/start-platform.ts'
import { stopSignal } from './stop-signal.ts'

const lookAgainMs = 250

/** `hangtag up`: every part in one terminal, until Ctrl-C. */
export function upCommand(readConfig: () => Config): Command {
  return new Command('up')
    .description('start every part and keep it running, until Ctrl-C')
    .option('--port <port>', 'where the API listens (default: the setting PORT, 8787)', portNumber)
    .action(async (options: { port?: number }) => {
      const config = readConfig()
      await up(config, options.port ?? config.http.port)
    })
}

async function up(config: Config, port: number): Promise<void> {
  const signal = stopSignal()
  const platform = await startWhenFree(config, port, signal)
  try {
    const { url, apiKey, opsKey } = platform
    await writeRunFile(config.home, { url, apiKey, opsKey, pid: process.pid })
    if (config.model === null)
      console.log('No model is configured (MODEL_BASE_URL, MODEL_NAME): the free reads work alone.')
    if (config.fetch.allow.length > 0)
      console.log(`FETCH_ALLOW lets these past the guard: ${config.fetch.allow.join(', ')}`)
    console.log(`Ready: ${url}  (keys in ${join(config.home, 'run.json')}, logs in ${join(config.home, 'logs')})`)
    if (!signal.aborted) await once(signal, 'abort')
    console.log('Stopping: what is under way is finished first. Ctrl-C again stops at once.')
  } finally {
    await removeRunFile(config.home)
    await platform.stop()
  }
  console.log('Stopped')
}

/** One `up` a home; a short command that has started its own is waited for. */
async function startWhenFree(config: Config, port: number, signal: AbortSignal): Promise<StartedPlatform> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await startPlatform({ config, port, signal, report: (text) => console.log(text) })
    } catch (error) {
      if (!(error instanceof HangtagError && error.code === 'locked')) throw error
      const running = await readRunFile(config.home)
      if (running !== null) throw alreadyRunning(config.home, running.url, running.pid)
      if (waits === 0) console.log(`Another hangtag command has ${config.home}; waiting for it`)
      await delay(lookAgainMs, undefined, { signal })
    }
  }
}

function alreadyRunning(home: string, url: string, pid: number): HangtagError {
  return new HangtagError(
    `Hangtag is running on ${home} already: ${url} (process ${pid}). For a second one, set HANGTAG_HOME to another folder.`,
    { code: 'already-running', disposition: 'give-up', evidence: { url, pid } },
  )
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new InvalidArgumentError('a number from 1 to 65535')
  return port
}
