import Table from 'cli-table3'
import type { EmbeddingReport } from './measure-embeddings.ts'

/** The times and the memory of each embedding as a table for a person. */
export function printEmbeddings(reports: readonly EmbeddingReport[]): void {
  for (const { space, loadMs, times, residentMb } of reports) {
    const { before, loaded, after } = residentMb
    console.log(
      `\n${space}: first vector after ${loadMs.toFixed(0)} ms; ${before} MB before, ${loaded} loaded, ${after} after`,
    )
    const table = new Table({ head: ['ms a text', 'clock', 'CPU'], style: { head: [] } })
    table.push(...times.map(({ what, clockMs, cpuMs }) => [what, clockMs.toFixed(2), cpuMs.toFixed(2)]))
    console.log(table.toString())
  }
  if (reports.length < 2) console.log('\nNo local model is there: put one into EMBEDDINGS_DIR')
}
