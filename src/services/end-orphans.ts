import { isRunning } from '../store/process-identity.ts'
import { readChildRecords, removeChildRecord } from './child-record.ts'
import { endProcess } from './end-process.ts'
import type { Report } from './report.ts'

const graceMs = 5_000

/**
 * Ends what an earlier run left behind, and returns when it is gone. To be called before any folder is opened: two
 * redis-servers on one append-only folder both start and lose acknowledged keys without a word.
 */
export async function endOrphans(folder: string, report: Report): Promise<void> {
  const records = await readChildRecords(folder)
  const end = async ({ name, process, stopSignal }: (typeof records)[number]) => {
    if (await isRunning(process)) {
      report(`Ending ${name} of an earlier run (process ${process.pid})`)
      await endProcess(process, stopSignal, graceMs)
    }
    await removeChildRecord(folder, name)
  }
  await Promise.all(records.map(end))
}
