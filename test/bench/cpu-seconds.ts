import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { readChildRecords } from '../../src/services/child-record.ts'

/** Seconds of CPU since some moment: of each process of a platform by its name, of this process, and of the whole machine. */
export type CpuSeconds = { processes: Record<string, number>; machine: number }

/** Linux counts in ticks of 10 ms on every processor that Node runs on. Elsewhere only this process is seen. */
const ticksASecond = 100

/** What the children of the supervisor of `home`, this process (`here`: its name) and the machine have used so far. */
export async function cpuSeconds(home: string, here: string): Promise<CpuSeconds> {
  const children = process.platform === 'linux' ? await readChildRecords(join(home, 'run')) : []
  const used = await Promise.all(
    children.map(async (child): Promise<[string, number]> => [child.name, await usedBy(child.process.pid)]),
  )
  const own = process.cpuUsage()
  const machine = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
  return {
    processes: { ...Object.fromEntries(used), [here]: (own.user + own.system) / 1_000_000 },
    machine: machine / 1_000,
  }
}

/** What was used between two readings. */
export function cpuBetween(before: CpuSeconds, after: CpuSeconds): CpuSeconds {
  const processes = Object.entries(after.processes).map(([name, seconds]) => [
    name,
    seconds - (before.processes[name] ?? 0),
  ])
  return { processes: Object.fromEntries(processes), machine: after.machine - before.machine }
}

async function usedBy(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // Field 2 is the program's name in parentheses and may hold anything: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksASecond
}
