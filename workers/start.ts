import { composeWorkers } from '../src/compose.ts'
import { environment, readConfig } from '../src/config.ts'
import { startWorkers } from './start-workers.ts'

const config = readConfig(environment())
const parts = await composeWorkers(config)
const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())

try {
  await parts.ready(stopping.signal)
  const workers = startWorkers(parts)
  parts.log.info('workers run')
  if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  parts.log.info('workers stop')
  await workers.stop()
} catch (error) {
  if (!stopping.signal.aborted) throw error
} finally {
  await parts.close()
}
