import Table from 'cli-table3'
import type { CatalogReport } from './measure-catalog.ts'
import type { ImportRound, ImportSide } from './measure-import.ts'

/** What the project set itself for the catalog. */
const aims = { overheadMax: 0.1, recallMin: 0.98, heldGrowthMax: 0.1, peakGrowthMax: 0.1 }

/** The report as tables for a person: medians, with the least and the most, and a line for each aim. */
export function printCatalog(report: CatalogReport): void {
  const { machine, items, embedding } = report
  console.log(`${machine.cores} × ${machine.cpu}, Node ${machine.node}; Milvus Lite as \`hangtag up\` starts it`)
  console.log(`${items} items, embedding ${embedding}\n`)
  printImport(report)
  printSearches(report)
  printRecall(report)
  printMemory(report)
  for (const { aim, figure, isMet } of judge(report)) console.log(`${isMet ? 'met    ' : 'NOT MET'}  ${aim}: ${figure}`)
}

function printImport({ rounds, langchain }: CatalogReport): void {
  const head = ['import', 'rows/s', 'ms of CPU a row, importer', 'server']
  const table = new Table({ head, style: plain })
  const row = (what: string, side: (round: ImportRound) => ImportSide) =>
    table.push([
      what,
      spread(rounds, (round) => round.rows / side(round).seconds, whole),
      spread(rounds, (round) => (side(round).clientCpuSeconds * 1_000) / round.rows, digits),
      spread(rounds, (round) => (side(round).serverCpuSeconds * 1_000) / round.rows, digits),
    ])
  row('the port', ({ port }) => port)
  row('bare SDK insert, vectors ready', ({ bare }) => bare)
  table.push([`LangChain's store, vectors ready, ${langchain.rows} rows`, whole(langchain.rowsPerSecond), '', ''])
  console.log(table.toString())
  console.log(
    `port over bare: ${spread(rounds, portOverBare, percent)}; in ${rounds.length} rounds of ${rounds[0]?.rows} rows, one after the other`,
  )
  const each = (of: (round: ImportRound) => number) =>
    spread(rounds, (round) => (of(round) * 1_000) / round.rows, digits)
  const call = (method: string) =>
    `${method} ${each((round) => (round.port.calls[method]?.ms ?? 0) / 1_000)} (${rounds[0]?.port.calls[method]?.calls ?? 0} calls a round)`
  console.log(
    `where the port's time goes, ms a row: embedding ${each(({ port }) => port.embedSeconds)}, making rows ${each(({ rowsSeconds }) => rowsSeconds)},`,
  )
  console.log(
    `${['upsert', 'query', 'describeCollection'].map(call).join(', ')}, of ${each(({ port }) => port.seconds)} in all\n`,
  )
}

function printSearches({ searches, langchain }: CatalogReport): void {
  const head = ['search, ms', 'p50', 'p99', 'bare SDK, p50', 'p99', 'port over bare, p50', "Milvus' own hybrid, p50"]
  const table = new Table({ head, style: plain })
  for (const { mode, port, bare, milvusHybrid } of searches)
    table.push([
      ...[mode, ms(at(port, 0.5)), ms(at(port, 0.99)), ms(at(bare, 0.5)), ms(at(bare, 0.99))],
      percent(at(port, 0.5) / at(bare, 0.5)),
      milvusHybrid.length === 0 ? '' : ms(at(milvusHybrid, 0.5)),
    ])
  const { queriesMs } = langchain
  table.push([
    `LangChain's store, dense, ${langchain.rows} rows`,
    ms(at(queriesMs, 0.5)),
    ms(at(queriesMs, 0.99)),
    '',
    '',
    '',
    '',
  ])
  console.log(table.toString())
  const embedding = searches.flatMap((row) => row.embedding)
  console.log(
    `${searches[0]?.port.length} queries in each mode, each by both, the first of them in turns, the query's vector known;`,
  )
  console.log(
    `embedding a query takes the port ${ms(at(embedding, 0.5))} ms besides (p99 ${ms(at(embedding, 0.99))})\n`,
  )
}

function printRecall({ recall }: CatalogReport): void {
  const table = new Table({ head: ['recall@10', 'of rows', 'queries', 'mean', 'worst'], style: plain })
  for (const { tenant, rows, queries, recall: mean, worst } of recall)
    table.push([tenant, rows, queries, mean.toFixed(4), worst.toFixed(2)])
  console.log(`${table.toString()}\n`)
}

function printMemory({ memory }: CatalogReport): void {
  const table = new Table({
    head: ['memory of the importer, MB', 'heap', 'at the start', 'peak', 'held at the end', 'rows/s'],
    style: plain,
  })
  for (const { items, heapMb, startMb, peakMb, heldMb, seconds } of memory) {
    const heap = heapMb === null ? 'any' : `at most ${heapMb}`
    table.push([`${items} items`, heap, whole(startMb), whole(peakMb), whole(heldMb), whole(items / seconds)])
  }
  console.log(`${table.toString()}\n`)
}

function judge(report: CatalogReport): { aim: string; figure: string; isMet: boolean }[] {
  const overheads = report.searches.map(({ mode, port, bare }) => ({ mode, over: at(port, 0.5) / at(bare, 0.5) - 1 }))
  const recall = Math.min(...report.recall.map((row) => row.recall))
  // An engine that may have gigabytes collects garbage late, and later the longer it runs: a small heap shows what is needed.
  const small = report.memory.filter(({ heapMb }) => heapMb !== null)
  const [few, many] = [small[0], small.at(-1)]
  const growth = (of: 'peakMb' | 'heldMb') => (many?.[of] ?? Number.NaN) / (few?.[of] ?? Number.NaN) - 1
  return [
    {
      aim: `a search by the port takes at most ${percent(aims.overheadMax)} more than the bare calls`,
      figure: overheads.map(({ mode, over }) => `${mode} ${signed(over)}`).join(', '),
      isMet: overheads.every(({ over }) => over <= aims.overheadMax),
    },
    {
      aim: `recall@10 against brute force, each tenant, at least ${aims.recallMin}`,
      figure: recall.toFixed(4),
      isMet: recall >= aims.recallMin,
    },
    {
      aim: `memory is flat in a small heap: of ten times the items at most ${percent(aims.heldGrowthMax)} more is held, and the peak at most ${percent(aims.peakGrowthMax)} higher`,
      figure: `held ${signed(growth('heldMb'))}, peak ${signed(growth('peakMb'))}`,
      isMet: growth('heldMb') <= aims.heldGrowthMax && growth('peakMb') <= aims.peakGrowthMax,
    },
  ]
}

const portOverBare = ({ port, bare }: ImportRound) => bare.seconds / port.seconds

/** The value below which `part` of them lie. */
function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function spread<T>(list: readonly T[], of: (each: T) => number, show: (value: number) => string): string {
  const values = list.map(of)
  return `${show(at(values, 0.5))} (${show(Math.min(...values))} to ${show(Math.max(...values))})`
}

const plain = { head: [], border: [] }
const whole = (value: number) => value.toFixed(0)
const digits = (value: number) => value.toFixed(2)
const ms = (value: number) => value.toFixed(1)
const percent = (share: number) => `${(share * 100).toFixed(0)} %`
const signed = (share: number) => `${share < 0 ? '−' : '+'}${(Math.abs(share) * 100).toFixed(1)} %`
