import { randomInt } from 'node:crypto'
import getPort from 'get-port'

/**
 * A free port on 127.0.0.1, below the range from which systems take ports for outgoing connections (Linux 32768, others
 * 49152): a server that is started again must find its port still free. Random, so that two starts at once rarely meet.
 */
export async function freePort(): Promise<number> {
  const candidates = Array.from({ length: 50 }, () => randomInt(10_000, 32_000))
  return await getPort({ host: '127.0.0.1', port: candidates })
}
