import Table from 'cli-table3'
import type { EvalPass, EvalsReport } from './measure-evals.ts'

/** What the runner of evals takes a case, and of memory, as tables for a person. */
export function printEvals({ asked, kept, rowsMb }: EvalsReport): void {
  const counts = [...new Set(kept.map(({ cases }) => cases))]
  const times = new Table({ head: ['ms a case', 'clock', 'CPU', 'passes'], style: { head: [] } })
  for (const { cases, pass } of asked)
    times.push([`${cases} cases, the stub asked where no answer is kept`, ...aCase(cases, [pass]), 1])
  for (const cases of counts) {
    const rounds = kept.filter((round) => round.cases === cases)
    const [runner, bare] = [rounds.map((round) => round.runner), rounds.map((round) => round.bare)]
    const own = rounds.map((round) => ({
      seconds: round.runner.seconds - round.bare.seconds,
      cpuSeconds: round.runner.cpuSeconds - round.bare.cpuSeconds,
    }))
    times.push([`${cases} cases, every answer kept: by the runner`, ...aCase(cases, runner), rounds.length])
    times.push([`${cases} cases: the production code alone`, ...aCase(cases, bare), rounds.length])
    times.push([`${cases} cases: the runner’s own, by pairs`, ...aCase(cases, own), rounds.length])
  }
  console.log(times.toString())
  const memory = new Table({
    head: ['MB resident at most', 'ready', 'run and read back', 'and scored'],
    style: { head: [] },
  })
  for (const cases of counts) {
    const rounds = kept.filter((round) => round.cases === cases)
    const row = (what: string, passes: EvalPass[]) =>
      memory.push([
        what,
        ...(['ready', 'run', 'scored'] as const).map((at) =>
          spread(
            passes.map((p) => p.peakMb[at]),
            0,
          ),
        ),
      ])
    row(
      `${cases} cases, by the runner`,
      rounds.map((round) => round.runner),
    )
    row(
      `${cases} cases: the production code alone`,
      rounds.map((round) => round.bare),
    )
  }
  console.log(memory.toString())
  const scoring = kept.filter(({ cases }) => cases === Math.max(...counts)).map(({ runner }) => runner.scoringSeconds)
  console.log(
    `Median (least to most), each pass in a process of its own, 8 cases at a time, words alone, the free reads off. Rows of the
larger run: ${rowsMb.toFixed(1)} MB on disk, scored in ${spread(scoring, 2)} s.`,
  )
}

function aCase(cases: number, passes: readonly Pick<EvalPass, 'seconds' | 'cpuSeconds'>[]): string[] {
  const of = (name: 'seconds' | 'cpuSeconds') =>
    spread(
      passes.map((pass) => (pass[name] / cases) * 1_000),
      2,
    )
  return [of('seconds'), of('cpuSeconds')]
}

function spread(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  const median = middle.reduce((sum, value) => sum + value, 0) / middle.length
  const [least, most] = [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN]
  const shown = (value: number) => value.toFixed(digits)
  return sorted.length < 2 ? shown(median) : `${shown(median)} (${shown(least)} to ${shown(most)})`
}
