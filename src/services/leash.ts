// A program of its own, started by `holdLeash`: it is told which processes its parent has started, and ends them when the
// parent's end of the pipe closes. That happens however the parent ends, kill -9 too, on every system that has pipes.
import { createInterface } from 'node:readline'
import { type ProcessIdentity, processIdentity } from '../store/process-identity.ts'
import { endProcess } from './end-process.ts'

const graceMs = 5_000
const held = new Map<number, Promise<{ identity: ProcessIdentity; signal: NodeJS.Signals } | null>>()

for (const told of process.argv.slice(2)) hold(...(told.split(':') as [string, string]))
for await (const line of createInterface({ input: process.stdin })) {
  const [what, pid = '', signal = ''] = line.split(' ')
  if (what === 'hold') hold(pid, signal)
  if (what === 'free') held.delete(Number(pid))
}

const left = (await Promise.all(held.values())).filter((one) => one !== null)
await Promise.all(left.map(({ identity, signal }) => endProcess(identity, signal, graceMs)))

function hold(pid: string, signal: string): void {
  held.set(Number(pid), identify(Number(pid), signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'))
}

async function identify(pid: number, signal: NodeJS.Signals) {
  const identity = await processIdentity(pid)
  return identity === null ? null : { identity, signal }
}
