import { once } from 'node:events'
import { createServer } from 'node:net'
import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { freePort } from './free-port.ts'

/** The port that the API shall have: the one asked for, or a free one for null. A busy one throws code `port-busy`. */
export async function apiPort(host: string, port: number | null): Promise<number> {
  if (port === null) return await freePort()
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    return port
  } catch (error) {
    const code = errorCode(error)
    const problem =
      code === 'EADDRINUSE' ? 'is in use by another program' : code === 'EACCES' ? 'is not allowed to us' : null
    if (problem === null) throw error
    throw new HangtagError(`Port ${port} ${problem}. Choose another one: hangtag up --port ${port + 1}`, {
      code: 'port-busy',
      disposition: 'give-up',
      evidence: { host, port },
      cause: error,
    })
  } finally {
    server.close()
  }
}
