import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Leash = {
  /** From now on this process ends when we end. */
  hold(pid: number, stopSignal: 'SIGTERM' | 'SIGINT'): void
  /** It has ended by itself. */
  free(pid: number): void
  /** Lets go; what is still held is ended. */
  close(): void
}

const program = fileURLToPath(new URL('leash.ts', import.meta.url))

/** Starts the small process that ends our children when we are gone, and starts it again if something ends it. */
export function holdLeash(): Leash {
  const held = new Map<number, string>()
  let closed = false
  let leash = start()

  function start(): ChildProcess {
    // Detached: an interrupt from the terminal goes to the whole foreground group, and this one must outlive us.
    // Told by its arguments, so that there is no moment in which it holds nothing.
    const told = [...held].map(([pid, stopSignal]) => `${pid}:${stopSignal}`)
    const child = spawn(process.execPath, [program, ...told], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
    child.unref()
    // A write into the pipe of a leash that just died fails; the next leash is told everything again.
    child.stdin?.on('error', () => {})
    child.once('exit', () => {
      if (!closed) leash = start()
    })
    return child
  }
  const tell = (line: string) => leash.stdin?.write(`${line}\n`)

  return {
    hold(pid, stopSignal) {
      held.set(pid, stopSignal)
      tell(`hold ${pid} ${stopSignal}`)
    },
    free(pid) {
      if (held.delete(pid)) tell(`free ${pid}`)
    },
    close() {
      closed = true
      leash.stdin?.end()
    },
  }
}
