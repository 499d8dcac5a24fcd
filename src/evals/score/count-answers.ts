import type { EvalRow } from '../run/eval-row.ts'

/** Answers of models, and how many of them fitted their schema as they came; what was wrong with the others, by its code. */
export type AnswerCount = { answers: number; fit: number; problems: Record<string, number> }

/** The cheapest scorer: asks nothing of gold. Calls that nobody answered are no answers. */
export function countAnswers(rows: readonly EvalRow[]): AnswerCount {
  const count: AnswerCount = { answers: 0, fit: 0, problems: {} }
  for (const { outcome, usage } of rows.flatMap(({ calls }) => calls)) {
    const isFit = outcome === 'ok' || outcome === 'cached'
    // What was answered and could not be read was paid for: it has tokens.
    if (!isFit && usage.output === 0) continue
    count.answers += 1
    if (isFit) count.fit += 1
    else count.problems[outcome] = (count.problems[outcome] ?? 0) + 1
  }
  return count
}
