import { HangtagError } from '../../domain/hangtag-error.ts'
import { worstCaseUsd } from '../../model/budget/worst-case-usd.ts'
import { priceCall } from '../../model/price-call.ts'
import { fieldRule } from '../field-rule.ts'
import { keepJudgment, mendLines, readRun, type StoredRun } from '../run/run-folder.ts'
import { outcomesOf } from '../score/judge-run.ts'
import { similarRule } from '../similar-rule.ts'
import { type JudgeDeps, judgeRequest, judgeText } from './judge-text.ts'

/** `kept`: judged before, by the same judge. `left`: not judged, for the ceiling was reached. */
export type TextsJudged = {
  run: string
  judged: number
  same: number
  kept: number
  left: number
  /** Null where a price is not known. */
  costUsd: number | null
}

/**
 * Asks a judge about every text of a run that differs from gold in its words, one after the other, and keeps each answer in the
 * run the moment it is there. Throws `HangtagError` code `price-unknown` where a ceiling cannot be held, and `judge-differs`
 * where another judge was asked before: two of them are no one measure.
 */
export async function judgeTexts(
  folder: string,
  deps: JudgeDeps,
  { maxCost }: { maxCost?: number | undefined },
  signal: AbortSignal,
): Promise<TextsJudged> {
  await mendLines(folder)
  const run = await readRun(folder)
  const judge = `${deps.prompt.version} ${deps.model}`
  const before = run.rows.flatMap(({ judgments }) => judgments)
  const other = before.find((each) => each.judge !== judge)
  if (other !== undefined)
    throw new HangtagError(`The run was judged by ${other.judge} before: run the suite anew for another judge`, {
      code: 'judge-differs',
      disposition: 'give-up',
    })
  const told: TextsJudged = { run: run.about.name, judged: 0, same: 0, kept: before.length, left: 0, costUsd: 0 }
  const spentBefore = before.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)
  const open = textsToJudge(run)
  for (const [place, { id, repeat, field, got, accepted }] of open.entries()) {
    signal.throwIfAborted()
    const texts = { one: accepted, other: got }
    if (maxCost !== undefined && spentBefore + (told.costUsd ?? 0) + (await mostUsd(texts, deps)) > maxCost) {
      told.left = open.length - place
      break
    }
    const { same, reason, usage } = await judgeText(texts, deps, signal)
    const costUsd = usage === null ? null : priceCall(usage, deps.profile, deps.model)
    await keepJudgment(folder, { id, repeat, field, got, same, reason, judge, costUsd })
    told.judged += 1
    if (same) told.same += 1
    told.costUsd = costUsd === null || told.costUsd === null ? null : told.costUsd + costUsd
  }
  return told
}

type OpenText = { id: string; repeat: number; field: string; got: string; accepted: string }

/** Prose that is there, is another text than gold's by its words, and was not judged yet. */
function textsToJudge({ about, cases, rows }: StoredRun): OpenText[] {
  const known = new Map(cases.map((each) => [each.id, each]))
  return rows.flatMap((row) => {
    const evalCase = known.get(row.id)
    if (evalCase === undefined) return []
    return outcomesOf(row, evalCase, about).flatMap(({ field, verdict, got, gold }): OpenText[] => {
      const isOpen = fieldRule(field) === similarRule && verdict === 'wrong' && typeof got === 'string'
      if (!isOpen || row.judgments.some((each) => each.field === field && each.got === got)) return []
      const accepted = (Array.isArray(gold) ? gold : [gold]).map(String).join('\n')
      return [{ id: row.id, repeat: row.repeat, field, got, accepted }]
    })
  })
}

async function mostUsd(texts: { one: string; other: string }, deps: JudgeDeps): Promise<number> {
  const usd = worstCaseUsd(await judgeRequest(texts, deps), deps.profile)
  if (usd !== null) return usd
  throw new HangtagError(
    `The price of ${deps.model} is not known, so a ceiling cannot be held: name its price in a file (MODEL_PRICES)`,
    { code: 'price-unknown', disposition: 'give-up' },
  )
}
