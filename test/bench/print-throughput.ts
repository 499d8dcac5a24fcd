import Table from 'cli-table3'
import type { ThroughputReport, ThroughputRound } from './measure-throughput.ts'

/** The throughput of both sides as tables for a person: medians, with the least and the most. */
export function printThroughput({ machine, listings, endpoint, rows }: ThroughputReport): void {
  const { perSecond, burst, latencyMs, outageMs } = endpoint
  console.log(`${machine.cores} × ${machine.cpu}, Node ${machine.node}`)
  console.log(
    `${listings} listings of one call each; the endpoint takes ${perSecond} calls a second, ${burst} at once, and answers after ${latencyMs} ms`,
  )
  for (const isOutage of [false, true]) {
    console.log(isOutage ? `\nwith an outage of ${(outageMs / 1_000).toFixed(1)} s in the middle` : '')
    const head = ['who', 'share of the limit', '429 after the first second', 'calls', 'lost', 'seconds']
    const table = new Table({ head: isOutage ? [...head, 'back after'] : head, style: { head: [], border: [] } })
    for (const { what, rounds } of rows.filter((row) => row.isOutage === isOutage)) {
      const shown = (of: (round: ThroughputRound) => number, show: (value: number) => string) =>
        spread(rounds.map(of), show)
      const row = [
        what,
        shown(({ share }) => share, percent),
        shown(({ tooManyShare }) => tooManyShare, percent),
        shown(({ calls }) => calls, String),
        shown(({ lost }) => lost, String),
        shown(({ seconds }) => seconds, oneDigit),
      ]
      const back = spread(
        rounds.flatMap(({ backAfterSeconds }) => backAfterSeconds ?? []),
        (seconds) => `${oneDigit(seconds)} s`,
      )
      table.push(isOutage ? [...row, back] : row)
    }
    console.log(table.toString())
  }
  printCpu(rows, machine.cores)
  for (const line of legend) console.log(line)
}

const legend = [
  'share of the limit: good answers a second from the first to the last; the time that the endpoint was down is left out.',
  'lost: no draft, or one that the model had no part in; of LangChain, inputs that threw after its own retries.',
  'LangChain only sends and reads; the product queues, reads the text, plans, checks, books and writes each draft besides.',
]

function printCpu(rows: ThroughputReport['rows'], cores: number): void {
  const own = rows.flatMap(({ rounds }) => rounds.flatMap(({ cpu }) => cpu ?? []))
  const names = [...new Set(own.flatMap(({ ms }) => Object.keys(ms)))]
  const each = names.map((name) => {
    const used = own.flatMap(({ ms }) => ms[name] ?? [])
    return `${name} ${spread(used, oneDigit)}`
  })
  const busy = own.map((cpu) => cpu.busy)
  console.log(
    `\nms of CPU a listing: ${each.join(', ')}; the ${cores} cores were busy ${spread(busy, percent)} of the time:`,
  )
  console.log('where that is near 100 %, it is the processor that sets the pace and not the limit.')
}

function spread(values: readonly number[], show: (value: number) => string): string {
  const sorted = values.toSorted((a, b) => a - b)
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (least === undefined || most === undefined) return '–'
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  const median = middle.reduce((sum, value) => sum + value, 0) / middle.length
  return least === most ? show(median) : `${show(median)} (${show(least)} to ${show(most)})`
}

const oneDigit = (value: number) => value.toFixed(1)
const percent = (share: number) => `${(share * 100).toFixed(1)} %`
