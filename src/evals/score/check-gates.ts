import { exactInterval, type Share } from '../exact-interval.ts'
import type { Gate } from '../suite/read-suite.ts'
import { type ChangedField, compareRuns, meanOf, type ScoreName } from './compare-runs.ts'
import type { JudgedRun } from './judge-run.ts'

export type GateResult = Gate & {
  passed: boolean
  /** Of the fields that the gate asks about; of `wrong` how many are wrong. Null where gold names none. */
  share: Share | null
  /** What is wrong, as a sentence; empty where the gate holds. */
  reason: string
  /** The fields that are worse than in the baseline, worst first; none where there is no baseline of these cases. */
  cases: ChangedField[]
}

/**
 * Each gate on its own. A floor or ceiling is held by the share itself; a drop against the baseline counts where it is larger than
 * allowed and its interval leaves chance out, so that a tie passes.
 */
export function checkGates(
  run: JudgedRun,
  gates: readonly Gate[],
  baseline: JudgedRun | null,
  createRandom: () => () => number,
): GateResult[] {
  return gates.map((gate) => {
    const asked = onlyField(run, gate.field)
    const share = shareOf(asked, gate.score)
    const about = `${gate.field === 'all' ? 'all fields' : gate.field}, ${gate.score}`
    const comparable = baseline !== null && baseline.dataset === run.dataset
    const options = { score: gate.score, margin: gate.drop ?? 0, random: createRandom() }
    const found = comparable ? compareRuns(onlyField(baseline, gate.field), asked, options) : null
    const cases = (found?.changed ?? []).filter(({ gain }) => gain < 0).sort((a, b) => a.gain - b.gain)
    const failed = (reason: string) => ({ ...gate, passed: false, share, reason, cases })
    if (share === null) return failed(`${about}: gold says nothing about it`)
    if (gate.min !== undefined && share.share < gate.min)
      return failed(`${about}: ${perCent(share.share)} is below the floor of ${perCent(gate.min)}`)
    if (gate.max !== undefined && share.share > gate.max)
      return failed(`${about}: ${perCent(share.share)} is above the ceiling of ${perCent(gate.max)}`)
    if (gate.drop === undefined) return { ...gate, passed: true, share, reason: '', cases }
    if (baseline === null) return failed(`${about}: there is no baseline to compare with; \`eval bless\` makes one`)
    if (baseline.dataset !== run.dataset)
      return failed(`${about}: the baseline is of dataset ${baseline.dataset}, this run of ${run.dataset}; bless anew`)
    if (found !== null && found.all.verdict === 'worse' && -found.all.gain > gate.drop)
      return failed(
        `${about}: ${perCent(-found.all.gain)} worse than the baseline (95 % interval ${perCent(-found.all.interval.high)} to ${perCent(-found.all.interval.low)})`,
      )
    return { ...gate, passed: true, share, reason: '', cases }
  })
}

function onlyField(run: JudgedRun, field: string): JudgedRun {
  if (field === 'all') return run
  const cases = run.cases.flatMap((each) => {
    const verdicts = Object.hasOwn(each.verdicts, field) ? each.verdicts[field] : undefined
    return verdicts === undefined ? [] : [{ ...each, verdicts: { [field]: verdicts } }]
  })
  return { ...run, cases }
}

function shareOf({ cases }: JudgedRun, score: ScoreName): Share | null {
  const good = cases.flatMap(({ verdicts }) =>
    Object.values(verdicts).flatMap((each) => {
      const mean = meanOf(each, score)
      return mean === null ? [] : [score === 'wrong' ? 1 - mean : mean]
    }),
  )
  const sum = good.reduce((total, each) => total + each, 0)
  return good.length === 0 ? null : { ...exactInterval(Math.round(sum), good.length), share: sum / good.length }
}

function perCent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
