import Table from 'cli-table3'
import type { ThroughputReport, ThroughputRound } from './measure-throughput.ts'

/** The throughput of both sides as tables for a person: medians, with the least and the most. */
export function printThroughput({ machine, listings, limit, rounds }: ThroughputReport): void {
  const perSecond = (limit.requestsPerMinute * limit.timeScale) / 60
  console.log(`${machine.cores} × ${machine.cpu}, Node ${machine.node}`)
  console.log(
    `${listings} listings of one call each; the endpoint takes ${perSecond} calls a second, ${limit.burst} at once, and answers after ${limit.latencyMs} ms`,
  )
  for (const isOutage of [false, true]) {
    console.log(isOutage ? '\nwith an outage of 2 s in the middle' : '')
    const head = ['who', 'share of the limit', '429 after the first second', 'calls', 'lost', 'seconds']
    const table = new Table({ head: isOutage ? [...head, 'back after'] : head, style: { head: [], border: [] } })
    for (const { what, measured } of rounds.filter(({ outage }) => outage === isOutage)) {
      const shown = (of: (round: ThroughputRound) => number, show: (value: number) => string) =>
        spread(measured.map(of), show)
      const row = [
        what,
        shown(({ share }) => share, percent),
        shown(({ tooManyShare }) => tooManyShare, percent),
        shown(({ calls }) => calls, String),
        shown(({ lost }) => lost, String),
        shown(
          ({ seconds }) => seconds,
          (value) => value.toFixed(1),
        ),
      ]
      const back = shown(
        ({ backAfterSeconds }) => backAfterSeconds ?? Number.NaN,
        (value) => `${value.toFixed(1)} s`,
      )
      table.push(isOutage ? [...row, back] : row)
    }
    console.log(table.toString())
  }
  const own = rounds.flatMap(({ measured }) => measured.map(({ cpuMs }) => cpuMs))
  const names = new Set(own.flatMap((cpuMs) => Object.keys(cpuMs)))
  const used = [...names].map(
    (name) =>
      `${name} ${spread(
        own.flatMap((cpuMs) => cpuMs[name] ?? []),
        (ms) => ms.toFixed(1),
      )}`,
  )
  console.log(
    `\nms of CPU a listing: ${used.join(', ')}. The machine has ${machine.cores * 1_000} ms a second: more than`,
  )
  console.log(
    `${((machine.cores * 1_000) / perSecond).toFixed(0)} ms a listing in all, or another's work beside it, and the processor is the limit.`,
  )
  console.log(
    'share of the limit: good answers a second from the first to the last; the time that the endpoint was down is left out.',
  )
  console.log(
    'lost: no draft, or one that the model had no part in; of LangChain, inputs that threw after its own retries.',
  )
}

function spread(values: readonly number[], show: (value: number) => string): string {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  const median = middle.reduce((sum, value) => sum + value, 0) / middle.length
  const [least, most] = [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN]
  return least === most ? show(median) : `${show(median)} (${show(least)} to ${show(most)})`
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
