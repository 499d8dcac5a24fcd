import type { Socket } from 'node:net'
import type { App } from './route-context.ts'

/** Requests under way get this long to be answered when the app closes. */
const closeDeadlineMs = 5_000

/**
 * Keeps connections from holding up the end. Node closes those that wait for their next request, but waits a minute for one
 * on which no request ever came (browsers open such in advance), and for ever for one whose answer is not read.
 */
export function closePromptly(app: App): void {
  const unused = new Set<Socket>()
  app.server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
    setTimeout(() => app.server.closeAllConnections(), closeDeadlineMs).unref()
  })
}
