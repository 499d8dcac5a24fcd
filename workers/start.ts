import { environment, readConfig } from '../src/config.ts'
import { keepCompiled } from '../src/services/keep-compiled.ts'

// What is imported after this comes from what is kept compiled.
keepCompiled()
const { composeWorkers } = await import('../src/compose.ts')
const { startWorkers } = await import('./start-workers.ts')

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
