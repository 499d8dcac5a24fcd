import Table from 'cli-table3'
import type { ReadTimes } from './measure-reads.ts'
import type { QueueRound } from './queue-overhead.ts'

/** One side of a pair. Rates are of the clock; CPU seconds hardly depend on what else the machine was doing. */
export type Round = {
  seconds: number
  /** Of all processes of this side together. */
  cpuSeconds: number
  /** By process, where the system says. */
  processes: Record<string, number>
  /** The part of the machine's CPU time that others used meanwhile, 0 to 1. */
  others: number
}

export type BenchReport = {
  machine: { cpu: string; cores: number; node: string; platform: string }
  photo: { perListing: number; megabytes: number[] }
  listings: number
  sweep: { inFlight: number; photosPerSecond: number }[]
  /** In flight in sharp's rounds: the best of the sweep. */
  inFlight: number
  pairs: { path: Round; sharp: Round }[]
  queue: QueueRound[]
  reads: ReadTimes[]
}

/** The report as tables for a person. */
export function printReport(report: BenchReport): void {
  const { machine, photo, listings, inFlight, sweep } = report
  const sizes = photo.megabytes.map((size) => size.toFixed(1)).join(', ')
  console.log(`${machine.cores} × ${machine.cpu}, Node ${machine.node}, ${machine.platform}`)
  console.log(
    `A round: ${listings} listings of ${photo.perListing} photos, 12 megapixels each (${sizes} MB), without a model`,
  )
  const swept = sweep.map((one) => `${one.inFlight} at a time ${one.photosPerSecond.toFixed(1)}/s`).join(', ')
  console.log(`sharp alone, swept: ${swept}; measured with ${inFlight}\n`)
  printPairs(report)
  printProcesses(report)
  printQueue(report.queue)
  console.log('')
  printReads(report.reads)
}

/** The free reads, one at a time. */
export function printReads(reads: readonly ReadTimes[]): void {
  const head = ['read', 'ms, median', 'p95', 'CPU, median', 'p95', 'the first', 'made ready, once', 'reads']
  const table = new Table({ head, style: plain })
  for (const { what, median, p95, cpuMedian, cpuP95, first, ready, reads: count } of reads)
    table.push([what, ...[median, p95, cpuMedian, cpuP95, first, ready].map((ms) => ms.toFixed(2)), count])
  console.log(table.toString())
}

/** Middle, least and most of some numbers. */
function spread(numbers: readonly number[]): { median: number; min: number; max: number } {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  const median = middle.reduce((sum, value) => sum + value, 0) / middle.length
  return { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN }
}

function printPairs({ pairs, listings, photo }: BenchReport): void {
  const rate = (round: Round) => listings / round.seconds
  const head = ['pair', 'whole path', 'sharp alone', 'ratio', 'ratio of CPU', 'others’ CPU']
  const table = new Table({ head, style: plain })
  pairs.forEach(({ path, sharp }, at) => {
    const shown = (round: Round) =>
      `${rate(round).toFixed(2)} listings/s, ${(rate(round) * photo.perListing).toFixed(1)} photos/s`
    const others = `${percent(path.others)}, ${percent(sharp.others)}`
    table.push([at + 1, shown(path), shown(sharp), percent(ratio(path, sharp)), percent(cpuRatio(path, sharp)), others])
  })
  const all = (of: (pair: BenchReport['pairs'][number]) => number, show: (value: number) => string) => {
    const { median, min, max } = spread(pairs.map(of))
    return `${show(median)} (${show(min)} to ${show(max)})`
  }
  table.push([
    'median',
    all(
      ({ path }) => rate(path),
      (value) => value.toFixed(2),
    ),
    all(
      ({ sharp }) => rate(sharp),
      (value) => value.toFixed(2),
    ),
    all(({ path, sharp }) => ratio(path, sharp), percent),
    all(({ path, sharp }) => cpuRatio(path, sharp), percent),
    '',
  ])
  console.log(table.toString())
  console.log(
    'ratio: listings per second, the whole path over sharp alone. ratio of CPU: the same by CPU seconds, which is',
  )
  console.log(
    'what the ratio comes to where nothing else runs and both keep all cores busy. others’ CPU: part of the machine that',
  )
  console.log('other programs and the system’s own work took.\n')
}

function printProcesses({ pairs, listings, photo }: BenchReport): void {
  const table = new Table({ head: ['process', 'ms of CPU a photo'], style: plain })
  const each = (seconds: number) => ((seconds / (listings * photo.perListing)) * 1_000).toFixed(1)
  for (const name of Object.keys(pairs[0]?.path.processes ?? {}))
    table.push([name, each(spread(pairs.map(({ path }) => path.processes[name] ?? 0)).median)])
  table.push(['whole path', each(spread(pairs.map(({ path }) => path.cpuSeconds)).median)])
  table.push(['sharp alone', each(spread(pairs.map(({ sharp }) => sharp.cpuSeconds)).median)])
  console.log(`${table.toString()}\n`)
}

function printQueue(rounds: readonly QueueRound[]): void {
  const table = new Table({ head: ['queue, jobs that do nothing', 'µs a job', 'µs of CPU a job'], style: plain })
  for (const [concurrency, same] of Map.groupBy(rounds, (round) => round.concurrency)) {
    const shown = (of: (round: QueueRound) => number) => {
      const { median, min, max } = spread(same.map(of))
      return `${median.toFixed(0)} (${min.toFixed(0)} to ${max.toFixed(0)})`
    }
    const what = `${concurrency} at a time, ${same.length} rounds of ${same[0]?.jobs}`
    table.push([what, shown((round) => round.microseconds), shown((round) => round.cpuMicroseconds)])
  }
  console.log(table.toString())
}

const plain = { head: [], border: [] }
const ratio = (path: Round, sharp: Round) => sharp.seconds / path.seconds
const cpuRatio = (path: Round, sharp: Round) => sharp.cpuSeconds / path.cpuSeconds
const percent = (share: number) => `${(share * 100).toFixed(0)} %`
