import { once } from 'node:events'
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { stopSignal } from './stop-signal.ts'

/** `hangtag serve`: the API process alone, on services that run elsewhere. `hangtag up` starts it as a child. */
export function serveCommand(readConfig: () => Config): Command {
  return new Command('serve')
    .description('the API process alone; REDIS_URL, OPS_KEY and WORKER_KEY must be set')
    .action(async () => {
      const signal = stopSignal()
      // Loaded here: the other commands do without the server and start faster.
      const { composeApi } = await import('../compose.ts')
      const api = await composeApi(readConfig())
      try {
        await api.listen()
        if (!signal.aborted) await once(signal, 'abort')
      } finally {
        await api.close()
      }
    })
}
