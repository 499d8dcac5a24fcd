import { once } from 'node:events'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../config.ts'
import { holdPlatform } from './hold-platform.ts'

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
  await holdPlatform(config, { port, report: (text) => console.log(text) }, async ({ url }, signal) => {
    if (config.model === null)
      console.log('No model is configured (MODEL_BASE_URL, MODEL_NAME): the free reads work alone.')
    if (config.fetch.allow.length > 0)
      console.log(`FETCH_ALLOW lets these past the guard: ${config.fetch.allow.join(', ')}`)
    console.log(`Ready: ${url}  (keys in ${join(config.home, 'run.json')}, logs in ${join(config.home, 'logs')})`)
    if (!signal.aborted) await once(signal, 'abort')
    console.log('Stopping: what is under way is finished first. Ctrl-C again stops at once.')
  })
  console.log('Stopped')
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new InvalidArgumentError('a number from 1 to 65535')
  return port
}
