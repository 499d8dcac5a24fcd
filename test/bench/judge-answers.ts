import type { StubAnswered } from '../stubs/start-model-server.ts'

export type Pace = {
  /** Answers a second between the first and the last, over the limit's. The time that the endpoint was down is left out. */
  share: number
  calls: number
  /** Calls that the limit refused, after the first second. */
  tooMany: number
  /** Their share of all calls after the first second. */
  tooManyShare: number
  /** Calls that met the outage. */
  failed: number
  /** From the end of the outage to the next good answer; null: there was none. */
  backAfterSeconds: number | null
}

/** How well a caller kept to a limit of so many a second, by what the endpoint answered. */
export function judgeAnswers(answers: readonly StubAnswered[], perSecond: number, downMs = 0): Pace {
  const sorted = answers.toSorted((a, b) => a.atMs - b.atMs)
  const good = sorted.filter(({ status }) => status === 200)
  const [first, last] = [good[0]?.atMs ?? 0, good.at(-1)?.atMs ?? 0]
  const later = sorted.filter(({ atMs }) => atMs > (sorted[0]?.atMs ?? 0) + 1_000)
  const tooMany = later.filter(({ status }) => status === 429).length
  const failures = sorted.filter(({ status }) => status >= 500)
  const begun = failures[0]?.atMs
  const back = begun === undefined ? undefined : good.find(({ atMs }) => atMs >= begun + downMs)
  return {
    share: good.length < 2 ? 0 : ((good.length - 1) * 1_000) / (last - first - downMs) / perSecond,
    calls: answers.length,
    tooMany,
    tooManyShare: later.length === 0 ? 0 : tooMany / later.length,
    failed: failures.length,
    backAfterSeconds: begun === undefined || back === undefined ? null : (back.atMs - begun - downMs) / 1_000,
  }
}
